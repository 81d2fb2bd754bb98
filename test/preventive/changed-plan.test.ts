import t from 'tap'
import type { SignOffRoute } from '../../src/sign-off/route-schemas.ts'
import type { SupportPlan } from '../../src/support-plans/schemas.ts'
import { letterOf } from '../decisions/acts.ts'
import { changed, draftChanged } from '../sign-off/acts.ts'
import { buy, statementOf } from '../spending/acts.ts'
import { audited } from '../support/audit.ts'
import { aSaidFor } from '../support/builders.ts'
import type { Journey } from '../support/journey.ts'
import { type aPlanLine, aReason } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { sweep } from '../support/sweep.ts'
import { agree, aNightWorker, aReduction, drums, onCall, planOf, submitted, unlink, withNightWorker } from './acts.ts'

const service = await startService(t)
const start = service.clock.now().toISOString()
t.beforeEach(() => service.clock.set(start))

const weekly = {
  quantity: 1,
  unit: 'hour',
  unitPence: 100,
  frequency: 'weekly',
  times: null,
  from: '2026-11-24',
  until: '2027-05-31',
} as const
const scheduled = { amountPence: 2_700, schedule: weekly, checkedBy: 'care-coordinator' } as const

/** Each road by which a changed plan can take the night worker away, or some of it. */
const roads: Readonly<Record<string, Partial<ReturnType<typeof aPlanLine>>[]>> = {
  'a dropped line': [drums],
  'a lower amount': [aNightWorker({ amountPence: 19_999 })],
  'the same under another key': [aNightWorker({ key: 'nights' })],
  'another thing under the same key': [aNightWorker({ title: 'Drum lessons' })],
  'another category under the same key': [aNightWorker({ category: 'training' })],
  'another provider under the same key': [aNightWorker({ provider: 'Cheap Nights' })],
  'another need under the same key': [aNightWorker({ holdsBack: 'Boredom' })],
  'the mark taken away': [aNightWorker({ preventive: false, holdsBack: null })],
  'another way to hold the money': [aNightWorker({ instrument: 'invoice' })],
}

t.test(
  '422: each road by which a changed plan takes from a preventive line is caught, before anybody signs',
  async (t) => {
    const journey = await withNightWorker(service)
    for (const [road, lines] of Object.entries(roads)) {
      const { id } = (await draftChanged(journey, lines)).ok
      const { errors } = await refused(t, service, () => submitted(journey, { id }), 'plan-incomplete', road)
      t.match(errors, [{ pointer: '/reductions', code: 'reduction-unexplained' }], road)
      const checks = await journey.broker.get(`/v1/support-plans/${id}/checks`)
      t.match(checks.ok, { ready: false, missing: [{ code: 'reduction-unexplained' }] }, road)
      await journey.broker.post(`/v1/support-plans/${id}/withdrawal`)
    }
    const more = await draftChanged(journey, [aNightWorker({ amountPence: 20_001 })])
    t.equal((await submitted(journey, more.ok)).status, 200, 'more is no reduction')
  },
)

t.test('422: a lower quantity, a rarer or shorter schedule, an earlier end and a later start are caught', async (t) => {
  const night = aNightWorker(scheduled)
  const journey = await withNightWorker(service, night)
  const edits = {
    'lower quantity': { quantity: 0.5 },
    'rarer frequency': { frequency: 'four-weekly' as const, quantity: 4 },
    'earlier end': { until: '2027-05-01' },
    'later start': { from: '2026-12-24' },
    'cheaper hours': { unitPence: 99 },
  }
  for (const [road, edit] of Object.entries(edits)) {
    const { amountPence: _, ...line } = { ...night, schedule: { ...weekly, ...edit } }
    const body = { outcomes: [{ key: 'sleep', words: 'To sleep.' }], lines: [line], crisisContingency: null }
    const { id } = (await journey.broker.post<SupportPlan>(`/v1/cases/${journey.ids.caseId}/support-plans`, body)).ok
    const { errors } = await refused(t, service, () => submitted(journey, { id }), 'plan-incomplete', road)
    t.ok(
      errors?.some(({ code }) => code === 'reduction-unexplained'),
      road,
    )
    await journey.broker.post(`/v1/support-plans/${id}/withdrawal`)
  }
})

