import { readFile, writeFile } from 'node:fs/promises'
import t from 'tap'
import type { MachineClient } from '../../src/machine-clients/schemas.ts'
import { isScopeFor, machineScopes } from '../../src/machine-scopes.ts'
import type { PersonRecord } from '../../src/people/schemas.ts'
import { type Role, roles } from '../../src/permissions.ts'
import { escalateTo, vote } from '../sign-off/acts.ts'
import { aMachine, anActor, inTenant, type Who } from '../support/actors.ts'
import { aConsent, aMember, anOrganisation, aReferral, aSharing } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { concernRoad } from '../support/concern-pathway.ts'
import { journeyTo } from '../support/journey.ts'
import { type Cast, matrixOf, notInMatrix } from '../support/matrix.ts'
import { aCurrentService, aPurchase } from '../support/pathway-builders.ts'
import { aDraft } from '../support/policy.ts'
import { tenants } from '../support/seed.ts'
import { defaultNow, startService } from '../support/service.ts'

/**
 * Every operation, by every role that holds its permission, in every situation that opens or ends a sight: what is answered is compared with
 * `matrix.md`, which is for a person to read. `npm run matrix` writes it anew; read the difference before it is committed. A write is sent with the
 * contract's example, and nothing of it is kept: the database refuses to commit it.
 */
const file = new URL('matrix.md', import.meta.url)
// Each connection plans every statement for itself.
const service = await startService(t, { poolSize: 2 })
const matrix = await matrixOf(t, service)

const officer = service.as('commissioner-officer')
const privacy = service.as('privacy-officer')
const systems = { 'own-system': aMachine(), 'trust-system': aMachine(machineScopes, 'RW4') }
const of = (those: readonly Role[], actor: (role: Role) => Who): Cast =>
  Object.fromEntries(those.map((role) => [role, actor(role)]))
const everybody: Cast = { ...of(roles, (role) => role), ...systems }
const colleagues = of(roles, (role) => anActor(role, { sub: 'a-colleague' }))
const aCorrection = { record: 'person', recordId: null, words: 'It is wrong' }
const advocate = {
  actorId: 'the-advocate',
  caseRole: 'advocate',
  name: 'Quillon Advocate',
  organisationId: null,
} as const

const made = async (client: Client, path: string, body?: unknown) =>
  (await client.post<{ id: string }>(`/v1${path}`, body)).ok.id
const newest = async (path: string, client = officer) =>
  (await client.get<{ items: { id: string }[] }>(`/v1${path}`)).ok.items[0]?.id ?? ''
const restrict = (personId: string) =>
  made(privacy, `/people/${personId}/restriction`, { reason: 'A relative works there.' })
const lift = async (personId: string) => (await privacy.post(`/v1/people/${personId}/restriction/lifting`)).ok

/** Who has the same account with a sign-in of another organisation of the kind, and a system of the other trust. */
async function elsewhere(): Promise<Cast> {
  await made(officer, '/organisations', anOrganisation({ code: 'BRK9', kind: 'brokerage-organisation' }))
  await made(officer, '/organisations', anOrganisation({ code: 'LA9', kind: 'local-authority' }))
  const clientId = 'the-machine-of-rw5'
  const system = {
    clientId,
    organisationId: tenants.QYG.otherTrustId,
    name: 'Records of Dee',
    scopes: machineScopes.filter((scope) => isScopeFor(scope, false)),
  }
  const { id } = (await officer.post<MachineClient>('/v1/machine-clients', system)).ok
  const second = service.as(anActor('commissioner-officer', { sub: 'second-officer' }))
  void (await second.post(`/v1/machine-clients/${id}/confirmation`)).ok
  const from = (organisation: string) => (role: Role) => anActor(role, { organisation })
  return {
    ...of(['care-coordinator', 'team-manager', 'mdt-member'], from('RW5')),
    ...of(['local-authority-officer'], from('LA9')),
    ...of(['broker'], from('BRK9')),
    'trust-system': { ...aMachine(), sub: clientId, client_id: clientId, organisation: 'RW5' },
  }
}

/** Somebody of the trust for each tier, who stands in for its holder; and their delegations. */
async function delegates() {
  const named: Record<string, Who> = {}
  const delegations: string[] = []
  for (const holder of ['care-coordinator', 'team-manager', 'mdt-member'] as const) {
    const delegate = anActor('care-coordinator', { sub: `in-place-of-${holder}` })
    await service.tokenFor(delegate)
    named[`in place of the ${holder}`] = delegate
    delegations.push(
      await made(holder === 'mdt-member' ? service.as(holder) : officer, '/delegations', {
        holderId: `the-${holder}`,
        holderName: 'Quillon Holder',
        tierRole: holder,
        organisationId: tenants.QYG.trustId,
        delegateId: delegate.sub,
        delegateName: 'Quillon Delegate',
        from: service.clock.today(),
        until: service.clock.today(),
      }),
    )
  }
  return { named, delegations }
}

