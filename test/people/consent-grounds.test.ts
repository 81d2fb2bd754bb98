import t from 'tap'
import type { CaseMember } from '../../src/case-team/schemas.ts'
import type { Sharing } from '../../src/consents/sharing-schemas.ts'
import { domainWork } from '../../src/domains.ts'
import type { Consent } from '../../src/people/consent-schemas.ts'
import { inTenant } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { aConsent, aConsentSaid, aMember, aSaidFor, aSharing } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { fits } from '../support/fits.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const close = () =>
  domainWork
    .find(({ name }) => name === 'consents')
    ?.work({ database: service.access, now: service.clock.now }, new AbortController().signal)
const consentsOf = ({ ids }: Journey) => `/v1/people/${ids.personId}/consents`
const sharingsOf = ({ ids }: Journey) => `/v1/people/${ids.personId}/sharings-without-consent`
const seen = async (client: Client, { ids }: Journey) => (await client.get(`/v1/cases/${ids.caseId}`)).status
const addBroker = ({ careCoordinator, ids }: Journey) =>
  careCoordinator.post(`/v1/cases/${ids.caseId}/members`, aMember())

t.test('409: what the person withdrew themselves, only they give again', async (t) => {
  const journey = await journeyTo(service, 'team-complete')
  const { person, careCoordinator, representative, officer, ids } = journey
  await person.post(`/v1/consents/${ids.consentId}/withdrawal`)
  for (const staff of [careCoordinator, officer])
    await refused(t, service, () => staff.post(consentsOf(journey), aConsentSaid()), 'consent-person-withdrew')
  await refused(t, service, () => representative.post(consentsOf(journey), aConsent()), 'consent-person-withdrew')
  await refused(t, service, () => addBroker(journey), 'consent-missing')
  t.equal((await person.post(consentsOf(journey), aConsent())).status, 201)
  t.equal((await addBroker(journey)).status, 201)
})

t.test(
  '201: what staff record says who agreed, when and by what it is known; the person reads it and undoes it',
  async (t) => {
    const journey = await journeyTo(service, 'case-opened')
    const { person, careCoordinator, broker } = journey
    const give = (body: unknown) => () => careCoordinator.post<Consent>(consentsOf(journey), body)
    fits(t, (await refused(t, service, give(aConsent()), 'request-invalid')).errors, [{ pointer: '/saidFor' }])
    for (const saidOn of ['1900-01-01', '2026-11-25']) {
      const saidFor = { giver: 'person', saidOn, evidence: 'In the notes' } as const
      fits(t, (await refused(t, service, give(aConsentSaid({ saidFor })), 'request-invalid')).errors, [
        { pointer: '/saidFor/saidOn' },
      ])
    }
    const given = (await give(aConsentSaid({ givenHow: 'written' }))()).ok
    await addBroker(journey)
    t.equal(await seen(broker, journey), 200)
    const { items } = (await person.get<{ items: Consent[] }>(consentsOf(journey))).ok
    fits(t, items, [
      { id: given.id, giver: 'person', saidFor: aConsentSaid().saidFor, recordedBy: 'the-care-coordinator' },
    ])
    const object = (who: Client) => () => who.post<Consent>(`/v1/consents/${given.id}/objection`)
    await refused(t, service, object(careCoordinator), 'case-role-required')
    const entries = await audited(service, async () => {
      fits(t, (await object(person)()).ok, { status: 'withdrawn', withdrawnBy: 'person' })
    })
    t.same(entries.map(({ type }) => type).sort(), ['case.member-left', 'consent.objected-to'])
    t.equal(await seen(broker, journey), 404)
    await refused(t, service, give(aConsentSaid()), 'consent-person-withdrew')
  },
)

t.test('409: what staff took back on the person’s word, only the person gives again', async (t) => {
  const journey = await journeyTo(service, 'team-complete')
  const { person, careCoordinator, officer, representative, ids } = journey
  const path = `/v1/consents/${ids.consentId}`
  await refused(t, service, () => careCoordinator.post(`${path}/withdrawal`), 'case-role-required', 'without how')
  const record = (more: object = {}) =>
    careCoordinator.post<Consent>(`${path}/recorded-withdrawal`, { saidFor: aSaidFor(more) })
  for (const saidOn of ['2026-11-25', '2026-11-23'])
    await refused(t, service, () => record({ saidOn }), 'said-on-invalid', 'ahead, or before it was given')
  const taken = await record()
  fits(t, taken.ok, { status: 'withdrawn', withdrawnBy: 'staff', withdrawalSaidFor: aSaidFor() })
  const [shown] = (await person.get<{ items: Consent[] }>(consentsOf(journey))).ok.items
  fits(t, shown, { withdrawalSaidFor: aSaidFor() }, 'the person reads how it is known')
  for (const staff of [careCoordinator, officer])
    await refused(t, service, () => staff.post(consentsOf(journey), aConsentSaid()), 'consent-person-withdrew')
  await refused(t, service, () => representative.post(consentsOf(journey), aConsent()), 'consent-person-withdrew')
  t.equal((await person.post(consentsOf(journey), aConsent())).status, 201)
})

t.test('who agrees themselves says nothing for another, and does not object to their own', async (t) => {
  const journey = await journeyTo(service, 'team-complete')
  const { person, representative, ids } = journey
  const other = { purpose: 'share-for-budget' } as const
  const said = () => person.post(consentsOf(journey), aConsentSaid(other))
  fits(t, (await refused(t, service, said, 'request-invalid')).errors, [{ pointer: '/saidFor' }])
  await refused(t, service, () => person.post(`/v1/consents/${ids.consentId}/objection`), 'consent-given-by-self')
  const given = await representative.post<Consent>(consentsOf(journey), aConsent(other))
  fits(t, given.ok, { giver: 'representative', saidFor: null })
})

