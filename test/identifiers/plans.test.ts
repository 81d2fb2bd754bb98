import { randomUUID } from 'node:crypto'
import t from 'tap'
import { anActor, inTenant } from '../support/actors.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')
const journey = await journeyTo(service, 'plan-signed')
const { ids } = journey
const [caseAt, planAt] = [`/v1/cases/${ids.caseId}`, `/v1/support-plans/${ids.supportPlanId}`]
const system = 'https://record.trust.example/id/plan'
const fresh = () => `X-${randomUUID().slice(0, 13)}`
const set = (path: string, value: string) => officer.post(`${path}/identifiers`, { system, values: [value] })
const asked = (value: string, of = system) => `/v1/support-plans?identifier=${encodeURIComponent(`${of}|${value}`)}`

t.test('a plan is found by an identifier, by whoever sees it, and each time is a look at the record', async (t) => {
  const value = fresh()
  await set(planAt, value)
  const at = asked(value)
  const plan = (await officer.get<{ identifiers: unknown }>(planAt)).ok
  t.same(plan.identifiers, [{ system, value }])
  for (const client of [officer, journey.careCoordinator, journey.person, journey.broker])
    t.same((await client.get(at)).ok, { items: [plan], nextCursor: null })
  const stranger = service.as(anActor('care-coordinator', { sub: 'a-stranger-to-the-plan' }))
  for (const client of [stranger, service.as(inTenant('QOP', 'commissioner-officer'))])
    t.same((await client.get(at)).ok, { items: [], nextCursor: null })
  await refused(t, service, () => service.as('finance-officer').get(at), 'permission-missing')
  for (const none of [asked(value.toLowerCase()), asked(value, 'urn:oid:1.2.826.0.1.9'), asked(fresh())])
    t.same((await officer.get<{ items: unknown }>(none)).ok.items, [], none)
  await set(caseAt, value)
  t.same((await officer.get<{ items: unknown }>(at)).ok.items, [plan], 'a case may have the same')
  for (const wrong of ['/v1/support-plans', `/v1/support-plans?identifier=${value}`])
    await refused(t, service, () => officer.get(wrong), 'request-invalid', wrong)
  await officer.get(at)
  await service.app.readLog.flush()
  const { items: looks } = (
    await journey.person.get<{ items: { actorId: string; operation: string; caseId: string }[] }>(
      `/v1/people/${ids.personId}/reads?limit=100`,
    )
  ).ok
  const found = looks.filter(({ operation }) => operation === 'listSupportPlansByIdentifier')
  t.same(new Set(found.map(({ caseId }) => caseId)), new Set([ids.caseId]))
  t.ok(
    found.some(({ actorId }) => actorId === officer.actor?.sub) &&
      !found.some(({ actorId }) => actorId === 'a-stranger-to-the-plan'),
  )
})
