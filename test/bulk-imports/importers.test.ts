import t from 'tap'
import type { SupportPlan } from '../../src/support-plans/schemas.ts'
import { decide } from '../sign-off/acts.ts'
import { anActor } from '../support/actors.ts'
import type { Client } from '../support/client.ts'
import { journeyTo } from '../support/journey.ts'
import { aPlan, aReason, aWish } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { brought, known, system, toNdjson } from './acts.ts'

const service = await startService(t)
const importer = service.as(anActor('commissioner-officer', { sub: 'who-imports' }))
/** The same human, where they manage a team. */
const manager = service.as(anActor('team-manager', { sub: 'who-imports' }))
/** Over what the care coordinator may decide. */
const wish = aWish(40_001)

t.test('who brought a plan over decides on it in no role, and somebody else does', async (t) => {
  const journey = await journeyTo(service, 'budget-disclosed', { wish })
  const { caseId } = journey.ids
  const identifier = known()
  void (await journey.careCoordinator.post(`/v1/cases/${caseId}/identifiers`, { system, values: [identifier.value] }))
    .ok
  const { outcomes, lines, crisisContingency } = aPlan(wish)
  const line = { identifier: known(), case: identifier, outcomes, lines, crisisContingency }
  const done = await brought(service, importer, toNdjson([line]), { kind: 'plans' })
  t.match(done, { made: 1, startedBy: 'who-imports' })
  const path = `/v1/support-plans/${done.lines[0]?.thingId}`
  const { contentHash } = (await journey.broker.post<SupportPlan>(`${path}/submission`)).ok
  for (const [client, role] of [
    [journey.broker, 'broker'],
    [journey.person, 'person'],
    [journey.careCoordinator, 'care-coordinator'],
  ] as const)
    t.equal((await client.post(`${path}/signatures`, { caseRole: role, how: 'online', contentHash })).status, 201)
  const decision = (client: Client, outcome = 'agreed', reasons: readonly object[] = []) =>
    client.post(`${path}/decision`, { outcome, contentHash, reasons })
  for (const act of [
    () => decision(manager),
    () => decision(manager, 'refused', [aReason]),
    () => manager.post(`${path}/escalations`, { because: 'not-comfortable', contentHash }),
  ])
    await refused(t, service, act, 'decision-not-independent', 'who brought it over')
  t.equal((await decision(journey.teamManager)).status, 201)
})

t.test('who brought a case over decides on no plan of it', async (t) => {
  const journey = await journeyTo(service, 'plan-signed', { wish })
  await service.database.sql(
    `update case_opening set ground = 'brought-over', opened_by = 'who-imports' where case_id = $1`,
    [journey.ids.caseId],
  )
  await refused(t, service, () => decide(journey, manager), 'decision-not-independent')
  t.match((await journey.broker.get<SupportPlan>(`/v1/support-plans/${journey.ids.supportPlanId}`)).ok, {
    status: 'awaiting-decision',
  })
  t.equal((await decide(journey, journey.teamManager)).status, 201)
})
