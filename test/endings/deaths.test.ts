import t from 'tap'
import type { CaseView, Task } from '../../src/cases/schemas.ts'
import type { CaseEnded } from '../../src/endings/schemas.ts'
import { changed, decideChanged, withinLimit } from '../sign-off/acts.ts'
import { statementOf } from '../spending/acts.ts'
import { anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import type { Client } from '../support/client.ts'
import { fits } from '../support/fits.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aPurchase, aReason } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { sameHuman } from '../support/staff.ts'
import { sweep } from '../support/sweep.ts'

const service = await startService(t)
t.beforeEach(async () => service.clock.set('2026-11-24T09:30:00Z'))
const died = ({ ids, careCoordinator }: Journey, client: Client = careCoordinator) =>
  client.post<CaseEnded>(`/v1/cases/${ids.caseId}/ending`, { ending: 'died', on: '2026-11-23' })
const seen = { on: '2026-11-22', evidence: 'The medical certificate.' }
const confirm = ({ ids }: Journey, client: Client, body: object = seen) =>
  client.post<CaseEnded>(`/v1/cases/${ids.caseId}/death/confirmation`, body)
const alive = { evidence: 'I met her this morning.' }
const inError = ({ ids }: Journey, client: Client) =>
  client.post<CaseView>(`/v1/cases/${ids.caseId}/death/error`, alive)
const confirmError = ({ ids }: Journey, client: Client) =>
  client.post<CaseView>(`/v1/cases/${ids.caseId}/death/error/confirmation`)
const caseOf = async ({ ids, officer }: Journey) => (await officer.get<CaseView>(`/v1/cases/${ids.caseId}`)).ok
const buy = ({ broker, ids }: Journey, boughtOn: string) =>
  broker.post(`/v1/plan-lines/${ids.planLineId}/purchases`, aPurchase({ boughtOn }))

t.test('a death ends an agreed budget once a second human has confirmed it, and not before', async (t) => {
  const journey = await journeyTo(service, 'purchase-made')
  const { caseId } = journey.ids
  const before = await statementOf(journey)
  fits(t, (await died(journey)).ok, { endedAt: null, ending: null, toConfirm: true, releasedPence: 0 })
  fits(t, await caseOf(journey), { endedAt: null })
  t.equal((await statementOf(journey)).availablePence, before.availablePence)
  const tasks = (await journey.officer.get<{ items: Task[] }>('/v1/tasks?limit=100')).ok.items
  fits(
    t,
    tasks.filter((task) => task.caseId === caseId && task.step === 'death-to-confirm'),
    [{ dueOn: '2026-12-01' }],
  )
  await refused(t, service, () => died(journey), 'death-reported', 'once')
  await refused(t, service, () => died(journey, journey.officer), 'death-reported', 'nor by another')
  await refused(t, service, () => confirm(journey, journey.careCoordinator), 'second-person-needed')
  const account = anActor('commissioner-officer', { sub: 'the-coordinators-other-account' })
  await sameHuman(service, account.sub, anActor('care-coordinator'))
  await refused(t, service, () => confirm(journey, service.as(account)), 'second-person-needed', 'two accounts')
  for (const on of ['2026-11-25', '1900-01-01'])
    await refused(t, service, () => confirm(journey, journey.officer, { ...seen, on }), 'ending-day-invalid', on)
  const entries = await audited(service, async () => {
    const ended = (await confirm(journey, journey.officer)).ok
    fits(t, ended, { ending: 'died', step: 'person-died', on: '2026-11-22', releasedPence: before.availablePence })
  })
  t.match(
    entries.find(({ type }) => type === 'case.ended'),
    { facts: { ending: 'died', on: '2026-11-22', as: 'commissioner-officer' } },
  )
  await refused(t, service, () => confirm(journey, journey.officer), 'case-ended')
})

t.test('meanwhile nothing is spent that was bought after the day, and what was bought before is paid', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  service.clock.set('2026-11-26T09:30:00Z')
  await journey.careCoordinator.post(`/v1/cases/${journey.ids.caseId}/ending`, { ending: 'died', on: '2026-11-24' })
  await refused(t, service, () => buy(journey, '2026-11-25'), 'death-reported')
  t.equal((await buy(journey, '2026-11-24')).status, 201)
  t.equal((await inError(journey, journey.officer)).status, 200)
  t.equal((await buy(journey, '2026-11-25')).status, 201, 'and then it is')
})

