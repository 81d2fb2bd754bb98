import t from 'tap'
import type { Letter } from '../../src/decisions/schemas.ts'
import type { SafeContact } from '../../src/notifications/schemas.ts'
import { agreed, declare } from '../crisis-episodes/acts.ts'
import { anActor, inTenant } from '../support/actors.ts'
import { aSaidFor } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { invalid } from '../support/invalid.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { sweep } from '../support/sweep.ts'
import { aContact, aPost, byPost, link, ofCase, ofMine, setContact, setPreferences, tell } from './acts.ts'

const post = await aPost(t)
const service = await startService(t, { transports: byPost(post) })
const sent: string[] = []
const fresh = () => {
  const mails = post.mails.splice(0)
  sent.push(...mails.map(({ text }) => text))
  return mails
}
/** To whom a sentence was sent, of what was sent since it was last asked. */
const toldThat = (sentence: string, mails = fresh()) =>
  mails.filter(({ text }) => text.includes(sentence)).map(({ to }) => to)
const letterOf = async (client: Client, { ids }: Journey) =>
  (await client.get<{ items: Letter[] }>(`/v1/cases/${ids.caseId}/letters`)).ok.items[0]?.sending
const quiet = async () => {
  await tell(service)
  fresh()
}
const letterReady = 'There is a letter for you to read.'

t.test('a person is told that a letter is ready, once, and staff see when a server took it', async (t) => {
  const journey = await journeyTo(service, 'plan-submitted')
  await quiet()
  t.equal((await setContact(journey.person, journey.ids.personId)).status, 200)
  await journey.on('plan-agreed')
  await tell(service)
  t.same(toldThat(letterReady), ['somebody@example.org'])
  t.equal(await tell(service), 0)
  const [mine] = (await ofMine(journey.person)).filter(({ kind }) => kind === 'letter-ready')
  t.match(mine, { state: 'sent', channel: 'email', fault: null, to: 'person', caseId: journey.ids.caseId })
  t.ok((await ofCase(journey.careCoordinator, journey.ids.caseId)).some(({ id }) => id === mine?.id))
  const sending = await letterOf(journey.careCoordinator, journey)
  t.match(sending, { state: 'sent', channel: 'email', acceptedAt: service.clock.now().toISOString(), instead: null })
  t.equal(sending?.messageId, `<${mine?.id}@example.nhs.uk>`)
  t.same(await letterOf(journey.person, journey), sending)
  t.equal(await letterOf(journey.representative, journey), null, 'who acts for them could be whom they fear')
  t.equal(await letterOf(journey.teamManager, journey), null)
})

t.test('a letter that nobody was told of is to be posted, or handed over where post is not safe', async (t) => {
  const journey = await journeyTo(service, 'plan-submitted')
  await journey.on('plan-agreed')
  await quiet()
  t.match(await letterOf(journey.officer, journey), { state: 'not-sent', fault: 'no-address', instead: 'post' })
  await setContact(journey.person, journey.ids.personId, { mayPost: false })
  t.match(await letterOf(journey.officer, journey), { instead: 'hand-over' })
  const path = (id = '') => `/v1/decisions/${journey.known.decisionId}/letter/delivery${id}`
  const today = service.clock.today()
  const give = (how: string, on = today, client = journey.careCoordinator) => client.post(path(), { how, on })
  await refused(t, service, () => give('by-post'), 'wrong-state')
  await refused(t, service, () => give('in-person', today, journey.person), 'case-role-required')
  await refused(t, service, () => give('in-person', today, journey.representative), 'permission-missing')
  await invalid(
    t,
    service,
    [
      [{ on: '2026-11-23' }, '/on'],
      [{ on: '2026-11-25' }, '/on'],
    ],
    (more) => journey.careCoordinator.post(path(), { how: 'in-person', on: today, ...more }),
  )
  t.equal((await give('in-person')).status, 201)
  t.match(await letterOf(journey.officer, journey), { instead: null, delivered: { how: 'in-person', on: today } })
  await refused(t, service, () => give('in-person'), 'wrong-state')
})

t.test('the care coordinator is told whose turn it is, and not of what is done before it is sent', async (t) => {
  const journey = await journeyTo(service, 'expression-submitted')
  await quiet()
  await setPreferences(journey.careCoordinator, { email: 'chris@trust.example' })
  await journey.on('expression-accepted')
  await tell(service)
  t.same(toldThat('Something is waiting for you.'), ['chris@trust.example'])
  await setPreferences(journey.careCoordinator, { email: 'chris@trust.example', digest: 'daily', digestHour: 17 })
  await journey.on('budget-adopted')
  await tell(service)
  t.same(fresh(), [], 'it waits for the digest')
  const waiting = (await ofMine(journey.careCoordinator)).filter(({ state }) => state === 'waiting')
  t.ok(waiting.length > 0)
  t.ok(waiting.every(({ dueAt }) => dueAt === '2026-11-24T17:00:00.000Z'))
  await journey.on('budget-disclosed')
  service.clock.set('2026-11-24T17:00:00Z')
  await tell(service)
  const mails = fresh().filter(({ to }) => to === 'chris@trust.example')
  t.ok(mails.length <= 1, 'one message for all of it')
  const after = await ofCase(journey.careCoordinator, journey.ids.caseId)
  t.ok(after.some(({ fault }) => fault === 'over'))
  t.notOk(after.some(({ state }) => state === 'waiting'))
  service.clock.set('2026-11-24T09:30:00Z')
  await setPreferences(journey.careCoordinator, { email: 'chris@trust.example' })
})