t.test(
  '422: what is said of a reduction is of a line that is reduced, once, with a fallback that the plan has',
  async (t) => {
    const journey = await withNightWorker(service)
    const faults = async (...reductions: ReturnType<typeof aReduction>[]) => {
      const { id } = (await draftChanged(journey, [drums, onCall], reductions)).ok
      const { errors } = await refused(t, service, () => submitted(journey, { id }), 'plan-incomplete')
      await journey.broker.post(`/v1/support-plans/${id}/withdrawal`)
      return errors?.map(({ pointer, code }) => `${pointer} ${code}`)
    }
    t.same(await faults(aReduction({ fallbackLine: 'nothing' })), ['/reductions/0/fallbackLine fallback-missing'])
    t.same(await faults(aReduction({ fallbackLine: 'night' })), ['/reductions/0/fallbackLine fallback-missing'])
    t.same(await faults(aReduction(), aReduction()), ['/reductions/1/line key-repeated'])
    t.same(await faults(aReduction(), aReduction({ line: 'drum-kit' })), ['/reductions/1/line nothing-reduced'])
    const lower = { ...aReduction(), because: 'needs-are-lower' } as unknown as ReturnType<typeof aReduction>
    await refused(
      t,
      service,
      () => draftChanged(journey, [drums, onCall], [lower]),
      'request-invalid',
      'that needs are lower cannot even be said',
    )
  },
)

const routeOf = async (journey: Journey, id: string) =>
  (await journey.broker.get<SignOffRoute>(`/v1/support-plans/${id}/sign-off-route`)).ok

t.test('with evidence it goes one tier up, needs reasons, is adverse, and takes effect after the notice', async (t) => {
  const journey = await withNightWorker(service)
  const less = await changed(journey, [drums, onCall], [aReduction()])
  t.match(await routeOf(journey, less.id), {
    decides: 'team-manager',
    reductions: [{ line: 'night', what: ['gone'], sentence: 'You would not have it any more.' }],
  })
  await refused(t, service, () => agree(journey.careCoordinator, less), 'not-the-decider')
  await refused(t, service, () => agree(journey.teamManager, less, []), 'reason-required')
  const entries = await audited(service, async () => {
    t.match((await agree(journey.teamManager, less)).ok, {
      decision: { outcome: 'agreed-with-reduction' },
      supportPlan: { status: 'awaiting-notice', takesEffectAfter: '2026-12-22' },
    })
  })
  t.match(
    entries.find(({ type }) => type === 'support-plan.agreed-with-reduction'),
    { facts: { reducedLines: ['night'], takesEffectAfter: '2026-12-22' } },
  )
  t.match(await planOf(journey, journey.ids.supportPlanId), { status: 'active' }, 'what there is goes on')
  service.clock.set('2026-11-25T09:30:00Z')
  t.equal((await buy(journey, { amountPence: 1, boughtOn: '2026-11-25' })).status, 201, 'and can be spent from')
  await refused(t, service, () => draftChanged(journey, [aNightWorker()]), 'plan-exists', 'one plan at a time')

  service.clock.set('2026-12-22T23:00:00Z')
  await sweep(service)
  t.match(await planOf(journey, less.id), { status: 'awaiting-notice' }, 'until the end of the day')
  service.clock.set('2026-12-23T06:00:00Z')
  await sweep(service)
  await sweep(service)
  t.match(await planOf(journey, less.id), { status: 'agreed' })
  t.match(await planOf(journey, journey.ids.supportPlanId), { status: 'superseded' })
  const { lines } = await statementOf(journey)
  t.match(
    lines.filter(({ status }) => status === 'active'),
    [
      { key: 'drum-kit', agreedPence: 99 },
      { key: 'on-call', agreedPence: 5_000 },
    ],
    'what was bought meanwhile is not had again',
  )
})

