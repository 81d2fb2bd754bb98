import t from 'tap'
import type { LikelyDouble, Person } from '../../src/people/schemas.ts'
import { setContact, setPreferences, tell } from '../notifications/acts.ts'
import { anActor } from '../support/actors.ts'
import { aConsentSaid, aPerson, aReferral, aSaidFor, aSharing } from '../support/builders.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const coordinator = service.as('care-coordinator')
const officer = service.as('commissioner-officer')
const second = service.as(anActor('commissioner-officer', { sub: 'a-second-officer' }))
const privacy = service.as('privacy-officer')
const onCall = service.as(anActor('care-coordinator', { sub: 'on-call' }))
const reason = 'The person is at the emergency department.'
const register = async () => (await coordinator.post<Person>('/v1/people', aPerson())).ok
const idsOf = async (client: typeof officer, path: string) =>
  (await client.get<{ items: { id: string }[] }>(path)).ok.items.map(({ id }) => id)

async function proposed(fromId: string, goesOnId: string): Promise<string> {
  const pair = { personId: fromId, otherPersonId: goesOnId }
  const { id } = (await officer.post<LikelyDouble>('/v1/likely-doubles', pair)).ok
  await officer.post(`/v1/likely-doubles/${id}/joining`, { goesOnId })
  return `/v1/likely-doubles/${id}/joining/confirmation`
}
const join = async (fromId: string, goesOnId: string) =>
  t.equal((await second.post(await proposed(fromId, goesOnId), { goesOnId })).status, 200)

/** What stays under the identifier that it happened to, with the reason. All else that names a person goes over. */
const stays: Readonly<Record<string, string>> = {
  person: 'it is the record, and says where it went',
  identity_confirmation: 'it is of what that record says: the one that goes on is confirmed by itself',
  person_history: 'it is told of the record that goes on',
  recorded_identity: 'it is told of the record that goes on, and compared as what that record said',
  record_read: 'it is told of the record that goes on',
  break_glass: 'it gives sight of a case, which goes over; it is told of the record that goes on',
  crisis_look: 'it is over within the hour; it is told of the record that goes on',
  record_opening: 'it ends with the restriction that it is of; told of the one that goes on',
  record_restriction: 'a restricted record is not joined, so that all of them are lifted; told of the one that goes on',
  sign_in: 'it ends, and is linked anew',
  sign_in_code: 'it ends',
  erasure: 'what is gone is not joined',
  safe_contact: 'what was said last, of either record, is what holds: it is looked for on both',
  safe_contact_not_to: 'it goes with the safe contact that holds',
  contact_address: 'it is looked for with the safe contact that holds',
  notification_preference: 'what was said last, of either record, is what holds: it is looked for on both',
  notification: 'it says what was told then; what still waits is told by the record that goes on',
}

/** Brings forth a row in every table that names a person, but for the erasure. */
async function somethingOfEverything({ person, ids }: Journey): Promise<void> {
  const of = `/v1/people/${ids.personId}`
  await tell(service)
  const known = { system: 'https://record.trust.example/id/patient', values: [`P-${ids.personId}`] }
  await officer.post(`${of}/identifiers`, known)
  await setPreferences(person)
  await setContact(person, ids.personId)
  await setContact(coordinator, ids.personId, { mayText: false, notTo: [ids.memberId], saidFor: aSaidFor() })
  await tell(service)
  await officer.post(`${of}/sharings-without-consent`, aSharing())
  await onCall.post('/v1/referrals', aReferral(ids.personId))
  await officer.post(`${of}/record-requests`, { reason: 'By letter', receivedOn: service.clock.today() })
  await officer.post(`${of}/legal-holds`, { reason: 'The coroner has asked for it' })
  await person.post(`${of}/correction-requests`, { record: 'person', recordId: null, words: 'It is wrong' })
  await officer.patch(of, { interpreterNeeded: true }, { ifMatch: (await officer.get(of)).etag })
  await privacy.post(`${of}/restriction`, { reason })
  await privacy.post(`${of}/restriction/openings`, {
    ...{ actorId: 'the-commissioner-officer', actorName: 'Noor Officer', task: 'decide', reason },
    until: service.clock.today(),
  })
  await privacy.post(`${of}/restriction/lifting`)
  await onCall.post(`/v1/cases/${ids.caseId}/break-glass`, { reason })
  await service.as('crisis-team').post(`${of}/crisis-looks`, { ground: 'in-care' })
  await service.app.readLog.flush()
}

async function rowsOf(personId: string): Promise<Record<string, number>> {
  const tables = await service.database.sql<{ name: string }>(
    `select c.relname as name from pg_attribute a join pg_class c on c.oid = a.attrelid and c.relkind = 'r'
      where c.relnamespace = 'public'::regnamespace and a.attname = 'person_id' and not a.attisdropped order by 1`,
  )
  const counts = tables.map(async ({ name }) => {
    const rows = await service.database.sql(`select 1 from ${name} where person_id = $1`, [personId])
    return [name, rows.length] as const
  })
  return Object.fromEntries(await Promise.all(counts))
}

