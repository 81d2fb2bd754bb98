import t from 'tap'
import { decide } from '../../sign-off/acts.ts'
import { journeyTo } from '../../support/journey.ts'
import { startService } from '../../support/service.ts'
import { compiledBy } from '../../support/spy.ts'

const service = await startService(t)

/** What clients ask most. A read that is added here is `prepared`, as the one above it. */
t.test('what is asked most is built and compiled once for each kind of actor', async (t) => {
  const journey = await journeyTo(service, 'plan-signed')
  const { decision } = (await decide(journey, journey.careCoordinator)).ok
  const { caseId, supportPlanId } = journey.ids
  const officer = service.as('commissioner-officer')
  const asked = [
    [journey.careCoordinator, '/cases'],
    [journey.careCoordinator, '/tasks'],
    [journey.careCoordinator, `/cases/${caseId}`],
    [journey.careCoordinator, `/cases/${caseId}/timeline`],
    [journey.careCoordinator, `/cases/${caseId}/support-plans`],
    [journey.careCoordinator, `/support-plans/${supportPlanId}`],
    [journey.careCoordinator, `/cases/${caseId}/decisions`],
    [journey.careCoordinator, `/decisions/${decision.id}`],
    [officer, '/cases'],
    [officer, '/tasks'],
    [officer, '/events'],
  ] as const
  for (const [client, path] of asked) {
    const get = async () => t.equal((await client.get(`/v1${path}`)).status, 200, path)
    await get()
    t.equal(await compiledBy(get), 0, `${path} compiles nothing again`)
  }
})