t.test('what is late is told to the person and to whom it is late with', async (t) => {
  const journey = await journeyTo(service, 'expression-accepted')
  await setContact(journey.person, journey.ids.personId, { email: 'late@example.org' })
  await quiet()
  service.clock.set('2026-12-23T09:30:00Z')
  await sweep(service)
  await tell(service)
  const mails = fresh()
  t.ok(toldThat('Something is late.', mails).includes('late@example.org'))
  // Of the cases of the tests before as well: what there is much of is one message.
  const ofChris = mails.filter(({ to }) => to === 'chris@trust.example')
  t.ok(ofChris.some(({ text }) => /Something is late|There are \d+ things/.test(text)))
  const late = (await ofCase(journey.careCoordinator, journey.ids.caseId)).filter(({ kind }) => kind === 'late')
  t.ok(late.some(({ state, to }) => state === 'sent' && to !== 'person'))
  service.clock.set('2026-11-24T09:30:00Z')
})

t.test('a crisis is told at once to whoever may know of it, except whom the person keeps from it', async (t) => {
  const journey = await agreed(service)
  const { caseId, personId } = journey.ids
  for (const [client, name] of [
    [journey.representative, 'sister'],
    [journey.broker, 'broker'],
  ] as const)
    await setPreferences(client, { email: `${name}@example.org`, digest: 'weekly' })
  await setPreferences(journey.careCoordinator, { email: 'chris@trust.example', digest: 'weekly' })
  const { items } = (
    await journey.person.get<{ items: { id: string; caseRole: string }[] }>(`/v1/cases/${caseId}/members`)
  ).ok
  const memberOf = (role: string) => items.find(({ caseRole }) => caseRole === role)?.id ?? ''
  await setContact(journey.person, personId, { email: 'me@example.org', notTo: [memberOf('representative')] })
  await quiet()
  t.equal((await declare(journey)).status, 201)
  await tell(service)
  t.same(toldThat('Something changed.').sort(), ['broker@example.org', 'chris@trust.example', 'me@example.org'])
  t.notOk((await ofMine(journey.representative)).some(({ kind }) => kind === 'crisis-activated'))
  await refused(t, service, () => journey.representative.get(`/v1/cases/${caseId}/notifications`), 'permission-missing')
  await invalid(
    t,
    service,
    [
      [{ notTo: [memberOf('care-coordinator')] }, '/notTo/0'],
      [{ notTo: [memberOf('person')] }, '/notTo/0'],
      [{ notTo: [caseId] }, '/notTo/0'],
    ],
    (more) => setContact(journey.person, personId, more),
  )
  for (const client of [journey.representative, journey.broker, journey.careCoordinator]) await setPreferences(client)
})

t.test('a review is told of fourteen days before, in the morning', async (t) => {
  const journey = await journeyTo(service, 'purchase-made')
  await setContact(journey.person, journey.ids.personId, { email: 'review@example.org' })
  await quiet()
  const { items } = (
    await journey.person.get<{ items: { dueOn: string }[] }>(`/v1/cases/${journey.ids.caseId}/reviews`)
  ).ok
  const day = new Date(`${items[0]?.dueOn}T00:30:00Z`)
  service.clock.set(new Date(day.getTime() - 15 * 86_400_000).toISOString())
  await tell(service)
  t.same(
    toldThat('A date that concerns you is coming up.').filter((to) => to === 'review@example.org'),
    [],
  )
  service.clock.advance({ days: 1 })
  await tell(service)
  t.same(fresh(), [], 'nobody is told in the night')
  service.clock.advance({ hours: 9 })
  await tell(service)
  t.same(
    toldThat('A date that concerns you is coming up.').filter((to) => to === 'review@example.org'),
    ['review@example.org'],
  )
  service.clock.set('2026-11-24T09:30:00Z')
})

t.test('safe contact goes before everything: the hours, the ways, and a pause', async (t) => {
  const journey = await agreed(service)
  const { personId } = journey.ids
  const contact = (more: object) => setContact(journey.person, personId, { email: 'safe@example.org', ...more })
  await contact({ hours: { from: '20:00', to: '06:00' } })
  await quiet()
  const { id } = (await declare(journey)).ok
  await tell(service)
  t.same(toldThat('Something changed.'), [])
  t.match((await ofMine(journey.person))[0], { state: 'waiting', dueAt: '2026-11-24T20:00:00.000Z' })
  service.clock.set('2026-11-24T20:00:00Z')
  await contact({ pause: { until: null } })
  await tell(service)
  t.same(toldThat('Something changed.'), [], 'what was said meanwhile holds')
  t.match((await ofMine(journey.person))[0], { state: 'not-sent', fault: 'paused' })
  t.ok(id)
  service.clock.set('2026-11-24T09:30:00Z')
})

