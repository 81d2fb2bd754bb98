import { addBroker, unbrokered } from '../brokerage/acts.ts'
import { courseWith, enrol } from '../resources/acts.ts'
import type { Journey } from './journey.ts'
import { ownScheme } from './policy.ts'
import { tenants } from './seed.ts'
import type { Service } from './service.ts'
import { registerStaff } from './staff.ts'

/** What comes to be around the brokers of a person, and the identifiers of what there is of it. */
/** A service as a directory of somebody else has it. */
const theirService = {
  ...{
    id: 'ac148810-d857-441c-9679-408f346de14b',
    name: 'Community counselling',
    description: 'Talking.',
    status: 'active',
  },
  organization: { id: 'd9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610', name: 'Kent Talks', description: 'A charity.' },
  email: 'hello@example.org',
  service_at_locations: [
    {
      id: 'e94c9f38-1e8f-4564-91d4-d53501ab1765',
      location: {
        location_type: 'physical',
        addresses: [{ address_1: '1 Main Street', city: 'Deal', postal_code: 'CT14 6AB' }],
      },
    },
  ],
}

export async function brokerageRoad(service: Service, toured: Journey): Promise<Record<string, string>> {
  const { schemeId } = await ownScheme(service, 'merseyside-one-off', { mostMinutes: 300, beyond: 'by-agreement' })
  const journey = await unbrokered(service, schemeId)
  const coordinator = service.as('brokerage-coordinator')
  await registerStaff(service, 'broker', 'broker-taking-over', 'broker-with-conflict')
  void (await addBroker(journey, {}, coordinator)).ok
  const members = await coordinator.get<{ items: { id: string; accounts: { actorId: string }[] }[] }>(
    '/v1/staff-members',
  )
  const taught = members.ok.items.find(({ accounts }) => accounts.some((one) => one.actorId === 'broker-taking-over'))
  const training = { course: 'support-planning', level: null, awardingBody: 'Community Options' }
  const days = { awardedOn: '2026-05-04', expiresOn: '2026-12-31' }
  const trained = `/v1/staff-members/${taught?.id}/broker-qualifications`
  void (await coordinator.post(trained, { ...training, ...days })).ok
  for (const path of [trained, '/v1/lapsing-broker-qualifications']) void (await coordinator.get(path)).ok
  const conflict = { actorId: 'broker-with-conflict', kind: 'money' }
  void (await coordinator.post(`/v1/cases/${journey.ids.caseId}/broker-conflicts`, conflict)).ok
  void (
    await coordinator.post(`/v1/cases/${journey.ids.caseId}/broker-hand-overs`, {
      ...{ actorId: 'broker-taking-over', name: 'Quillon Next', organisationId: tenants.QYG.brokerageId },
      ...{ notes: 'The drum teacher waits.', toldOn: service.clock.today(), how: 'by-phone' },
    })
  ).ok
  const more = { minutes: 60, because: 'The first broker left.' }
  void (await journey.officer.post(`/v1/cases/${journey.ids.caseId}/brokerage-extensions`, more)).ok
  const course = await courseWith(service, 5)
  const { id } = (await enrol(toured, course.id)).ok
  for (const read of ['', '/services', `/services/${course.resourceId}`])
    void (await coordinator.get(`/v1/open-referral${read}`)).ok
  const feed = {
    source: 'kent-directory',
    feed: JSON.stringify([theirService]),
    kind: 'community',
    dryRun: false,
    overwrite: false,
  }
  void (await journey.officer.post('/v1/resource-imports', feed)).ok
  const unmet = { source: 'search', need: 'sleep', district: 'CT1', language: 'ur' }
  void (await journey.careCoordinator.post(`/v1/cases/${journey.ids.caseId}/unmet-needs`, unmet)).ok
  return { courseEnrolmentId: id }
}