t.test(
  'the letter names what is lost, why, until when it is there, what there is instead, and how to appeal',
  async (t) => {
    const journey = await withNightWorker(service)
    const less = await changed(journey, [drums, onCall], [aReduction()])
    const { decision } = (await agree(journey.teamManager, less)).ok
    const text = (await letterOf(journey.person, decision.id)).ok.replaceAll(/<[^>]+>/g, '')
    for (const told of [
      'you will have less of some support',
      'A night worker: You would not have it any more.',
      'You have other support now.',
      'A night worker on call',
      'Nothing changes until 22 December 2026.',
      'Appeal by',
    ])
      t.match(text, told)
  },
)

t.test('an appeal freezes: what there is stays until it is answered; won, the person keeps it', async (t) => {
  const journey = await withNightWorker(service)
  const less = await changed(journey, [drums, onCall], [aReduction()])
  const { decision } = (await agree(journey.teamManager, less)).ok
  const appeal = await journey.person.post<{ id: string }>(`/v1/decisions/${decision.id}/appeals`, {
    words: 'My sister works nights herself.',
  })
  service.clock.set('2027-01-04T09:30:00Z')
  await sweep(service)
  t.match(await planOf(journey, less.id), { status: 'awaiting-notice' })
  t.equal((await buy(journey, { amountPence: 1, boughtOn: '2027-01-04' })).status, 201)
  const reviewer = service.as('commissioner-officer')
  const won = await reviewer.post(`/v1/appeals/${appeal.ok.id}/decision`, { outcome: 'overturned', reasons: [] })
  t.equal(won.status, 201)
  t.match(await planOf(journey, less.id), { status: 'withdrawn', takesEffectAfter: null })
  service.clock.set('2027-02-04T09:30:00Z')
  await sweep(service)
  t.match(await planOf(journey, journey.ids.supportPlanId), { status: 'active' })
})

t.test('varied on appeal, it is planned and decided on again; the plan in force goes on', async (t) => {
  const journey = await withNightWorker(service)
  const less = await changed(journey, [drums, onCall], [aReduction()])
  const { decision } = (await agree(journey.teamManager, less)).ok
  const appeal = await journey.person.post<{ id: string }>(`/v1/decisions/${decision.id}/appeals`, { words: 'No.' })
  const varied = { outcome: 'varied', reasons: [aReason] }
  t.equal((await service.as('commissioner-officer').post(`/v1/appeals/${appeal.ok.id}/decision`, varied)).status, 201)
  t.match(await planOf(journey, less.id), { status: 'returned', agreedAt: null })
  t.match(await planOf(journey, journey.ids.supportPlanId), { status: 'active' })
})

t.test('the person’s own wish is their own act: nobody signs it in their place', async (t) => {
  const journey = await withNightWorker(service)
  const wish = aReduction({ because: 'person-wishes', words: 'I do not want anybody in my flat at night.' })
  const { id } = (await draftChanged(journey, [drums, onCall], [wish])).ok
  const { contentHash } = (await submitted(journey, { id })).ok
  const sign = (client: Journey['person'], caseRole: string, more: object = { how: 'online' }) =>
    client.post(`/v1/support-plans/${id}/signatures`, { caseRole, contentHash, ...more })
  await refused(t, service, () => sign(journey.careCoordinator, 'representative'), 'own-wish-needed')
  t.equal((await sign(journey.person, 'person')).status, 201)
})

