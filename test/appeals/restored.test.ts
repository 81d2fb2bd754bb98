import t from 'tap'
import type { ReviewDone } from '../../src/findings/schemas.ts'
import type { SupportPlan } from '../../src/support-plans/schemas.ts'
import { letterOf } from '../decisions/acts.ts'
import {
  agree,
  aNightWorker,
  aReduction,
  drums,
  onCall,
  planOf,
  submitted,
  withNightWorker,
} from '../preventive/acts.ts'
import { changed, draftChanged } from '../sign-off/acts.ts'
import { buy, statementOf } from '../spending/acts.ts'
import { audited } from '../support/audit.ts'
import { aSaidFor } from '../support/builders.ts'
import type { Journey } from '../support/journey.ts'
import { aReason, aReviewCompletion } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { coolOff, sweep } from '../support/sweep.ts'
import { decide, lodge } from './acts.ts'

const service = await startService(t)
const start = service.clock.now().toISOString()
t.beforeEach(() => service.clock.set(start))

const late = { lateBecause: 'I was too unwell to write.' }
const inForce = async (journey: Journey) => {
  const path = `/v1/cases/${journey.ids.caseId}/support-plans`
  const { items } = (await journey.person.get<{ items: SupportPlan[] }>(path)).ok
  return items.filter(({ status }) => status === 'agreed' || status === 'active')
}
const open = async (journey: Journey) => (await statementOf(journey)).lines.filter(({ status }) => status === 'active')
const textOf = async (journey: Journey, decisionId: string) =>
  (await letterOf(journey.person, decisionId)).ok.replaceAll(/<[^>]+>/g, '').replaceAll(/\s+/g, ' ')

/** The night worker was taken by a changed plan, which has taken effect. */
async function taken(journey: Journey, lines: Parameters<typeof changed>[1] = [drums, onCall]) {
  const less = await changed(journey, lines, [aReduction()])
  const { decision } = (await agree(journey.teamManager, less)).ok
  service.clock.set('2026-12-23T06:00:00Z')
  await sweep(service)
  t.match(await planOf(journey, less.id), { status: 'agreed' })
  return { less, decision }
}

t.test(
  'won after a changed plan took effect: the line is there again, with its money and how it is held',
  async (t) => {
    const journey = await withNightWorker(service, aNightWorker({ instrument: 'invoice' }))
    const { less, decision } = await taken(journey)
    const before = (await statementOf(journey)).lines.find(({ key }) => key === 'night')
    service.clock.set('2027-01-12T09:30:00Z')
    const appeal = (await lodge(journey.person, decision.id, late)).ok
    service.clock.set('2027-01-20T09:30:00Z')
    let outcome = ''
    const entries = await audited(service, async () => {
      outcome = (await decide(service.as('commissioner-officer'), appeal.id, 'overturned', [])).ok.decision.id
    })
    const plans = await inForce(journey)
    t.match(plans, [{ status: 'agreed', lines: [{ key: 'drum-kit' }, { key: 'on-call' }, { key: 'night' }] }])
    t.equal(plans[0]?.lines.at(-1)?.holdsBack, 'Nights in crisis')
    t.match(await planOf(journey, less.id), { status: 'superseded' })
    const night = (await open(journey)).find(({ key }) => key === 'night')
    if (!before) throw new Error('the line was there')
    const { deployment, instrument, holderId, releasedPence } = before
    t.match(night, { deployment, instrument, holderId, agreedPence: releasedPence, availablePence: 20_000 })
    t.match(
      entries.find(({ type }) => type === 'support-plan.restored'),
      { facts: { from: journey.ids.supportPlanId, lines: ['night'], restoredPence: 20_000, lostPence: 0 } },
    )
    t.match((await statementOf(journey)).restored, [
      { key: 'night', lostFrom: '2026-12-23', restoredOn: '2027-01-20', restoredPence: 20_000, lostPence: 0 },
    ])
    const text = await textOf(journey, outcome)
    for (const told of [
      'You do not lose the support that the plan was to take.',
      'A night worker: from 20 January 2027 you have this again, with £200.00.',
      'You did not have all of it from 23 December 2026 to 19 January 2027.',
      'This decision does not pay back what you went without.',
    ])
      t.match(text, told)
    t.notMatch(text, 'Your whole support plan is agreed')
    const bought = { amountPence: 1, instrument: 'invoice' as const, planLineId: night?.planLineId ?? '' }
    t.equal((await buy(journey, bought)).status, 201, 'and can be spent from')
  },
)

