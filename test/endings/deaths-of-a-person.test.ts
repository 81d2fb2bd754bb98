import t from 'tap'
import type { CaseView, Task } from '../../src/cases/schemas.ts'
import { anActor } from '../support/actors.ts'
import { aCase } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { fits } from '../support/fits.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aPurchase, aReason } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { sweep } from '../support/sweep.ts'

const service = await startService(t)
t.beforeEach(async () => service.clock.set('2026-11-24T09:30:00Z'))
const end = ({ careCoordinator, ids }: Journey, caseId = ids.caseId, ending = 'died', more = {}) =>
  careCoordinator.post(`/v1/cases/${caseId}/ending`, { ending, on: '2026-11-24', ...more })
const confirm = ({ officer }: Journey, caseId: string) =>
  officer.post(`/v1/cases/${caseId}/death/confirmation`, { on: '2026-11-24', evidence: 'The medical certificate.' })
const inError = (client: Client, caseId: string) =>
  client.post(`/v1/cases/${caseId}/death/error`, { evidence: 'I met her this morning.' })
const confirmError = ({ teamManager }: Journey, caseId: string) =>
  teamManager.post(`/v1/cases/${caseId}/death/error/confirmation`)
const caseOf = async ({ officer }: Journey, caseId: string) => (await officer.get<CaseView>(`/v1/cases/${caseId}`)).ok
const steps = async (client: Client, caseId: string) =>
  (await client.get<{ items: Task[] }>('/v1/tasks?limit=100')).ok.items
    .filter((task) => task.caseId === caseId)
    .map((task) => [task.step, task.dueOn])
const buy = ({ broker, ids }: Journey) =>
  broker.post(`/v1/plan-lines/${ids.planLineId}/purchases`, aPurchase({ boughtOn: '2026-11-26' }))

/** Somebody with an agreed budget who has begun a case in another scheme. */
async function withTwoCases() {
  const journey = await journeyTo(service, 'plan-agreed')
  const inScheme = { schemeId: tenants.QYG.schemes['lambeth-integrated'] }
  const opened = await journey.careCoordinator.post<CaseView>('/v1/cases', aCase(journey.ids.personId, inScheme))
  return { journey, other: opened.ok.id }
}

t.test('that an ended case was ended in error is a task for whoever did not say so, with its day', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const { caseId } = journey.ids
  await end(journey)
  await confirm(journey, caseId)
  t.same(await steps(journey.teamManager, caseId), [])
  await inError(journey.officer, caseId)
  t.same(await steps(journey.teamManager, caseId), [['death-error-to-confirm', '2026-12-01']])
  t.same(await steps(service.as(anActor('commissioner-officer', { sub: 'another-officer' })), caseId), [
    ['death-error-to-confirm', '2026-12-01'],
  ])
  t.same(await steps(journey.officer, caseId), [], 'not for who said so')
  await inError(journey.officer, caseId)
  t.equal((await confirmError(journey, caseId)).status, 200)
  t.notMatch(await steps(journey.teamManager, caseId), [['death-error-to-confirm']])
})

t.test('a death on one case waits to be confirmed on every other that the person has', async (t) => {
  const { journey, other } = await withTwoCases()
  // Nothing is agreed there, so that case ends at once.
  fits(t, (await end(journey, other)).ok, { ending: 'died', toConfirm: false })
  const { caseId } = journey.ids
  fits(t, await caseOf(journey, caseId), { endedAt: null })
  t.ok((await steps(journey.officer, caseId)).some(([step]) => step === 'death-to-confirm'))
  service.clock.set('2026-11-26T09:30:00Z')
  await refused(t, service, () => buy(journey), 'death-reported')
  t.equal((await confirm(journey, caseId)).status, 200)
})

t.test('and is taken back on all of them by one act', async (t) => {
  for (const by of ['person', 'careCoordinator'] as const) {
    const { journey, other } = await withTwoCases()
    await end(journey)
    t.same(await steps(journey.officer, other), [['death-to-confirm', '2026-12-01']])
    const keep = () => journey.person.post(`/v1/cases/${journey.ids.caseId}/announced-ending/cancellation`)
    t.equal((by === 'person' ? await keep() : await inError(journey[by], other)).status, 200, by)
    for (const caseId of [other, journey.ids.caseId])
      await refused(t, service, () => confirm(journey, caseId), 'wrong-state')
  }
  const { journey, other } = await withTwoCases()
  await end(journey, other)
  await inError(journey.officer, other)
  await confirmError(journey, other)
  await refused(t, service, () => confirm(journey, journey.ids.caseId), 'wrong-state', 'the error counts there too')
})

t.test('an end that was announced before is announced anew, with all its days, once the person is alive', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const { caseId } = journey.ids
  await end(journey, caseId, 'moved-away', { reasons: [aReason] })
  await end(journey)
  await confirm(journey, caseId)
  service.clock.set('2026-12-10T09:30:00Z')
  await inError(journey.officer, caseId)
  await confirmError(journey, caseId)
  t.ok((await caseOf(journey, caseId)).waits.some(({ step }) => step === 'ending-announced'))
  service.clock.set('2026-12-23T09:30:00Z')
  await sweep(service)
  fits(t, await caseOf(journey, caseId), { endedAt: null })
  service.clock.set('2027-01-08T09:30:00Z')
  await sweep(service)
  fits(t, await caseOf(journey, caseId), { ending: 'moved-away' })
})
