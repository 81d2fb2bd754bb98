import t from 'tap'
import type { CaseMember } from '../../src/case-team/schemas.ts'
import type { Consent } from '../../src/people/consent-schemas.ts'
import { anActor, inTenant } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { aConsent, aConsentSaid, unknownId } from '../support/builders.ts'
import { fits } from '../support/fits.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)

t.test('201: a person says with whom and for what their information is shared', async (t) => {
  const { person, ids } = await journeyTo(service, 'case-opened')
  const entries = await audited(service, async () => {
    const answer = await person.post<Consent>(`/v1/people/${ids.personId}/consents`, aConsent())
    t.equal(answer.status, 201)
    fits(t, answer.ok, { ...aConsent(), personId: ids.personId, recordedBy: person.actor?.sub, withdrawnAt: null })
    const { items } = (await person.get<{ items: Consent[] }>(`/v1/people/${ids.personId}/consents`)).ok
    t.same(items, [answer.ok])
  })
  fits(t, entries, [{ type: 'consent.given', facts: { purpose: 'share-for-brokerage' } }])
})

t.test('201: staff who work with the person record what they said', async (t) => {
  const { careCoordinator, ids } = await journeyTo(service, 'case-opened')
  const path = `/v1/people/${ids.personId}/consents`
  t.equal((await careCoordinator.post<Consent>(path, aConsentSaid())).ok.recordedBy, 'the-care-coordinator')
})

t.test("422: a consent names an organisation of the person's own commissioner", async (t) => {
  const { person, ids } = await journeyTo(service, 'person-registered')
  for (const organisationId of [unknownId(), tenants.QOP.brokerageId]) {
    const give = () => person.post(`/v1/people/${ids.personId}/consents`, aConsent({ organisationId }))
    await refused(t, service, give, 'reference-unknown')
  }
})

t.test('404: nobody gives, reads or withdraws consent for a person whom they do not see', async (t) => {
  const { ids } = await journeyTo(service, 'team-complete')
  const path = `/v1/people/${ids.personId}/consents`
  const others = [anActor('person', { sub: 'somebody-else' }), inTenant('QOP', 'commissioner-officer')]
  for (const other of others.map((who) => service.as(who))) {
    await refused(t, service, () => other.post(path, aConsent()), 'not-found')
    await refused(t, service, () => other.get(path), 'not-found')
    await refused(t, service, () => other.post(`/v1/consents/${ids.consentId}/withdrawal`), 'not-found')
  }
  await refused(t, service, () => service.as('person').post(`/v1/consents/${unknownId()}/withdrawal`), 'not-found')
})

t.test('200: a withdrawal takes effect at once: the broker no longer sees the case', async (t) => {
  const { person, broker, careCoordinator, ids } = await journeyTo(service, 'team-complete')
  t.equal((await broker.get(`/v1/cases/${ids.caseId}`)).status, 200)
  const entries = await audited(service, async () => {
    const answer = await person.post<Consent>(`/v1/consents/${ids.consentId}/withdrawal`)
    fits(t, answer.ok, { id: ids.consentId, withdrawnAt: '2026-11-24T09:30:00.000Z' })
  })
  t.equal((await broker.get(`/v1/cases/${ids.caseId}`)).status, 404)
  const { items } = (await careCoordinator.get<{ items: CaseMember[] }>(`/v1/cases/${ids.caseId}/members`)).ok
  fits(
    t,
    items.find((member) => member.id === ids.memberId),
    { leftAt: '2026-11-24T09:30:00.000Z' },
  )
  t.ok(entries.some((entry) => entry.type === 'consent.withdrawn'))
})

t.test('200: a withdrawal ends what the consent opened, whatever else is consented to', async (t) => {
  const { person, broker, ids } = await journeyTo(service, 'team-complete')
  const path = `/v1/people/${ids.personId}/consents`
  for (const purpose of ['share-for-budget', 'share-for-assessment'] as const)
    t.equal((await person.post(path, aConsent({ purpose }))).status, 201)
  await person.post(`/v1/consents/${ids.consentId}/withdrawal`)
  t.equal((await broker.get(`/v1/cases/${ids.caseId}`)).status, 404)
})

t.test('409: a consent is withdrawn once', async (t) => {
  const { person, ids } = await journeyTo(service, 'team-complete')
  const withdraw = () => person.post(`/v1/consents/${ids.consentId}/withdrawal`)
  await withdraw()
  await refused(t, service, withdraw, 'consent-withdrawn')
})

t.test('two who withdraw both consents at once: the broker is gone', async (t) => {
  const { person, broker, ids } = await journeyTo(service, 'team-complete')
  const path = `/v1/people/${ids.personId}/consents`
  const second = (await person.post<Consent>(path, aConsent({ purpose: 'share-for-budget' }))).ok.id
  await Promise.all([ids.consentId, second].map((id) => person.post(`/v1/consents/${id}/withdrawal`)))
  t.equal((await broker.get(`/v1/cases/${ids.caseId}`)).status, 404)
})

t.test('a broker who is added while consent is withdrawn does not slip in', async (t) => {
  for (let round = 0; round < 5; round += 1) {
    const { person, careCoordinator, broker, ids } = await journeyTo(service, 'team-complete')
    await careCoordinator.post(`/v1/cases/${ids.caseId}/members/${ids.memberId}/departure`)
    const member = {
      actorId: 'the-broker',
      caseRole: 'broker',
      name: 'Quillon Broker',
      organisationId: ids.organisationId,
    }
    await Promise.all([
      careCoordinator.post(`/v1/cases/${ids.caseId}/members`, member),
      person.post(`/v1/consents/${ids.consentId}/withdrawal`),
    ])
    t.equal((await broker.get(`/v1/cases/${ids.caseId}`)).status, 404, `round ${round + 1}`)
  }
})