const weekly = {
  quantity: 2,
  unit: 'hour',
  unitPence: 350,
  frequency: 'weekly',
  times: null,
  from: '2026-11-24',
  until: '2027-05-31',
} as const
const scheduled = { amountPence: 18_900, schedule: weekly, checkedBy: 'care-coordinator' } as const

t.test('what has days of its own is there from the day of the decision; what was lost between is told', async (t) => {
  const night = aNightWorker(scheduled)
  const journey = await withNightWorker(service, night)
  const fewer = { ...night, amountPence: 9_450, schedule: { ...weekly, quantity: 1 } }
  const { decision } = await taken(journey, [drums, onCall, fewer])
  service.clock.set('2027-01-20T09:30:00Z')
  const appeal = (await lodge(journey.person, decision.id, late)).ok
  const { decision: won } = (await decide(service.as('commissioner-officer'), appeal.id, 'overturned', [])).ok
  const [plan] = await inForce(journey)
  const line = plan?.lines.find(({ key }) => key === 'night')
  t.match(line?.schedule, { ...weekly, from: '2027-01-20' })
  // 132 days of £7.00 a week; 28 days of £3.50 a week that there was less.
  t.equal(line?.amountPence, 13_200)
  t.match((await open(journey)).find(({ key }) => key === 'night')?.agreedPence, 13_200)
  t.match((await statementOf(journey)).restored, [{ key: 'night', restoredPence: 13_200, lostPence: 1_400 }])
  t.match(await textOf(journey, won.id), 'Your budget would have paid £14.00 for it in that time.')
})

t.test(
  '409: what the budget has no more is not promised: the sum is named, and a variation sets a review',
  async (t) => {
    const journey = await withNightWorker(service)
    const { decision } = await taken(journey, [
      drums,
      onCall,
      { key: 'course', title: 'A course', amountPence: 20_000 },
    ])
    const course = (await open(journey)).find(({ key }) => key === 'course')
    service.clock.set('2027-01-20T09:30:00Z')
    await buy(journey, { amountPence: 20_000, planLineId: course?.planLineId ?? '' })
    const appeal = (await lodge(journey.person, decision.id, late)).ok
    const officer = service.as('commissioner-officer')
    const overturn = () => decide(officer, appeal.id, 'overturned', [])
    const { detail } = await refused(t, service, overturn, 'budget-short')
    t.match(detail, '£200.00 would be given back, and the budget has £')
    t.equal((await decide(officer, appeal.id, 'varied', [aReason])).status, 201)
    const reviews = await journey.person.get(`/v1/cases/${journey.ids.caseId}/reviews`)
    t.match(reviews.ok, { items: [{ kind: 'rapid', because: 'appeal', status: 'scheduled' }] })
  },
)

t.test('won against a finding: what the plan that came of it took is given back', async (t) => {
  const journey = await withNightWorker(service)
  const found = {
    finding: 'reduce',
    reasons: [aReason],
    personAgrees: false,
    preventiveEvidence: 'A sister has moved in.',
    preventiveBecause: 'moved-to-other-support',
  } as const
  const review = `/v1/reviews/${journey.ids.reviewId}`
  await journey.careCoordinator.post(`${review}/completion`, aReviewCompletion(found))
  const confirmation = { confirmed: true, words: null }
  const done = await journey.teamManager.post<typeof ReviewDone.static>(`${review}/confirmation`, confirmation)
  await taken(journey)
  service.clock.set('2027-01-20T09:30:00Z')
  const appeal = (await lodge(journey.person, done.ok.decision?.id ?? '', late)).ok
  const won = (await decide(service.as('commissioner-officer'), appeal.id, 'overturned', [])).ok
  t.match(await inForce(journey), [{ lines: [{ key: 'drum-kit' }, { key: 'on-call' }, { key: 'night' }] }])
  t.match(await textOf(journey, won.decision.id), 'A night worker: from 20 January 2027 you have this again')
})

