import t from 'tap'
import type { NewBasis } from '../../src/case-team/schemas.ts'
import { domainOperations } from '../../src/domains.ts'
import { permissionsByRole } from '../../src/permissions.ts'
import { actOfOperation } from '../../src/rules/people/mandate.ts'
import { lodge, refusedPlan } from '../appeals/acts.ts'
import { actingOn } from '../support/acting.ts'
import { aConsent, aMember } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { journeyTo } from '../support/journey.ts'
import { anAssessment, anExpression } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
t.beforeEach(async () => service.clock.set('2026-11-24T09:30:00Z'))
const property = { matters: ['property-and-affairs'] } satisfies Partial<NewBasis>
const jointly = { appointment: 'jointly' } as const

t.test('the table says of every write that the role opens how far a ground must reach for it', async (t) => {
  const held: readonly string[] = permissionsByRole.representative
  const writes = domainOperations.filter(({ writes, permission }) => writes && held.includes(permission ?? ''))
  t.same(Object.keys(actOfOperation).sort(), writes.map(({ id }) => id).sort())
})

t.test('an expression of interest is drafted on every ground, and sent on one for welfare', async (t) => {
  const journey = await journeyTo(service, 'team-complete')
  const path = `/v1/cases/${journey.ids.caseId}/expressions-of-interest`
  const forMoney = await actingOn(journey, 'for-money', property)
  const oneOfTwo = await actingOn(journey, 'one-of-two', jointly)
  const { id } = (await forMoney.post<{ id: string }>(path, anExpression())).ok
  const send = (client = forMoney) => client.post(`/v1/expressions-of-interest/${id}/submission`)
  await refused(t, service, send, 'mandate-missing')
  await refused(t, service, () => send(oneOfTwo), 'mandate-missing')
  const whole = await actingOn(journey, 'for-all')
  t.equal((await send(whole)).status, 200)
  const takeBack = (client = forMoney) => client.post(`/v1/expressions-of-interest/${id}/withdrawal`)
  await refused(t, service, takeBack, 'mandate-missing')
  t.equal((await takeBack(whole)).status, 200)
})

t.test('needs are told, and sharing is agreed to, on a ground for welfare', async (t) => {
  const journey = await journeyTo(service, 'expression-accepted')
  const forMoney = await actingOn(journey, 'for-money', property)
  const oneOfTwo = await actingOn(journey, 'one-of-two', jointly)
  const begin = () => forMoney.post(`/v1/cases/${journey.ids.caseId}/needs-assessments`, anAssessment())
  await refused(t, service, begin, 'not-found')
  const agree = (client = forMoney) =>
    client.post(`/v1/people/${journey.ids.personId}/consents`, aConsent({ purpose: 'share-for-budget' }))
  await refused(t, service, agree, 'mandate-missing')
  await refused(t, service, () => agree(oneOfTwo), 'mandate-missing')
})

t.test('what the person agreed to share is taken back in their place on a ground that could agree to it', async (t) => {
  const journey = await journeyTo(service, 'team-complete')
  const { broker, ids } = journey
  const takeBack = (client: Client) => client.post(`/v1/consents/${ids.consentId}/withdrawal`)
  const bestInterests = await actingOn(journey, 'in-best-interests', { kind: 'best-interests' })
  for (const client of [
    bestInterests,
    await actingOn(journey, 'for-money', property),
    await actingOn(journey, 'one-of-two', jointly),
  ])
    await refused(t, service, () => takeBack(client), 'mandate-missing', client.actor?.sub)
  t.equal((await broker.get(`/v1/cases/${ids.caseId}`)).status, 200)
  t.equal((await takeBack(await actingOn(journey, 'for-all'))).status, 200)
})

t.test('every ground lodges an appeal, and one of several joint ones does not give it up', async (t) => {
  const { journey, decisionId } = await refusedPlan(service)
  const oneOfTwo = await actingOn(journey, 'one-of-two', jointly)
  const appeal = (await lodge(oneOfTwo, decisionId)).ok
  const giveUp = (client = oneOfTwo) => client.post(`/v1/appeals/${appeal.id}/withdrawal`)
  await refused(t, service, giveUp, 'mandate-missing')
  t.equal((await giveUp(await actingOn(journey, 'for-all'))).status, 200)
})

t.test('an advocate is chosen on a ground for welfare that gives a power', async (t) => {
  const journey = await journeyTo(service, 'team-complete')
  const path = `/v1/cases/${journey.ids.caseId}/members`
  const choose = (client: Client, actorId = 'an-advocate') =>
    client.post(path, aMember({ actorId, caseRole: 'advocate', organisationId: null }))
  const forMoney = await actingOn(journey, 'for-money', property)
  const bestInterests = await actingOn(journey, 'in-best-interests', { kind: 'best-interests' })
  for (const client of [forMoney, bestInterests])
    await refused(t, service, () => choose(client), 'mandate-missing', client.actor?.sub)
  t.equal((await choose(await actingOn(journey, 'for-all'))).status, 201)
})

t.test('past its last day a ground opens nothing, before anything has ended the place', async (t) => {
  const journey = await journeyTo(service, 'team-complete')
  const client = await actingOn(journey, 'for-a-week', { until: '2026-11-30' })
  const read = () => client.get(`/v1/cases/${journey.ids.caseId}`)
  t.equal((await read()).status, 200)
  service.clock.set('2026-12-01T00:30:00Z')
  await refused(t, service, read, 'not-found')
})
