import t from 'tap'
import type { Decision } from '../../src/decisions/schemas.ts'
import type { LikelyDouble, Person } from '../../src/people/schemas.ts'
import { decide as decideAppeal, lodge } from '../appeals/acts.ts'
import { decide } from '../sign-off/acts.ts'
import { buy } from '../spending/acts.ts'
import { anActor } from '../support/actors.ts'
import { aPerson } from '../support/builders.ts'
import { fits } from '../support/fits.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aReason } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { coolOff } from '../support/sweep.ts'
import { confirmDifferent, confirmJoined, reportDouble } from './acts.ts'

const service = await startService(t)
t.beforeEach(async () => service.clock.set('2026-11-24T09:30:00Z'))
const reviewer = service.as(anActor('commissioner-officer', { sub: 'a-reviewer' }))
const agree = (journey: Journey) => decide(journey, journey.careCoordinator)
const end = ({ person, ids }: Journey) => person.post(`/v1/cases/${ids.caseId}/withdrawal`, { words: null })
const died = ({ careCoordinator, ids }: Journey) =>
  careCoordinator.post(`/v1/cases/${ids.caseId}/ending`, { ending: 'died', on: '2026-11-24' })

/** A plan that was agreed in part, and the appeal against that. */
async function appealed() {
  const journey = await journeyTo(service, 'plan-signed')
  const lines = [
    { line: 'drum-kit', outcome: 'agreed' },
    { line: 'mattress', outcome: 'refused' },
  ]
  const reasons = [{ ...aReason, line: 'mattress' }]
  const answer = await decide(journey, journey.careCoordinator, 'agreed-in-part', { lines, reasons })
  const { decision } = answer.ok as { decision: Decision }
  return { journey, appealId: (await lodge(journey.person, decision.id)).ok.id }
}

t.test('a likely double stands in the way also once the first budget is spent and its case has ended', async (t) => {
  for (const step of ['purchase-made', 'plan-agreed'] as const) {
    const [one, two] = [await journeyTo(service, step), await journeyTo(service, 'plan-signed')]
    const id = await reportDouble(service, one.ids.personId, two.ids.personId)
    t.equal((await end(one)).status, 200)
    await refused(t, service, () => agree(two), 'likely-double-unsettled', step)
    await confirmDifferent(service, id)
    t.equal((await agree(two)).status, 201, 'until two have settled it')
  }
})

t.test('and as long as something was bought from it in the period of the second', async (t) => {
  const one = await journeyTo(service, 'money-agreed')
  service.clock.set('2026-12-24T09:30:00Z')
  const two = await journeyTo(service, 'plan-signed')
  service.clock.set('2027-01-10T09:30:00Z')
  t.equal((await buy(one, { boughtOn: '2027-01-10' })).status, 201)
  t.equal((await end(one)).status, 200)
  await reportDouble(service, one.ids.personId, two.ids.personId)
  service.clock.set('2027-12-01T09:30:00Z')
  await refused(
    t,
    service,
    () => agree(two),
    'likely-double-unsettled',
    'its own period is over, and that of the second not',
  )
})

t.test('no appeal opens more money past a likely double, or past a death', async (t) => {
  const { journey, appealId } = await appealed()
  const other = await journeyTo(service, 'money-agreed')
  const id = await reportDouble(service, journey.ids.personId, other.ids.personId)
  const win = () => decideAppeal(reviewer, appealId, 'overturned', [])
  await refused(t, service, win, 'likely-double-unsettled')
  await confirmDifferent(service, id)
  t.equal((await died(journey)).status, 200)
  await refused(t, service, win, 'death-reported')
  const alive = { evidence: 'I met her.' }
  t.equal((await journey.officer.post(`/v1/cases/${journey.ids.caseId}/death/error`, alive)).status, 200)
  t.equal((await win()).status, 201)
})

t.test('a case is not open again while the likely double has a budget', async (t) => {
  const [one, two] = [await journeyTo(service, 'money-agreed'), await journeyTo(service, 'money-agreed')]
  const path = `/v1/cases/${one.ids.caseId}/death`
  await died(one)
  const seen = { on: '2026-11-24', evidence: 'The medical certificate.' }
  t.equal((await one.officer.post(`${path}/confirmation`, seen)).status, 200)
  const id = await reportDouble(service, one.ids.personId, two.ids.personId)
  await one.officer.post(`${path}/error`, { evidence: 'I met her.' })
  const confirm = () => one.teamManager.post(`${path}/error/confirmation`)
  await refused(t, service, confirm, 'likely-double-unsettled')
  await confirmDifferent(service, id)
  fits(t, (await confirm()).ok, { ending: null })
})

t.test('nor by an appeal that is won against its end', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const decided = { ending: 'moved-away', on: '2026-11-24', reasons: [aReason] }
  const path = `/v1/cases/${journey.ids.caseId}/ending`
  const { decisionId } = (await journey.careCoordinator.post<{ decisionId: string }>(path, decided)).ok
  await coolOff(service)
  const { ids } = await journeyTo(service, 'money-agreed')
  const id = await reportDouble(service, journey.ids.personId, ids.personId)
  const appeal = (await lodge(journey.person, decisionId)).ok
  for (const outcome of ['overturned', 'varied'])
    await refused(
      t,
      service,
      () => decideAppeal(reviewer, appeal.id, outcome, outcome === 'varied' ? [aReason] : []),
      'likely-double-unsettled',
      outcome,
    )
  await confirmDifferent(service, id)
  t.equal((await decideAppeal(reviewer, appeal.id, 'overturned', [])).status, 201)
})

t.test('who is joined into another record takes their likely doubles there', async (t) => {
  for (const settled of [false, true]) {
    const [one, two] = [await journeyTo(service, 'money-agreed'), await journeyTo(service, 'plan-signed')]
    const goesOn = (await one.careCoordinator.post<Person>('/v1/people', aPerson())).ok.id
    await reportDouble(service, one.ids.personId, two.ids.personId)
    if (settled) await confirmDifferent(service, await reportDouble(service, goesOn, two.ids.personId))
    const join = await reportDouble(service, one.ids.personId, goesOn)
    t.equal((await confirmJoined(service, join, goesOn)).status, 200)
    await refused(t, service, () => agree(two), 'likely-double-unsettled')
    const { items } = (await two.officer.get<{ items: LikelyDouble[] }>('/v1/likely-doubles?limit=100')).ok
    const open = items.filter(({ personIds }) => personIds.includes(two.ids.personId))
    fits(t, open, [{ joinProposedBy: null, differenceProposedBy: null }])
    t.same([...(open[0]?.personIds ?? [])].sort(), [goesOn, two.ids.personId].sort())
    await confirmDifferent(service, open[0]?.id ?? '')
    t.equal((await agree(two)).status, 201)
  }
})