t.test('won against the end of a budget: it is open again, and the days without it are told', async (t) => {
  const journey = await withNightWorker(service)
  const ending = {
    finding: 'end',
    personAgreement: { on: '2026-11-24', words: 'I do not need it.', saidFor: aSaidFor() },
    preventive: { because: 'moved-to-other-support', words: 'A sister.', fallback: 'Your sister.' },
    reasons: [aReason],
  } as const
  const review = `/v1/reviews/${journey.ids.reviewId}`
  await journey.careCoordinator.post(`${review}/completion`, aReviewCompletion(ending))
  const confirmation = { confirmed: true, words: null }
  const done = await journey.teamManager.post<typeof ReviewDone.static>(`${review}/confirmation`, confirmation)
  await coolOff(service)
  await coolOff(service)
  t.same(await inForce(journey), [])
  service.clock.set('2027-01-20T09:30:00Z')
  const appeal = (await lodge(journey.person, done.ok.decision?.id ?? '', late)).ok
  const won = (await decide(service.as('commissioner-officer'), appeal.id, 'overturned', [])).ok
  t.match(await inForce(journey), [{ id: journey.ids.supportPlanId, status: 'active' }])
  const { restored } = await statementOf(journey)
  t.match(
    restored.map(({ key, restoredOn, lostPence }) => [key, restoredOn, lostPence]),
    [
      ['drum-kit', '2027-01-20', 0],
      ['night', '2027-01-20', 0],
    ],
  )
  t.match(await textOf(journey, won.decision.id), 'You did not have all of it from')
})

t.test('what is given back is guarded as before: nobody’s reliance on it begins anew', async (t) => {
  const year = { ...weekly, quantity: 1, unitPence: 100, until: '2027-11-22' }
  const lessons = { preventive: false, holdsBack: null, amountPence: 5_200, schedule: year }
  const journey = await withNightWorker(service, aNightWorker({ ...scheduled, ...lessons }))
  service.clock.set('2027-05-24T09:30:00Z')
  const less = await changed(journey, [drums, onCall], [aReduction()])
  const { decision } = (await agree(journey.teamManager, less)).ok
  service.clock.set('2027-06-30T09:30:00Z')
  await sweep(service)
  t.match(await planOf(journey, less.id), { status: 'agreed' })
  const appeal = (await lodge(journey.person, decision.id, late)).ok
  t.equal((await decide(service.as('commissioner-officer'), appeal.id, 'overturned', [])).status, 201)
  const { id } = (await draftChanged(journey, [drums, onCall])).ok
  const { errors } = await refused(t, service, () => submitted(journey, { id }), 'plan-incomplete')
  t.match(errors, [{ code: 'reduction-unexplained' }])
})

t.test('what is over by its own days is not given back, and is told', async (t) => {
  const night = aNightWorker(scheduled)
  const journey = await withNightWorker(service, night)
  const { decision, less } = await taken(journey)
  service.clock.set('2027-06-30T09:30:00Z')
  const appeal = (await lodge(journey.person, decision.id, late)).ok
  const { decision: won } = (await decide(service.as('commissioner-officer'), appeal.id, 'overturned', [])).ok
  t.match(await inForce(journey), [{ id: less.id }])
  t.match((await statementOf(journey)).restored, [{ key: 'night', restoredPence: 0, lostPence: 16_000 }])
  t.match(await textOf(journey, won.id), 'there is nothing left of it that you could have now')
})
