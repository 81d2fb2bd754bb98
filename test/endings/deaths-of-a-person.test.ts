import pg from 'pg'
import t from 'tap'
import type { CaseView, Task } from '../../src/cases/schemas.ts'
import { changed, decideChanged, withinLimit } from '../sign-off/acts.ts'
import { anActor } from '../support/actors.ts'
import { aCase, aReferral } from '../support/builders.ts'
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
  const journey = await journeyTo(service, 'money-agreed', withinLimit)
  const inScheme = { schemeId: tenants.QYG.schemes['lambeth-integrated'] }
  const opened = await journey.careCoordinator.post<CaseView>('/v1/cases', aCase(journey.ids.personId, inScheme))
  return { journey, other: opened.ok.id }
}

t.test('that an ended case was ended in error is a task for whoever did not say so, with its day', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
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
  const journey = await journeyTo(service, 'money-agreed')
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

t.test('what was only typed is no first payment, also of a plan that is in force again', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const { caseId, supportPlanId } = journey.ids
  const bought = aPurchase({ boughtOn: '2026-11-24' })
  t.equal((await journey.broker.post(`/v1/plan-lines/${journey.ids.planLineId}/purchases`, bought)).status, 201)
  const stands = async () => [
    (await journey.person.get<{ status: string }>(`/v1/support-plans/${supportPlanId}`)).ok.status,
    (await caseOf(journey, caseId)).clocks.find(({ kind }) => kind === 'first-payment')?.stoppedOn,
  ]
  t.same(await stands(), ['agreed', null])
  await end(journey)
  await confirm(journey, caseId)
  await inError(journey.officer, caseId)
  t.equal((await confirmError(journey, caseId)).status, 200)
  t.same(await stands(), ['agreed', null])
})

async function blocked(count: number): Promise<void> {
  for (;;) {
    const waiting = await service.database.sql(
      "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    )
    if (waiting.length >= count) return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

t.test('two deaths that are recorded at once on two cases of a person wait for their turn', async (t) => {
  const { journey, other } = await withTwoCases()
  const [earlier = '', later = ''] = [journey.ids.caseId, other].sort()
  const client = new pg.Client({ connectionString: service.database.ownerUrl })
  await client.connect()
  t.teardown(() => client.end())
  await client.query('begin')
  await client.query('select from budget_case where case_id = $1 for update', [later])
  const atLater = end(journey, later)
  await blocked(1)
  const atEarlier = end(journey, earlier)
  await blocked(2)
  await client.query('commit')
  const answers = await Promise.all([atLater, atEarlier])
  for (const { status } of answers) t.ok(status === 200 || status === 409, `${status}`)
  for (const caseId of [earlier, later]) {
    const { ending, waits } = await caseOf(journey, caseId)
    t.ok(ending === 'died' || waits.some(({ step }) => step === 'death-to-confirm'))
  }
})

t.test('409: no case is opened for somebody of whom a death is recorded, until it is taken back', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const { caseId, personId } = journey.ids
  const stranger = service.as(anActor('care-coordinator', { sub: 'a-stranger' }))
  const atOtherTrust = service.as(anActor('care-coordinator', { sub: 'of-the-other-trust', organisation: 'RW5' }))
  const referred = (await stranger.post<{ id: string }>('/v1/referrals', aReferral(personId))).ok
  const inScheme = { schemeId: tenants.QYG.schemes['lambeth-integrated'] }
  const open = () => journey.careCoordinator.post<CaseView>('/v1/cases', aCase(personId, inScheme))
  await end(journey)
  await refused(t, service, open, 'death-recorded', 'unconfirmed')
  await confirm(journey, caseId)
  await refused(t, service, open, 'death-recorded', 'confirmed')
  const accept = () => atOtherTrust.post(`/v1/referrals/${referred.id}/acceptance`)
  await refused(t, service, accept, 'reference-unknown', 'who may not know is not told')
  await inError(journey.officer, caseId)
  await refused(t, service, open, 'death-recorded', 'until two have said so')
  t.equal((await confirmError(journey, caseId)).status, 200)
  t.equal((await open()).status, 201)
})

t.test(
  'a death on another case stops the money of this one, until two or the person have said that they are alive',
  async (t) => {
    for (const by of ['two', 'person'] as const) {
      const { journey, other } = await withTwoCases()
      const plan = await changed(journey, [{ key: 'drum-kit', amountPence: 2_000 }])
      const agree = () => decideChanged(journey.careCoordinator, plan)
      await end(journey, other)
      service.clock.set('2026-11-26T09:30:00Z')
      if (by === 'two') {
        t.equal((await inError(journey.officer, journey.ids.caseId)).status, 200)
        await refused(t, service, agree, 'death-recorded', 'one has taken back what waited here')
        await refused(t, service, () => buy(journey), 'death-reported')
        await inError(journey.officer, other)
        t.equal((await confirmError(journey, other)).status, 200)
      } else {
        await refused(t, service, agree, 'death-reported')
        const path = `/v1/cases/${journey.ids.caseId}/announced-ending/cancellation`
        t.equal((await journey.person.post(path)).status, 200)
      }
      t.equal((await buy(journey)).status, 201, by)
      t.equal((await agree()).status, 201, by)
    }
  },
)

t.test('a death that was confirmed on two cases is taken back on one after the other', async (t) => {
  const { journey, other } = await withTwoCases()
  await end(journey, other)
  await confirm(journey, journey.ids.caseId)
  for (const caseId of [journey.ids.caseId, other]) {
    await inError(journey.officer, caseId)
    t.equal((await confirmError(journey, caseId)).status, 200)
  }
})