t.test('staff record what the person said, with how it is known, and the person is told of it', async (t) => {
  const journey = await journeyTo(service, 'team-complete')
  const { personId } = journey.ids
  const set = (client: Client, more: object = {}) => setContact(client, personId, more)
  await quiet()
  await refused(t, service, () => set(journey.careCoordinator), 'request-invalid')
  await refused(t, service, () => set(journey.person, { saidFor: aSaidFor() }), 'request-invalid')
  await refused(
    t,
    service,
    () => set(journey.officer, { saidFor: aSaidFor({ saidOn: '2026-11-25' }) }),
    'said-on-invalid',
  )
  t.equal(
    (await set(journey.careCoordinator, { email: 'new@example.org', phone: '07700 900123', saidFor: aSaidFor() }))
      .status,
    200,
  )
  await tell(service)
  t.same(toldThat('Somebody recorded something for you.'), ['new@example.org'])
  const path = `/v1/people/${personId}/safe-contact`
  t.match((await journey.officer.get<SafeContact>(path)).ok, { phone: '07700900123', saidFor: aSaidFor() })
  await refused(t, service, () => journey.person.post(path, aContact(), { ifMatch: '"0"' }), 'precondition-failed')
  for (const stranger of [
    service.as(anActor('care-coordinator', { sub: 'another-care-coordinator' })),
    service.as(inTenant('QOP', anActor('commissioner-officer'))),
    service.as(anActor('person', { sub: 'another-person' })),
  ])
    await refused(t, service, () => stranger.get(path), 'not-found')
  for (const role of ['representative', 'advocate', 'broker', 'team-manager', 'machine'] as const)
    await refused(t, service, () => service.as(role).get(path), 'permission-missing', role)
  await invalid(
    t,
    service,
    [
      [{ email: 'a@b' }, '/email'],
      [{ email: 'a@b.example\r\nBcc: c@d.example' }, '/email'],
      [{ email: `${'a'.repeat(65)}@b.example` }, '/email'],
      [{ phone: '0151 496 0000' }, '/phone'],
      [{ hours: { from: '09:00', to: '09:00' } }, '/hours/to'],
      [{ hours: { from: '24:00', to: '09:00' } }, '/hours/from'],
      [{ pause: { until: '2026-11-23' } }, '/pause/until'],
    ],
    (more) => set(journey.person, more),
  )
  const [staff, acts] = [journey.careCoordinator.actor?.sub, journey.representative.actor?.sub]
  await service.database.sql(
    `insert into staff_identity (commissioner_id, actor_id, staff_member_id, added_by, added_at, confirmed_by, confirmed_at)
      select commissioner_id, $1, staff_member_id, 'one', now(), 'other', now() from staff_identity where actor_id = $2 and commissioner_id = $3`,
    [acts, staff, tenants.QYG.commissionerId],
  )
  await refused(t, service, () => journey.careCoordinator.get(path), 'not-found', 'two accounts of one human are one')
  const { etag } = await journey.person.get(path)
  const bySame = () => journey.careCoordinator.post(path, aContact({ saidFor: aSaidFor() }), { ifMatch: etag })
  await refused(t, service, bySame, 'case-role-required')
  await service.database.sql('delete from staff_identity where actor_id = $1', [acts])
  const [row] = await service.database.sql<{ row: string }>(
    'select a::text as row from contact_address a where person_id = $1',
    [personId],
  )
  t.notMatch(row?.row, /example|07700/, 'addresses are kept sealed')
})

t.test(
  'everybody says for themselves what they are told; where the person is reached is their safe contact',
  async (t) => {
    const journey = await journeyTo(service, 'plan-submitted')
    const { personId } = journey.ids
    await setContact(journey.person, personId, { email: 'none@example.org' })
    await quiet()
    await refused(t, service, () => setPreferences(journey.person, { email: 'other@example.org' }), 'request-invalid')
    t.equal((await setPreferences(journey.person, {}, { 'letter-ready': 'none' })).status, 200)
    await journey.on('plan-agreed')
    await tell(service)
    t.same(
      toldThat(letterReady).filter((to) => to === 'none@example.org'),
      [],
    )
    t.match(await letterOf(journey.officer, journey), { fault: 'not-wanted', instead: 'post' })
    await refused(t, service, () => service.as('machine').get('/v1/me/notification-preferences'), 'permission-missing')
  },
)

t.test('nothing in a message or a log is about anybody', async (t) => {
  fresh()
  t.ok(sent.length > 8)
  for (const text of sent) {
    t.match(text, link)
    t.match(text, 'Subject: You have a message')
    t.notMatch(
      text,
      /Quillon|Amina|\b999\d{7}\b|mental|health|crisis|\bplan\b|Merseyside|\bcase|decision|trust\b(?!\.example)/i,
    )
  }
  t.notMatch(service.logLines.join('\n'), /example\.org|trust\.example|07700/)
})