t.test(
  '409: one consent is in force for each organisation and purpose, also of two that are given at once',
  async (t) => {
    const journey = await journeyTo(service, 'team-complete')
    const { person } = journey
    await refused(
      t,
      service,
      () => person.post(consentsOf(journey), aConsent({ givenHow: 'written' })),
      'consent-in-force',
    )
    const twice = [1, 2].map(() => person.post(consentsOf(journey), aConsent({ purpose: 'share-for-budget' })))
    t.same((await Promise.all(twice)).map(({ status }) => status).sort(), [201, 409])
  },
)

t.test('a consent ends with its last day: sight at once, and the rest by itself', async (t) => {
  const journey = await journeyTo(service, 'case-opened')
  const { person, careCoordinator, broker, ids } = journey
  const past = () => person.post(consentsOf(journey), aConsent({ until: '2026-11-23' }))
  fits(t, (await refused(t, service, past, 'request-invalid')).errors, [{ pointer: '/until' }])
  await person.post(consentsOf(journey), aConsent({ until: '2026-11-25' }))
  const member = (await addBroker(journey)).ok as CaseMember
  t.equal(member.until, '2026-11-25')
  service.clock.set('2026-11-25T23:59:00Z')
  t.equal(await seen(broker, journey), 200)
  service.clock.set('2026-11-26T00:00:00Z')
  t.equal(await seen(broker, journey), 404, 'before anything swept')
  const listed = (await broker.get<{ items: { id: string }[] }>('/v1/cases')).ok.items
  t.notOk(listed.some(({ id }) => id === ids.caseId))
  const { items } = (await person.get<{ items: Consent[] }>(consentsOf(journey))).ok
  fits(t, items, [{ status: 'ended', withdrawnAt: null }])
  const entries = await audited(service, async () => t.equal(await close(), 1))
  t.same(entries.map(({ type }) => type).sort(), ['case.member-left', 'consent.ended'])
  t.equal(await close(), 0, 'once')
  const team = (await careCoordinator.get<{ items: CaseMember[] }>(`/v1/cases/${ids.caseId}/members`)).ok.items
  fits(
    t,
    team.find(({ id }) => id === member.id),
    { leftAt: '2026-11-26T00:00:00.000Z' },
  )
  service.clock.set('2026-11-24T09:30:00Z')
})

t.test('201: what ended by itself is given again before anything swept, by staff as well', async (t) => {
  const journey = await journeyTo(service, 'case-opened')
  await journey.person.post(consentsOf(journey), aConsent({ until: '2026-11-24' }))
  await addBroker(journey)
  service.clock.set('2026-11-25T09:30:00Z')
  t.equal((await journey.careCoordinator.post(consentsOf(journey), aConsentSaid())).status, 201)
  t.equal(await seen(journey.broker, journey), 404, 'the place of before stays ended')
  t.equal((await addBroker(journey)).status, 201)
  service.clock.set('2026-11-24T09:30:00Z')
})

t.test(
  '201: sharing without consent has a basis, a reason and a last day, and the person reads it at once',
  async (t) => {
    const journey = await journeyTo(service, 'case-opened')
    const { person, officer, broker, careCoordinator } = journey
    const share = (body: unknown) => () => officer.post<Sharing>(sharingsOf(journey), body)
    for (const until of ['2026-11-23', '2026-12-23'])
      fits(t, (await refused(t, service, share(aSharing({ until })), 'request-invalid')).errors, [
        { pointer: '/until' },
      ])
    t.equal((await share(aSharing({ reason: 'Needed' }))()).problem.code, 'request-invalid')
    const decide = () => careCoordinator.post(sharingsOf(journey), aSharing())
    await refused(t, service, decide, 'permission-missing')
    const elsewhere = service.as(inTenant('QOP', 'commissioner-officer'))
    await refused(t, service, () => elsewhere.post(sharingsOf(journey), aSharing()), 'not-found')
    const entries = await audited(service, async () => t.equal((await share(aSharing())()).status, 201))
    fits(t, entries, [{ type: 'person.shared-without-consent', facts: { legalBasis: 'safeguarding' } }])
    t.notMatch(JSON.stringify(entries), 'enquiry', 'the reason is in the record alone')
    await refused(t, service, share(aSharing()), 'sharing-in-force')
    const { items } = (await person.get<{ items: Sharing[] }>(sharingsOf(journey))).ok
    fits(t, items, [{ ...aSharing(), decidedByName: 'Quillon commissioner officer', endedAt: null }])
    const all = (await officer.get<{ items: Sharing[] }>('/v1/sharings-without-consent')).ok.items
    t.same(all[0], items[0])
    t.equal((await addBroker(journey)).status, 201)
    t.equal(await seen(broker, journey), 200)
    service.clock.set('2026-11-28T09:30:00Z')
    t.equal(await seen(broker, journey), 404)
    t.equal(await close(), 1)
    t.equal((await share(aSharing({ until: '2026-11-29' }))()).status, 201, 'decided again')
    service.clock.set('2026-11-24T09:30:00Z')
  },
)

t.test('200: sharing without consent is ended early, and what it opened with it', async (t) => {
  const journey = await journeyTo(service, 'case-opened')
  const { officer, broker } = journey
  const { id } = (await officer.post<Sharing>(sharingsOf(journey), aSharing())).ok
  await addBroker(journey)
  const end = () => officer.post<Sharing>(`/v1/sharings-without-consent/${id}/ending`)
  t.equal((await end()).ok.endedAt, '2026-11-24T09:30:00.000Z')
  t.equal(await seen(broker, journey), 404)
  await refused(t, service, end, 'sharing-ended')
})
