import t from 'tap'
import type { NoServices } from '../../src/current-services/schemas.ts'
import type { PlanChecks } from '../../src/support-plans/check-schemas.ts'
import type { SupportPlan } from '../../src/support-plans/schemas.ts'
import { audited } from '../support/audit.ts'
import type { Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aCurrentService, aPlan } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const pathOf = ({ ids }: Journey) => `/v1/cases/${ids.caseId}/current-services/none`
const confirm = (journey: Journey, client: Client = journey.person) => client.post<NoServices>(pathOf(journey))

t.test('who has none says so, once; it is read by who reads the services', async (t) => {
  const journey = await journeyTo(service, 'case-opened')
  await refused(t, service, () => journey.person.get(pathOf(journey)), 'not-found')
  const [entry] = await audited(service, () => confirm(journey))
  t.match(entry, { type: 'current-service.none-confirmed', facts: { confirmedAs: 'person' } })
  const first = await confirm(journey)
  t.match([first.status, first.ok], [200, { caseId: journey.ids.caseId, confirmedAs: 'person' }])
  const again = await confirm(journey, journey.careCoordinator)
  t.match([again.status, again.ok], [200, first.ok], 'as it was first said')
  t.same((await journey.careCoordinator.get(pathOf(journey))).ok, first.ok)
})

t.test('409 where the person has services; 403 for who does not write them down', async (t) => {
  const journey = await journeyTo(service, 'case-opened')
  await journey.person.post(`/v1/cases/${journey.ids.caseId}/current-services`, aCurrentService())
  await refused(t, service, () => confirm(journey), 'services-registered')
  await refused(t, service, () => confirm(journey, journey.officer), 'permission-missing')
})

t.test('P3: a plan is not submitted while nobody has said whether the person has services', async (t) => {
  const journey = await journeyTo(service, 'budget-disclosed')
  await service.database.sql('delete from no_services where case_id = $1', [journey.ids.caseId])
  const plans = `/v1/cases/${journey.ids.caseId}/support-plans`
  const { id } = (await journey.broker.post<SupportPlan>(plans, aPlan())).ok
  const submit = () => journey.broker.post(`/v1/support-plans/${id}/submission`)
  const missing = [{ pointer: '/currentServices', code: 'services-unconfirmed' }]
  t.match((await refused(t, service, submit, 'plan-incomplete')).errors, missing)
  const checks = async () => (await journey.broker.get<typeof PlanChecks.static>(`/v1/support-plans/${id}/checks`)).ok
  t.match(await checks(), { ready: false, missing })
  await confirm(journey)
  t.match(await checks(), { ready: true })
  t.equal((await submit()).status, 200)
})
