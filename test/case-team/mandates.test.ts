import t from 'tap'
import type { CaseMember } from '../../src/case-team/schemas.ts'
import type { CaseView } from '../../src/cases/schemas.ts'
import { sign } from '../sign-off/acts.ts'
import { actingOn, assessCapacity, verify } from '../support/acting.ts'
import { anActor } from '../support/actors.ts'
import { aBasis, aMember } from '../support/builders.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { sweep } from '../support/sweep.ts'

const service = await startService(t)
t.beforeEach(async () => service.clock.set('2026-11-24T09:30:00Z'))
const name = async ({ careCoordinator, ids }: Journey, actorId: string, more: object = {}) => {
  const basis = { ...aBasis, ...more }
  const body = aMember({ actorId, caseRole: 'representative', organisationId: null, basis })
  return (await careCoordinator.post<CaseMember>(`/v1/cases/${ids.caseId}/members`, body)).ok
}
const planOf = async ({ broker, ids }: Journey) =>
  (await broker.get<{ status: string }>(`/v1/support-plans/${ids.supportPlanId}`)).ok
const withdraw = ({ ids }: Journey, client: Journey['person']) =>
  client.post(`/v1/cases/${ids.caseId}/withdrawal`, { words: null })

t.test('a representative whom staff name reads nothing and acts for nothing until the evidence was seen', async (t) => {
  const journey = await journeyTo(service, 'plan-submitted')
  const { id } = await name(journey, 'the-named')
  const named = service.as(anActor('representative', { sub: 'the-named' }))
  const read = () => named.get(`/v1/cases/${journey.ids.caseId}`)
  await refused(t, service, read, 'not-found')
  await refused(t, service, () => sign(journey, named, 'representative'), 'not-found')
  await refused(t, service, () => withdraw(journey, named), 'not-found')
  const team = (await journey.person.get<{ items: CaseMember[] }>(`/v1/cases/${journey.ids.caseId}/members`)).ok.items
  t.match(team.at(-1), { id, basis: { verifiedAt: null } }, 'the person sees who was named')
  t.equal((await verify(journey, id)).status, 200)
  t.equal((await read()).status, 200)
  await refused(t, service, () => verify(journey, id), 'not-found', 'once')
})

t.test('403, 409: not verified by who added them, works on the case or decided on it', async (t) => {
  const journey = await journeyTo(service, 'plan-submitted')
  const { id } = await name(journey, 'the-named')
  await refused(t, service, () => verify(journey, id, journey.careCoordinator), 'case-role-required')
  await refused(t, service, () => verify(journey, id, journey.teamManager), 'case-role-required')
  await refused(t, service, () => verify(journey, id, journey.officer), 'verifier-not-independent', 'who decided')
  const adder = service.as(anActor('commissioner-officer', { sub: 'who-adds' }))
  const body = aMember({ actorId: 'another', caseRole: 'representative', organisationId: null, basis: aBasis })
  const added = (await adder.post<CaseMember>(`/v1/cases/${journey.ids.caseId}/members`, body)).ok
  await refused(t, service, () => verify(journey, added.id, adder), 'verifier-not-independent', 'who added them')
  const themself = service.as(anActor('commissioner-officer', { sub: 'another' }))
  await refused(t, service, () => verify(journey, added.id, themself), 'own-case', 'who is named')
})

t.test('case 9: of two attorneys who were appointed jointly, one does not sign for the person alone', async (t) => {
  const journey = await journeyTo(service, 'plan-submitted')
  const joint = { appointment: 'jointly' } as const
  const [first, second] = [await actingOn(journey, 'first', joint), await actingOn(journey, 'second', joint)]
  t.equal((await assessCapacity(journey)).status, 201)
  t.equal((await sign(journey, journey.broker, 'broker')).status, 201)
  t.equal((await sign(journey, journey.careCoordinator, 'care-coordinator')).status, 201)
  t.equal((await sign(journey, first, 'representative')).status, 201)
  t.match(await planOf(journey), { status: 'awaiting-signatures' })
  const { waitingFor } = (await journey.broker.get<CaseView>(`/v1/cases/${journey.ids.caseId}`)).ok
  t.ok(waitingFor.includes('person'), 'the person’s signature is still awaited')
  await refused(t, service, () => sign(journey, first, 'representative'), 'already-signed')
  t.equal((await sign(journey, second, 'representative')).status, 201)
  t.match(await planOf(journey), { status: 'awaiting-decision' })
})