t.test('what a decision agrees to in part takes nothing of a preventive line', async (t) => {
  const journey = await withNightWorker(service)
  const less = await changed(journey, [drums, onCall, aNightWorker({ title: 'Drum lessons' })], [aReduction()])
  const body = {
    outcome: 'agreed-in-part',
    contentHash: less.contentHash,
    reasons: [{ ...aReason, line: 'on-call' }],
    lines: [
      { line: 'drum-kit', outcome: 'agreed' },
      { line: 'night', outcome: 'agreed' },
      { line: 'on-call', outcome: 'refused' },
    ],
  }
  await refused(
    t,
    service,
    () => journey.teamManager.post(`/v1/support-plans/${less.id}/decision`, body),
    'part-takes-away',
  )
})

t.test('what the person has come to rely on is guarded after six months, as preventive support is', async (t) => {
  const lessons = { title: 'Drum lessons', preventive: false, holdsBack: null }
  const journey = await withNightWorker(service, aNightWorker({ ...scheduled, ...lessons }))
  const without = async () => {
    const { id } = (await draftChanged(journey, [drums])).ok
    const answer = await submitted(journey, { id })
    await journey.broker.post(`/v1/support-plans/${id}/withdrawal`)
    return answer
  }
  t.equal((await without()).status, 200, 'not yet')
  service.clock.set('2027-05-24T09:30:00Z')
  const problem = await without()
  t.match(problem.body, { code: 'plan-incomplete', errors: [{ code: 'reduction-unexplained' }] })
})

t.test('a signature that the person says was not theirs takes the plan back before its day', async (t) => {
  const journey = await withNightWorker(service)
  await unlink(journey)
  const wish = aReduction({ because: 'person-wishes', words: 'Nobody in my flat at night.' })
  const { id } = (await draftChanged(journey, [drums, onCall], [wish])).ok
  const { contentHash } = (await submitted(journey, { id })).ok
  const sign = (client: Journey['person'], caseRole: string, more: object = { how: 'online' }) =>
    client.post(`/v1/support-plans/${id}/signatures`, { caseRole, contentHash, ...more })
  await sign(journey.broker, 'broker')
  await sign(journey.careCoordinator, 'care-coordinator')
  t.equal((await sign(journey.careCoordinator, 'person', { how: 'in-person', saidFor: aSaidFor() })).status, 201)
  t.match((await agree(journey.teamManager, { id, contentHash })).ok, { supportPlan: { status: 'awaiting-notice' } })
  const told = await journey.officer.get<{ items: { id: string; kind: string }[] }>(
    `/v1/cases/${journey.ids.caseId}/said-for-me`,
  )
  const said = told.ok.items.find(({ kind }) => kind === 'signature')
  t.equal((await journey.representative.post(`/v1/said-for/${said?.id}/objection`, { words: null })).status, 200)
  const after = (await journey.officer.get<SupportPlan>(`/v1/support-plans/${id}`)).ok
  t.match(after, { status: 'awaiting-signatures', agreedAt: null, takesEffectAfter: null })
  service.clock.set('2027-01-04T09:30:00Z')
  await sweep(service)
  const before = await journey.officer.get<SupportPlan>(`/v1/support-plans/${journey.ids.supportPlanId}`)
  t.match(before.ok, { status: 'active' })
})

t.test('an appeal that is won agrees at once to nothing that takes from what the person relies on', async (t) => {
  const journey = await withNightWorker(service)
  const less = await changed(journey, [drums, onCall], [aReduction()])
  const refusal = { outcome: 'refused', contentHash: less.contentHash, reasons: [aReason] }
  const path = `/v1/support-plans/${less.id}/decision`
  const { decision } = (await journey.teamManager.post<{ decision: { id: string } }>(path, refusal)).ok
  const appeal = await journey.person.post<{ id: string }>(`/v1/decisions/${decision.id}/appeals`, { words: 'Why?' })
  const overturn = () =>
    service
      .as('commissioner-officer')
      .post(`/v1/appeals/${appeal.ok.id}/decision`, { outcome: 'overturned', reasons: [] })
  await refused(t, service, overturn, 'wrong-state')
  t.match(await planOf(journey, journey.ids.supportPlanId), { status: 'active' })
})