t.test('every table that names a person goes over when records are joined, or says why not', async (t) => {
  const journey = await journeyTo(service, 'review-done')
  const { person, ids } = journey
  await somethingOfEverything(journey)
  const before = await rowsOf(ids.personId)
  const goesOn = await register()
  const lists = [
    'consents',
    'sharings-without-consent',
    'correction-requests',
    'former-details',
    'reads',
    'break-glass',
  ]
  const told = await Promise.all(lists.map((list) => idsOf(person, `/v1/people/${ids.personId}/${list}`)))
  await join(ids.personId, goesOn.id)
  const after = await rowsOf(ids.personId)
  for (const [table, rows] of Object.entries(before)) {
    if (table !== 'erasure') t.not(rows, 0, `${table} has a row to go over or to stay`)
    if (!stays[table]) t.equal(after[table], 0, `${table}: have src/record-joining/confirm-join.ts move what it holds`)
    else t.ok(Number(after[table]) >= rows, `${table} stays: ${stays[table]}`)
  }
  for (const [index, list] of lists.entries()) {
    const now = await idsOf(person, `/v1/people/${goesOn.id}/${list}`)
    t.ok(told[index]?.length, list)
    t.same(
      told[index]?.filter((id) => !now.includes(id)),
      [],
      `${list} is told of the record that goes on`,
    )
  }
  t.equal((await officer.get(`/v1/people/${goesOn.id}/record`)).status, 200, 'what was asked for is still asked for')
  const [hold] = await idsOf(officer, `/v1/people/${goesOn.id}/legal-holds`)
  t.equal((await officer.post(`/v1/legal-holds/${hold}/lifting`)).status, 200)
  const [sharing] = await idsOf(officer, `/v1/people/${goesOn.id}/sharings-without-consent`)
  t.equal((await officer.post(`/v1/sharings-without-consent/${sharing}/ending`)).status, 200)
})

t.test('where both records are shared with one organisation, one sharing is left, and it can be ended', async (t) => {
  const [one, other] = [await register(), await register()]
  for (const { id } of [one, other]) await officer.post(`/v1/people/${id}/sharings-without-consent`, aSharing())
  await join(one.id, other.id)
  const { items } = (
    await officer.get<{ items: { id: string; endedAt: string | null }[] }>(
      `/v1/people/${other.id}/sharings-without-consent`,
    )
  ).ok
  const [left, ...more] = items.filter(({ endedAt }) => endedAt === null)
  t.same([items.length, more], [2, []])
  t.equal((await officer.post(`/v1/sharings-without-consent/${left?.id}/ending`)).status, 200)
})

t.test('a record that was joined into one that is joined itself says where it is now', async (t) => {
  const [one, two, three] = [await register(), await register(), await register()]
  await service.app.readLog.flush()
  await officer.get(`/v1/people/${one.id}`)
  await join(one.id, two.id)
  await join(two.id, three.id)
  for (const { id } of [one, two]) t.equal((await officer.get<Person>(`/v1/people/${id}`)).ok.joinedInto, three.id)
  await service.app.readLog.flush()
  const { items } = (await privacy.get<{ items: { personId: string }[] }>(`/v1/people/${three.id}/reads`)).ok
  t.ok(items.some(({ personId }) => personId === one.id))
})

t.test('a restricted record is not joined, and restricts what was joined into it', async (t) => {
  const [one, other] = [await register(), await register()]
  const path = await proposed(one.id, other.id)
  const restricted = (id: string) => privacy.post(`/v1/people/${id}/restriction`, { reason })
  t.equal((await restricted(one.id)).status, 201)
  await refused(t, service, () => second.post(path, { goesOnId: other.id }), 'not-found')
  await privacy.post(`/v1/people/${one.id}/restriction/lifting`)
  t.equal((await second.post(path, { goesOnId: other.id })).status, 200)
  await refused(t, service, () => restricted(one.id), 'not-found', 'it is written no more')
  t.equal((await officer.get(`/v1/people/${one.id}`)).status, 200)
  t.equal((await restricted(other.id)).status, 201)
  for (const { id } of [one, other]) t.equal((await officer.get(`/v1/people/${id}`)).status, 404)
})

t.test('what the person took back on one record is not in force by what others recorded on another', async (t) => {
  for (const goesOver of ['taken-back', 'agreed']) {
    const { person, ids } = await journeyTo(service, 'team-complete')
    t.equal((await person.post(`/v1/consents/${ids.consentId}/withdrawal`)).status, 200)
    const { id } = await register()
    t.equal((await coordinator.post(`/v1/people/${id}/consents`, aConsentSaid())).status, 201)
    const [from, to] = goesOver === 'agreed' ? [id, ids.personId] : [ids.personId, id]
    await join(from, to)
    const consents = `/v1/people/${to}/consents`
    const { items } = (await officer.get<{ items: { status: string; withdrawnBy: string }[] }>(consents)).ok
    t.same(
      items.map(({ status, withdrawnBy }) => [status, withdrawnBy]),
      [
        ['withdrawn', 'person'],
        ['withdrawn', 'person'],
      ],
      goesOver,
    )
    await refused(t, service, () => officer.post(consents, aConsentSaid()), 'consent-person-withdrew', goesOver)
  }
})
