import t from 'tap'
import { anActor } from '../support/actors.ts'
import { aMember, anOrganisation } from '../support/builders.ts'
import { journeyTo } from '../support/journey.ts'
import { aReason } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { remove } from '../support/removal.ts'
import { startService } from '../support/service.ts'
import { registerStaff } from '../support/staff.ts'
import { decide, mdtMembers, overLimit, read, sign, withinLimit } from './acts.ts'

const service = await startService(t)

const manager = (more: Parameters<typeof anActor>[1]) => service.as(anActor('team-manager', more))

t.test('422: a reason that the scheme does not have is refused and named', async (t) => {
  const journey = await journeyTo(service, 'plan-signed')
  for (const outcome of ['agreed', 'refused']) {
    const reasons = [aReason, { ...aReason, code: 'computer-says-no' }]
    const ask = () => decide(journey, journey.careCoordinator, outcome, { reasons })
    t.match((await refused(t, service, ask, 'reason-unknown', outcome)).errors, [{ pointer: '/reasons/1/code' }])
  }
})

t.test('403: whoever does not sit at the tier is told where the decision is', async (t) => {
  const lower = await journeyTo(service, 'plan-signed', withinLimit)
  const [member] = mdtMembers(lower, 1)
  for (const client of [lower.teamManager, member ?? lower.person]) {
    const problem = await refused(t, service, () => decide(lower, client), 'not-the-decider', client.actor?.sub)
    t.equal(problem.detail, 'The decision is with the care coordinator')
  }
  const upper = await journeyTo(service, 'plan-signed', overLimit)
  const problem = await refused(t, service, () => decide(upper, upper.careCoordinator), 'not-the-decider')
  t.equal(problem.detail, 'The decision is with the team manager')
})

t.test('403: who holds no office that decides may not, and is told which permission is missing', async (t) => {
  const journey = await journeyTo(service, 'plan-signed')
  for (const client of [journey.person, journey.representative, journey.broker])
    t.match(await refused(t, service, () => decide(journey, client), 'permission-missing', client.actor?.sub), {
      permission: 'plan:decide',
    })
  // An officer of the commissioner sits at a tier in other schemes, and a system at none.
  await refused(t, service, () => decide(journey, journey.officer), 'not-the-decider')
  await refused(t, service, () => decide(journey, service.as('machine')), 'permission-missing')
})

t.test('403: a team manager of another trust who is on the team sees the plan and does not decide on it', async (t) => {
  await service.as('commissioner-officer').post('/v1/organisations', anOrganisation({ code: 'RX8', kind: 'trust' }))
  const journey = await journeyTo(service, 'plan-signed', overLimit)
  const advocate = aMember({ actorId: 'friend', caseRole: 'advocate', organisationId: null })
  await journey.careCoordinator.post(`/v1/cases/${journey.ids.caseId}/members`, advocate)
  await refused(t, service, () => decide(journey, manager({ sub: 'friend', organisation: 'RX8' })), 'not-the-decider')
})

t.test('403: nobody decides on their own case, nor on that of the person they represent', async (t) => {
  const journey = await journeyTo(service, 'plan-signed', overLimit)
  for (const client of [journey.person, journey.representative]) {
    const sub = client.actor?.sub ?? ''
    await refused(t, service, () => decide(journey, manager({ sub })), 'decision-not-independent', sub)
  }
})

t.test('403: who represented the person once does not decide on their plan later', async (t) => {
  const journey = await journeyTo(service, 'plan-signed', overLimit)
  const members = `/v1/cases/${journey.ids.caseId}/members`
  const { items } = (await journey.officer.get<{ items: { id: string; caseRole: string }[] }>(members)).ok
  const representative = items.find(({ caseRole }) => caseRole === 'representative')
  await remove(journey, representative?.id ?? '')
  const sub = journey.representative.actor?.sub ?? ''
  await refused(t, service, () => decide(journey, manager({ sub })), 'decision-not-independent')
})

t.test(
  '403: neither who wrote the plan nor who signed it as broker decides on it, after they left the team either',
  async (t) => {
    const journey = await journeyTo(service, 'plan-submitted', overLimit)
    const members = `/v1/cases/${journey.ids.caseId}/members`
    await journey.careCoordinator.post(`${members}/${journey.ids.memberId}/departure`)
    await registerStaff(service, 'broker', 'second-broker')
    const second = await journey.careCoordinator.post<{ id: string }>(members, aMember({ actorId: 'second-broker' }))
    await sign(journey, service.as(anActor('broker', { sub: 'second-broker' })), 'broker')
    await sign(journey, journey.person, 'person')
    await sign(journey, journey.careCoordinator, 'care-coordinator')
    await journey.careCoordinator.post(`${members}/${second.ok.id}/departure`)
    await refused(
      t,
      service,
      () => decide(journey, manager({ sub: 'the-broker' })),
      'decision-not-independent',
      'author',
    )
    await refused(
      t,
      service,
      () => decide(journey, manager({ sub: 'second-broker' })),
      'decision-not-independent',
      'signer',
    )
    t.equal((await decide(journey, journey.teamManager)).status, 201)
  },
)

t.test('409: a decision is on the text that stands', async (t) => {
  const journey = await journeyTo(service, 'plan-signed')
  const { errors } = await refused(
    t,
    service,
    () => decide(journey, journey.careCoordinator, 'agreed', { contentHash: 'f'.repeat(64) }),
    'plan-version-stale',
  )
  t.match(errors, [{ pointer: '/contentHash' }])
})

t.test('409: a plan is decided once, and only when it is signed', async (t) => {
  const submitted = await journeyTo(service, 'plan-submitted')
  await refused(t, service, () => decide(submitted, submitted.careCoordinator), 'wrong-state', 'not signed')
  for (const outcome of ['agreed', 'returned', 'refused']) {
    const journey = await journeyTo(service, 'plan-signed')
    await decide(journey, journey.careCoordinator, outcome)
    for (const again of ['agreed', 'refused'])
      await refused(
        t,
        service,
        () => decide(journey, journey.careCoordinator, again),
        'wrong-state',
        `${again} after ${outcome}`,
      )
  }
})

t.test('412: whoever names the version they read does not decide on another one', async (t) => {
  const journey = await journeyTo(service, 'plan-submitted')
  const { etag } = await read(journey)
  await journey.on('plan-signed')
  await refused(
    t,
    service,
    () => decide(journey, journey.careCoordinator, 'agreed', {}, { ifMatch: etag }),
    'precondition-failed',
  )
})

t.test('400: an outcome that is none, and a decision without a key', async (t) => {
  const journey = await journeyTo(service, 'plan-signed')
  for (const more of [{ outcome: 'approved' }, { reasons: null }, { tier: 'team-manager' }])
    await refused(
      t,
      service,
      () => decide(journey, journey.careCoordinator, 'agreed', more),
      'request-invalid',
      JSON.stringify(more),
    )
  const ask = () => decide(journey, journey.careCoordinator, 'agreed', {}, { key: null })
  await refused(t, service, ask, 'idempotency-key-required')
})