t.test('who reads and writes what is as the table of expected answers says', async (t) => {
  const journey = await journeyTo(service, 'receipt-filed')
  const { person, broker, ids, known } = journey
  await person.post(`/v1/cases/${ids.caseId}/members`, aMember(advocate))
  const other = await journeyTo(service, 'person-registered')
  const ofPerson = `/people/${ids.personId}`
  const { nhsNumber, bornOn, familyName } = (await officer.get<PersonRecord>(`/v1${ofPerson}`)).ok
  // A second purchase that is like the first is marked.
  await made(broker, `/plan-lines/${ids.planLineId}/purchases`, aPurchase({ boughtOn: service.clock.today() }))
  const paused = await person.post<{ items: { id: string }[] }>(`/v1/cases/${ids.caseId}/line-pauses`, {
    lines: ['mattress'],
    cause: 'asked',
    from: service.clock.today(),
    until: service.clock.today(),
  })
  // A meeting as there was one: while it is still to come, those who sit there would see the case by that.
  const [meeting] = await service.database.sql<{ id: string }>(
    `insert into panel_meeting (commissioner_id, panel_meeting_id, case_id, support_plan_id, tier, starts_at, way, place, sits, set_by, set_by_name, set_at)
      values ($1, gen_random_uuid(), $2, $3, 'mdt-meeting', now(), 'in-person', 'Riverside House', array['mdt-member'], 'the-care-coordinator', 'Quillon', now())
      returning panel_meeting_id as id`,
    [tenants.QYG.commissionerId, ids.caseId, ids.supportPlanId],
  )
  const all = {
    ...known,
    panelMeetingId: meeting?.id ?? '',
    linePauseId: paused.ok.items[0]?.id ?? '',
    personRequestId: await made(person, `/cases/${ids.caseId}/person-requests`, {
      kind: 'question',
      words: 'Who decides?',
    }),
    nhsNumber: nhsNumber ?? '',
    bornOn: String(bornOn),
    familyName: familyName ?? '',
    currentServiceId: await made(person, `/cases/${ids.caseId}/current-services`, aCurrentService()),
    sharingId: await made(officer, `${ofPerson}/sharings-without-consent`, aSharing({ purpose: 'share-for-budget' })),
    legalHoldId: await made(officer, `${ofPerson}/legal-holds`, { reason: 'The coroner has asked for it' }),
    correctionRequestId: await made(person, `${ofPerson}/correction-requests`, aCorrection),
    likelyDoubleId: await made(officer, '/likely-doubles', {
      personId: ids.personId,
      otherPersonId: other.ids.personId,
    }),
    referralId: await made(
      service.as(anActor('care-coordinator', { sub: 'a-stranger' })),
      '/referrals',
      aReferral(ids.personId),
    ),
    ...(await concernRoad(service, journey)),
    signInCodeId: await newest(`${ofPerson}/sign-in-codes`),
    staffMemberId: await newest('/staff-members'),
    schemeDraftId: (await aDraft(service)).id,
    machineClientId: tenants.QYG.machineClientId,
    webhookId: await made(service.as('commissioner-officer'), '/webhooks', { url: 'http://127.0.0.1:9/', types: null }),
  }
  await matrix.ask('On the case, or in the role', all, everybody)
  await matrix.ask('Of the same organisation, with no part in the case', all, colleagues)
  await matrix.ask('With a sign-in of another organisation of the kind', all, await elsewhere())
  const there = Object.entries(everybody).map(([name, who]) => [name, inTenant('QOP', who)])
  await matrix.ask('Of another commissioner', all, Object.fromEntries(there))
  const crisisTeam = anActor('crisis-team', { sub: 'a-crisis-team' })
  await made(service.as(crisisTeam), `${ofPerson}/crisis-looks`, { ground: 'person-asked' })
  await matrix.ask('A crisis team that looks', all, { 'crisis-team': crisisTeam })
  await restrict(ids.personId)
  await matrix.ask('Restricted', all, everybody, 'the record')
  const general = ['care-coordinator', 'team-manager', 'mdt-member', 'commissioner-officer'] as const
  const onCall = of(general, (role) => anActor(role, { sub: `on-call-${role}` }))
  const withAuditor = { ...onCall, auditor: anActor('auditor', { sub: 'a-colleague' }) }
  await matrix.ask('Restricted, with no part in the case', all, withAuditor, 'the record')
  for (const who of Object.values(onCall))
    await service
      .as(who)
      .post(`/v1/cases/${ids.caseId}/break-glass`, { reason: 'They are at the emergency department.' })
  await matrix.ask('Restricted, and the glass is broken', all, onCall, 'the record')
  service.clock.advance({ minutes: 60 })
  await matrix.ask(
    'Restricted, an hour after the glass was broken',
    all,
    of(['care-coordinator'], (role) => onCall[role] ?? role),
    'the record',
  )
  service.clock.set(defaultNow)
  await lift(ids.personId)
  await person.post(`/v1/cases/${ids.caseId}/withdrawal`, { words: null })
  await matrix.ask('The case has ended', all, everybody, 'the record')

  const second = await journeyTo(service, 'plan-drafted')
  await second.person.post(`/v1/consents/${second.ids.consentId}/withdrawal`)
  await matrix.ask('Consent for brokerage withdrawn', second.known, { broker: 'broker' }, 'the record')
  await second.person.post(`/v1/people/${second.ids.personId}/consents`, aConsent({ purpose: 'share-for-budget' }))
  await matrix.ask('Consent for another purpose', second.known, { broker: 'broker' }, 'the record')

  const third = await journeyTo(service, 'plan-drafted')
  const path = `/v1/cases/${third.ids.caseId}/members`
  const { items } = (await third.officer.get<{ items: { id: string; caseRole: string }[] }>(path)).ok
  for (const { id } of items.filter(({ caseRole }) => ['broker', 'care-coordinator'].includes(caseRole)))
    await third.officer.post(`${path}/${id}/departure`)
  await matrix.ask(
    'Left the team',
    third.known,
    of(['broker', 'care-coordinator'], (role) => role),
    'the record',
  )

  const pooled = await journeyTo(service, 'receipt-filed', {
    scheme: 'west-sussex-pooled',
    wish: { method: 'points' },
  })
  const councils = `/v1/schemes/${pooled.ids.schemeId}/councils`
  await officer.post(councils, { organisationId: tenants.QYG.councilId })
  const ofCouncil = of(['local-authority-officer'], (role) => role)
  await matrix.ask('Officer of a council that pays into the scheme', pooled.known, ofCouncil, 'the record')
  await restrict(pooled.ids.personId)
  await matrix.ask('Officer of such a council, restricted', pooled.known, ofCouncil, 'the record')
  await lift(pooled.ids.personId)
  await pooled.person.post(`/v1/cases/${pooled.ids.caseId}/withdrawal`, { words: null })
  await matrix.ask('Officer of such a council, and the case has ended', pooled.known, ofCouncil, 'the record')

  const seated = await escalateTo(await journeyTo(service, 'plan-signed'), 'risk-enablement-panel')
  const seats = of(['panel-member', 'lived-experience-member', 'local-authority-officer'], (role) => role)
  await matrix.ask('The case waits for the panel', seated.known, seats, 'the record')
  void (await vote(seated, service.as('panel-member'))).ok
  void (await seated.person.post(`/v1/cases/${seated.ids.caseId}/withdrawal`, { words: null })).ok
  await matrix.ask('It waits for the panel no more, and the panel member had voted', seated.known, seats, 'the record')

  const signed = await journeyTo(service, 'plan-signed')
  const { named, delegations } = await delegates()
  const delegated = { ...signed.known, delegationId: delegations[0] ?? '' }
  await matrix.ask('In the place of somebody who decides', delegated, named)
  await restrict(signed.ids.personId)
  await matrix.ask('In the place of somebody, restricted', delegated, named, 'the record')
  await lift(signed.ids.personId)
  for (const id of delegations) await officer.post(`/v1/delegations/${id}/ending`)
  await matrix.ask('In the place of somebody, and the delegation has ended', delegated, named, 'the record')

  const intro = [
    '# What each role is answered',
    '',
    'Every operation, by every role, in each situation. Written by `npm run matrix`; [docs/access.md](../../docs/access.md) says why.',
    'What is of no record (schemes, organisations, staff) is asked in the first four situations, where it can make a difference.',
    '',
    '- **·**: the role lacks the permission, and is refused before anything is looked up. It is not asked here but once, in',
    '  [test/contract/access.test.ts](../contract/access.test.ts), from the same table ([src/permissions.ts](../../src/permissions.ts)).',
    '- **200**: a read that is answered. Of a list without an identifier in its path, and of a search: answered, and this record is not in it.',
    '- **named**: a list or a search that names this record.',
    '- **past**: a write that is past the door. What becomes of it depends on the state of the case and on what is sent.',
    '- **404**: there is no such thing for them.',
    '- **role**: the permission is there, and it takes another role on the case (`case-role-required`). Any other word is the code of a 403.',
  ].join('\n')
  const left = ['## Not asked here', '', 'But in the test of the contract:', '', ...notInMatrix.map((id) => `- ${id}`)]
  const text = `${[intro, ...matrix.sections, left.join('\n')].join('\n\n')}\n`
  if (process.env.MATRIX === 'write') await writeFile(file, text)
  const expected = await readFile(file, 'utf8')
  t.same(text.split('\n'), expected.split('\n'))
  t.same(matrix.unasked().toSorted(), notInMatrix.toSorted(), 'every other operation is asked')
})