t.test('nothing more is agreed for somebody of whom it is said that they died', async (t) => {
  const journey = await journeyTo(service, 'purchase-made', withinLimit)
  const plan = await changed(journey, [{ key: 'drum-kit', amountPence: 2_000 }])
  await died(journey)
  await refused(t, service, () => decideChanged(journey.careCoordinator, plan), 'death-reported')
  await inError(journey, journey.officer)
  t.equal((await decideChanged(journey.careCoordinator, plan)).status, 201)
})

t.test('the person takes it back by one act, and so does whoever met them', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const keep = (client: Client) => client.post(`/v1/cases/${journey.ids.caseId}/announced-ending/cancellation`)
  await refused(t, service, () => inError(journey, journey.careCoordinator), 'wrong-state', 'nothing is recorded')
  await died(journey)
  await refused(t, service, () => keep(journey.representative), 'wrong-state', 'it is the person who is alive')
  t.equal((await keep(journey.person)).status, 200)
  await refused(t, service, () => confirm(journey, journey.officer), 'wrong-state')
  const again = { ending: 'died', on: '2026-11-23', evidence: seen.evidence }
  t.equal((await journey.officer.post(`/v1/cases/${journey.ids.caseId}/ending`, again)).status, 200)
  t.equal((await inError(journey, journey.careCoordinator)).status, 200)
  t.equal((await buy(journey, '2026-11-24')).status, 201)
})

t.test('an announced end does not take effect while a death waits to be confirmed', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const moved = { ending: 'moved-away', on: '2026-11-24', reasons: [aReason] }
  await journey.careCoordinator.post(`/v1/cases/${journey.ids.caseId}/ending`, moved)
  await died(journey)
  service.clock.set('2026-12-10T09:30:00Z')
  await sweep(service)
  fits(t, await caseOf(journey), { endedAt: null })
  await inError(journey, journey.officer)
  service.clock.set('2026-12-12T09:30:00Z')
  await sweep(service)
  fits(t, await caseOf(journey), { ending: 'moved-away' })
})

t.test('a death that was an error is taken back by two, and the case goes on as it was', async (t) => {
  const journey = await journeyTo(service, 'purchase-made')
  const [before, money] = [await caseOf(journey), await statementOf(journey)]
  await died(journey)
  await confirm(journey, journey.officer)
  await refused(t, service, () => confirmError(journey, journey.teamManager), 'wrong-state', 'nobody has said so')
  t.equal((await inError(journey, journey.officer)).status, 200)
  fits(t, await caseOf(journey), { ending: 'died' })
  await refused(t, service, () => confirmError(journey, journey.officer), 'second-person-needed')
  const entries = await audited(service, async () => {
    t.equal((await confirmError(journey, journey.teamManager)).status, 200)
  })
  t.ok(entries.some(({ type }) => type === 'case.death-taken-back'))
  const after = await caseOf(journey)
  t.same([after.stage, after.step, after.ending], [before.stage, before.step, null])
  t.match(await statementOf(journey), { availablePence: money.availablePence, spentPence: money.spentPence })
  t.equal((await buy(journey, '2026-11-24')).status, 201)
  await refused(t, service, () => confirmError(journey, journey.teamManager), 'wrong-state', 'once')
})

t.test('what was on its way before a plan goes on as well', async (t) => {
  for (const step of ['expression-submitted', 'assessment-begun'] as const) {
    const journey = await journeyTo(service, step)
    const before = await caseOf(journey)
    fits(t, (await died(journey)).ok, { ending: 'died', toConfirm: false })
    await inError(journey, journey.careCoordinator)
    t.equal((await confirmError(journey, journey.officer)).status, 200, step)
    const after = await caseOf(journey)
    t.same([after.step, after.waits.map((wait) => wait.step)], [before.step, before.waits.map((wait) => wait.step)])
  }
})
