import t from 'tap'
import type { RecordRead } from '../../src/record-access/schemas.ts'
import { anActor, inTenant } from '../support/actors.ts'
import { closed } from '../support/closed.ts'
import { journeyTo } from '../support/journey.ts'
import { aPlan } from '../support/pathway-builders.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const officer = service.as('privacy-officer')

async function readsOf(client: ReturnType<typeof service.as>, path: string): Promise<RecordRead[]> {
  await service.app.readLog.flush()
  return (await client.get<{ items: RecordRead[] }>(path)).ok.items
}

t.test('the person sees who looked, on what ground, at what and when; a read that was refused is none', async (t) => {
  const { broker, person, careCoordinator, teamManager, ids } = await journeyTo(service, 'plan-drafted')
  await service.app.readLog.flush()
  await broker.get(`/v1/support-plans/${ids.supportPlanId}`)
  await broker.get(`/v1/budget-calculations/${ids.budgetCalculationId}`)
  await teamManager.get(`/v1/cases/${ids.caseId}`)
  await careCoordinator.get(`/v1/people/${ids.personId}`)
  await service.as(anActor('broker', { sub: 'a-stranger' })).get(`/v1/cases/${ids.caseId}`)
  const path = `/v1/people/${ids.personId}/reads`
  const seen = await readsOf(person, path)
  t.match(seen.slice(0, 3), [
    { actorId: 'the-care-coordinator', ground: 'team', operation: 'getPerson', caseId: null },
    { actorId: 'the-team-manager', ground: 'trust', operation: 'getCase', caseId: ids.caseId },
    {
      actorId: 'the-broker',
      actorName: 'Quillon broker',
      ground: 'brokerage',
      because: 'To write the support plan with the person, and to buy what was agreed.',
      operation: 'getSupportPlan',
      personId: ids.personId,
      readAt: '2026-11-24T09:30:00.000Z',
    },
  ])
  t.notOk(seen.some(({ actorId }) => actorId === 'a-stranger'))
  t.notOk(seen.some(({ operation }) => operation === 'getBudgetCalculation'))
  t.ok((await readsOf(officer, path)).length >= seen.length)
})

t.test('the privacy officer lists reads by actor and time', async (t) => {
  const { broker, ids } = await journeyTo(service, 'plan-drafted')
  service.clock.advance({ days: 1 })
  await broker.get(`/v1/support-plans/${ids.supportPlanId}`)
  const path = '/v1/record-reads?actorId=the-broker&from=2026-11-25T00:00:00Z'
  t.match(await readsOf(officer, path), [{ personId: ids.personId, operation: 'getSupportPlan' }])
  t.same(await readsOf(officer, `${path}&until=2026-11-25T00:00:01Z`), [])
  t.same(await readsOf(officer, '/v1/record-reads?actorId=nobody'), [])
  t.same(await readsOf(service.as(inTenant('QOP', 'privacy-officer')), '/v1/record-reads'), [])
  service.clock.set('2026-11-24T09:30:00Z')
})

t.test('an answer that is given again by its key is a read', async (t) => {
  const { broker, person, ids } = await journeyTo(service, 'budget-disclosed')
  const draft = () => broker.post(`/v1/cases/${ids.caseId}/support-plans`, aPlan(), { key: 'one-key' })
  await draft()
  await draft()
  const [latest] = await readsOf(person, `/v1/people/${ids.personId}/reads`)
  t.match(latest, { actorId: 'the-broker', operation: 'draftSupportPlan', ground: 'brokerage' })
})

t.test('who looked is shown to the person and their own, and to nobody on the other side', async (t) => {
  const { representative, careCoordinator, ids } = await journeyTo(service, 'team-complete')
  const path = `/v1/people/${ids.personId}/reads`
  t.equal((await representative.get(path)).status, 200)
  t.equal((await careCoordinator.get(path)).problem.code, 'permission-missing')
  const elsewhere = await journeyTo(service, 'team-complete')
  t.equal((await elsewhere.person.get(path)).status, 404)
  await closed(t, service, 'access:read', (client) => client.get(path))
})

t.test('what waits is written when the service closes, and kept for ever', async (t) => {
  const own = await startService(t)
  const { ids, person } = await journeyTo(own, 'case-opened')
  await person.get(`/v1/cases/${ids.caseId}`)
  await own.app.close()
  const rows = await own.database.sql("select 1 from record_read where operation = 'getCase'")
  t.equal(rows.length, 1)
})