t.test(
  'an attorney for property does not sign a plan, and none of several joint ones ends a budget alone',
  async (t) => {
    const journey = await journeyTo(service, 'plan-submitted')
    await assessCapacity(journey)
    const property = await actingOn(journey, 'for-property', { matters: ['property-and-affairs'] })
    await refused(t, service, () => sign(journey, property, 'representative'), 'mandate-missing')
    await refused(t, service, () => withdraw(journey, property), 'mandate-missing')
    const joint = await actingOn(journey, 'one-of-two', { appointment: 'jointly' })
    await refused(t, service, () => withdraw(journey, joint), 'mandate-missing')
    const whole = await actingOn(journey, 'for-all')
    t.equal((await withdraw(journey, whole)).status, 200)
  },
)

t.test('a best-interests decision is no standing power: it neither signs nor ends', async (t) => {
  const journey = await journeyTo(service, 'plan-submitted')
  await assessCapacity(journey)
  const client = await actingOn(journey, 'best-interests', { kind: 'best-interests' })
  await refused(t, service, () => sign(journey, client, 'representative'), 'mandate-missing')
  await refused(t, service, () => withdraw(journey, client), 'mandate-missing')
})

t.test('who acts because the person cannot decide signs only while somebody found that of this decision', async (t) => {
  const journey = await journeyTo(service, 'plan-submitted')
  const attorney = await actingOn(journey, 'the-attorney')
  const ask = () => sign(journey, attorney, 'representative')
  await refused(t, service, ask, 'capacity-not-assessed')
  await assessCapacity(journey, { decision: 'manage-money' })
  await refused(t, service, ask, 'capacity-not-assessed', 'of another decision')
  await assessCapacity(journey)
  await assessCapacity(journey, { outcome: 'has-capacity', reviewOn: null })
  await refused(t, service, ask, 'capacity-not-assessed', 'it came back')
  await assessCapacity(journey)
  service.clock.set('2026-12-09T09:30:00Z')
  await refused(t, service, ask, 'capacity-not-assessed', 'it is to be looked at again')
  await assessCapacity(journey, { reviewOn: '2026-12-20' })
  t.equal((await ask()).status, 201)
  const list = `/v1/cases/${journey.ids.caseId}/capacity-assessments`
  t.equal((await journey.person.get<{ items: object[] }>(list)).ok.items.length, 5)
  await refused(t, service, () => journey.broker.get(list), 'permission-missing')
})

t.test('400: capacity is assessed on a day of the case, and that it is missing is looked at again', async (t) => {
  const journey = await journeyTo(service, 'case-opened')
  for (const [more, pointer] of [
    [{ assessedOn: '1900-01-01' }, '/assessedOn'],
    [{ assessedOn: '2026-11-25' }, '/assessedOn'],
    [{ reviewOn: null }, '/reviewOn'],
    [{ reviewOn: '2026-11-24' }, '/reviewOn'],
  ] as const)
    t.match((await refused(t, service, () => assessCapacity(journey, more), 'request-invalid')).errors, [{ pointer }])
})

t.test('a ground that was until a day ends by itself, also where the case has ended', async (t) => {
  const journey = await journeyTo(service, 'plan-submitted')
  const client = await actingOn(journey, 'until-friday', { until: '2026-11-27' })
  await journey.person.post(`/v1/cases/${journey.ids.caseId}/withdrawal`, { words: null })
  service.clock.set('2026-11-27T20:00:00Z')
  await sweep(service)
  t.equal((await client.get(`/v1/cases/${journey.ids.caseId}`)).status, 200, 'on its last day')
  service.clock.set('2026-11-28T00:05:00Z')
  await sweep(service)
  await refused(t, service, () => client.get(`/v1/cases/${journey.ids.caseId}`), 'not-found')
})
