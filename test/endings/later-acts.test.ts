import t from 'tap'
import type { CaseOpened, CaseView } from '../../src/cases/schemas.ts'
import type { CaseEnded } from '../../src/endings/schemas.ts'
import type { SaidForPerson } from '../../src/said-for/schemas.ts'
import { decide as decideAppeal, lodge } from '../appeals/acts.ts'
import { letterOf } from '../decisions/acts.ts'
import { withinLimit } from '../sign-off/acts.ts'
import { buy, statementOf } from '../spending/acts.ts'
import { anActor } from '../support/actors.ts'
import { aCase, aMember, aSaidFor } from '../support/builders.ts'
import { fits } from '../support/fits.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aReason } from '../support/pathway-builders.ts'
import { type PathwayStep, pathwaySteps, steps } from '../support/pathway-steps.ts'
import { startService } from '../support/service.ts'
import { coolOff } from '../support/sweep.ts'

const service = await startService(t)
t.beforeEach(async () => service.clock.set('2026-11-24T09:30:00Z'))
const pathOf = ({ ids }: Journey, rest: string) => `/v1/cases/${ids.caseId}/${rest}`
const recordNo = (journey: Journey, more: object = { reasons: [aReason] }) =>
  journey.careCoordinator.post(pathOf(journey, 'withdrawal'), { words: 'No.', saidFor: aSaidFor(), ...more })
const withdraw = (journey: Journey) => journey.person.post(pathOf(journey, 'withdrawal'), { words: null })
const keep = (journey: Journey) => journey.person.post(pathOf(journey, 'announced-ending/cancellation'))
const moveAway = async ({ careCoordinator, ids }: Journey) =>
  (
    await careCoordinator.post<CaseEnded>(`/v1/cases/${ids.caseId}/ending`, {
      ending: 'moved-away',
      on: '2026-11-24',
      reasons: [aReason],
    })
  ).ok
const object = async (journey: Journey) => {
  const { items } = (await journey.person.get<{ items: SaidForPerson[] }>(pathOf(journey, 'said-for-me'))).ok
  return journey.person.post(`/v1/said-for/${items[0]?.id}/objection`, { words: null })
}
const caseOf = async ({ officer, ids }: Journey) => (await officer.get<CaseView>(`/v1/cases/${ids.caseId}`)).ok
const isAfter = (step: PathwayStep) => pathwaySteps.indexOf(step) > pathwaySteps.indexOf('money-agreed')
const isAnnounced = async (journey: Journey) =>
  (await caseOf(journey)).waits.some(({ step }) => step === 'ending-announced')

t.test('an objection to recorded words does not undo what the person did themselves since', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  t.equal((await recordNo(journey)).status, 200)
  t.equal((await withdraw(journey)).status, 200)
  t.equal((await object(journey)).status, 200)
  fits(t, await caseOf(journey), { ending: 'withdrawn' })
  t.equal((await statementOf(journey)).availablePence, 0)
})

t.test('nor an end that was decided after the recorded one was called off', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  await recordNo(journey)
  t.equal((await keep(journey)).status, 200)
  await moveAway(journey)
  t.equal((await object(journey)).status, 200)
  t.equal(await isAnnounced(journey), true)
})

t.test('it undoes the end that the words made, also once it has taken effect', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  await recordNo(journey)
  await coolOff(service)
  fits(t, await caseOf(journey), { ending: 'withdrawn' })
  t.equal((await object(journey)).status, 200)
  fits(t, await caseOf(journey), { ending: null })
  t.equal((await statementOf(journey)).availablePence, 40_000)
})

/** The person begins anew after the first budget ended, buys from the second for as much, and says no to that too. */
async function spendAnew(journey: Journey, amountPence: number) {
  const { ids, careCoordinator } = journey
  const again = await careCoordinator.post<CaseOpened>('/v1/cases', aCase(ids.personId, { schemeId: ids.schemeId }))
  const second: Journey = { ...journey, ids: { ...journey.known, caseId: again.ok.id } as Journey['ids'] }
  await careCoordinator.post(pathOf(second, 'members'), aMember())
  await careCoordinator.post(pathOf(second, 'current-services/none'))
  for (const step of pathwaySteps.slice(pathwaySteps.indexOf('expression-drafted')))
    if (!isAfter(step)) await steps[step](second, (more) => Object.assign(second.ids, more))
  t.equal((await buy(second, { amountPence, boughtOn: service.clock.today() })).status, 201)
  t.equal((await withdraw(second)).status, 200)
}

t.test('a budget is not given back beside what was spent from another since', async (t) => {
  const journey = await journeyTo(service, 'money-agreed', withinLimit)
  await recordNo(journey)
  const { items } = (await journey.person.get<{ items: SaidForPerson[] }>(pathOf(journey, 'said-for-me'))).ok
  await coolOff(service)
  await spendAnew(journey, 40_000)
  t.equal((await journey.person.post(`/v1/said-for/${items[0]?.id}/objection`, { words: null })).status, 200)
  fits(t, await caseOf(journey), { ending: 'withdrawn' })
  t.equal((await statementOf(journey)).availablePence, 0)
})

t.test('an appeal that is won against an end gives back what was not spent from another budget since', async (t) => {
  for (const [spent, outcome, says] of [
    [15_000, 'overturned', /£250\.00 left to spend/],
    [15_000, 'varied', /£250\.00 left to spend/],
    [40_000, 'overturned', /£0\.00 left to spend/],
  ] as const) {
    service.clock.set('2026-11-24T09:30:00Z')
    const journey = await journeyTo(service, 'money-agreed', withinLimit)
    const { decisionId } = await moveAway(journey)
    await coolOff(service)
    await spendAnew(journey, spent)
    const appeal = await lodge(journey.person, decisionId ?? '')
    const reviewer = service.as(anActor('commissioner-officer', { sub: 'a-reviewer' }))
    const { decision } = (await decideAppeal(reviewer, appeal.ok.id, outcome, outcome === 'varied' ? [aReason] : [])).ok
    fits(t, await caseOf(journey), { ending: null })
    fits(t, await statementOf(journey), { availablePence: 40_000 - spent, spentPence: 0 })
    t.match((await letterOf(journey.person, decision.id)).ok, says)
  }
})

t.test('an appeal that is won calls off the end that it was against, and no later one', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const { decisionId } = await moveAway(journey)
  const appeal = (
    await journey.person.post<{ id: string }>(`/v1/decisions/${decisionId}/appeals`, { words: 'I live here.' })
  ).ok
  t.equal((await keep(journey)).status, 200)
  await recordNo(journey)
  const reviewer = service.as(anActor('commissioner-officer', { sub: 'a-reviewer' }))
  t.equal((await decideAppeal(reviewer, appeal.id, 'overturned', [])).status, 201)
  t.equal(await isAnnounced(journey), true)
})
