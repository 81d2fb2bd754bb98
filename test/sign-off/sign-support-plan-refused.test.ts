import t from 'tap'
import { anActor } from '../support/actors.ts'
import { aMember } from '../support/builders.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { movesTo } from '../support/staff.ts'
import { pathOf, read, sign } from './acts.ts'

const service = await startService(t)

t.test('409: once the person has signed, a representative’s signature is not awaited', async (t) => {
  const journey = await journeyTo(service, 'plan-submitted')
  await sign(journey, journey.person, 'person')
  await refused(t, service, () => sign(journey, journey.representative, 'representative'), 'signature-not-awaited')
})

t.test(
  '403: the broker, who is paid from the plan, does not record the person’s signature; nobody signs online for them',
  async (t) => {
    const journey = await journeyTo(service, 'plan-submitted')
    await refused(
      t,
      service,
      () => sign(journey, journey.broker, 'person', { how: 'in-person' }),
      'case-role-required',
      'broker',
    )
    await refused(
      t,
      service,
      () => sign(journey, journey.representative, 'person', { how: 'by-post' }),
      'case-role-required',
    )
    await refused(t, service, () => sign(journey, journey.careCoordinator, 'person'), 'case-role-required', 'online')
  },
)

t.test('403: nobody signs in a role that is another’s', async (t) => {
  const journey = await journeyTo(service, 'plan-submitted')
  for (const [client, caseRole] of [
    [journey.person, 'broker'],
    [journey.person, 'care-coordinator'],
    [journey.person, 'representative'],
    [journey.broker, 'care-coordinator'],
    [journey.broker, 'representative'],
    [journey.careCoordinator, 'broker'],
    [journey.careCoordinator, 'representative'],
  ] as const)
    for (const how of ['online', 'in-person'])
      await refused(
        t,
        service,
        () => sign(journey, client, caseRole, { how }),
        'case-role-required',
        `${client.actor?.sub} as ${caseRole}, ${how}`,
      )
  await refused(t, service, () => sign(journey, journey.teamManager, 'care-coordinator'), 'permission-missing')
})

t.test('409: an advocate’s signature is not awaited', async (t) => {
  const journey = await journeyTo(service, 'plan-submitted')
  await refused(t, service, () => sign(journey, journey.person, 'advocate'), 'signature-not-awaited')
})

t.test('409: a role signs a version once', async (t) => {
  const journey = await journeyTo(service, 'plan-submitted')
  await sign(journey, journey.person, 'person')
  await refused(t, service, () => sign(journey, journey.person, 'person'), 'already-signed')
  await refused(
    t,
    service,
    () => sign(journey, journey.careCoordinator, 'person', { how: 'by-post' }),
    'already-signed',
  )
})

t.test('409: one person in two roles signs in one of them', async (t) => {
  const journey = await journeyTo(service, 'team-complete')
  const members = `/v1/cases/${journey.ids.caseId}/members`
  await journey.careCoordinator.post(`${members}/${journey.ids.memberId}/departure`)
  await movesTo(service, 'the-care-coordinator', tenants.QYG.brokerageId)
  await journey.careCoordinator.post(members, aMember({ actorId: 'the-care-coordinator', name: 'Quillon Both' }))
  await movesTo(service, 'the-care-coordinator', tenants.QYG.trustId)
  const asBroker = service.as(anActor('broker', { sub: 'the-care-coordinator' }))
  await Object.assign(journey, { broker: asBroker }).on('plan-submitted')
  t.equal((await sign(journey, asBroker, 'broker')).status, 201)
  await refused(t, service, () => sign(journey, journey.careCoordinator, 'care-coordinator'), 'signature-not-awaited')
})

t.test('409: another text than the one that stands is not signed', async (t) => {
  const journey = await journeyTo(service, 'plan-submitted')
  for (const contentHash of ['0'.repeat(64), (await read(await journeyTo(service, 'plan-drafted'))).ok.contentHash]) {
    const { errors } = await refused(
      t,
      service,
      () => sign(journey, journey.person, 'person', { contentHash }),
      'plan-version-stale',
    )
    t.match(errors, [{ pointer: '/contentHash', code: 'plan-version-stale' }])
  }
})

t.test('400: a hash that is none, and a way to sign that is none', async (t) => {
  const journey = await journeyTo(service, 'plan-submitted')
  for (const more of [
    { contentHash: 'abc' },
    { contentHash: 'A'.repeat(64) },
    { how: 'by-phone' },
    { caseRole: 'sister' },
  ])
    await refused(
      t,
      service,
      () => sign(journey, journey.person, 'person', more),
      'request-invalid',
      JSON.stringify(more),
    )
  await refused(
    t,
    service,
    () => sign(journey, journey.person, 'person', {}, { key: null }),
    'idempotency-key-required',
  )
})

t.test('409: a draft, a signed and a decided plan are not signed', async (t) => {
  for (const pathwayStep of ['plan-drafted', 'plan-signed', 'plan-agreed'] as const) {
    const journey = await journeyTo(service, pathwayStep)
    const body = { caseRole: 'person', how: 'online', contentHash: (await read(journey)).ok.contentHash }
    await refused(
      t,
      service,
      () => journey.person.post(pathOf(journey, '/signatures'), body),
      'wrong-state',
      pathwayStep,
    )
  }
})

t.test('412: whoever names the version they read does not sign another one', async (t) => {
  const journey = await journeyTo(service, 'plan-submitted')
  const { etag } = await read(journey)
  await sign(journey, journey.broker, 'broker')
  await refused(t, service, () => sign(journey, journey.person, 'person', {}, { ifMatch: etag }), 'precondition-failed')
})
