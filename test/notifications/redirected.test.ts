import t from 'tap'
import type { Letter } from '../../src/decisions/schemas.ts'
import { agreed, declare } from '../crisis-episodes/acts.ts'
import { aSaidFor } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { aPost, byPost, ofCase, ofMine, setContact, setPreferences, tell } from './acts.ts'

const post = await aPost(t)
const service = await startService(t, { transports: byPost(post) })
const tenant = tenants.QYG.commissionerId
const told = async () => {
  await tell(service)
  return post.mails
    .splice(0)
    .map(({ to }) => to)
    .sort()
}
const earlierKept = async () =>
  (await service.database.sql('select from contact_address where notification_id is not null')).length
/** Two accounts that the register has for one human. */
const sameHuman = (account: string | undefined, other: string) =>
  service.database.sql(
    `insert into staff_identity (commissioner_id, actor_id, staff_member_id, added_by, added_at, confirmed_by, confirmed_at)
      select commissioner_id, $1, staff_member_id, 'one', now(), 'other', now() from staff_identity where actor_id = $2 and commissioner_id = $3`,
    [account, other, tenant],
  )

t.test('whom staff send elsewhere is told of it where they were told before, as it was safe then', async (t) => {
  const journey = await journeyTo(service, 'team-complete')
  const { personId } = journey.ids
  const hours = { from: '20:00', to: '22:00' }
  await told()
  await setContact(journey.person, personId, { email: 'mine@example.org', hours })
  await told()
  const staff = (more: object) => setContact(journey.careCoordinator, personId, { ...more, saidFor: aSaidFor() })
  t.equal((await staff({ email: 'theirs@example.org' })).status, 200)
  t.same(await told(), ['theirs@example.org'])
  t.equal(await earlierKept(), 1)
  service.clock.set('2026-11-24T20:00:00Z')
  t.same(await told(), ['mine@example.org'], 'in the hours that were safe there')
  t.equal(await earlierKept(), 0, 'nothing is left of it')
  t.equal((await ofMine(journey.person)).filter(({ kind, state }) => kind === 'said-for' && state === 'sent').length, 2)
  await staff({ email: 'theirs@example.org', mayEmail: false })
  t.same(await told(), ['theirs@example.org'], 'a way that was closed')
  await staff({ email: 'theirs@example.org', mayEmail: false, mayPost: false })
  t.same(await told(), [])
  await setContact(journey.person, personId, { email: 'mine@example.org' })
  t.same(await told(), [], 'the person knows what they say')
  await staff({ email: 'mine@example.org', pause: { until: null } })
  t.same(await told(), ['mine@example.org'])
  service.clock.set('2026-11-24T09:30:00Z')
})

t.test('whom staff let be reached less is told where they were before, when it is still safe', async (t) => {
  const journey = await journeyTo(service, 'team-complete')
  const { personId } = journey.ids
  const email = 'hushed@example.org'
  const atHome = { from: '09:00', to: '17:00' }
  const staff = (more: object) => setContact(journey.careCoordinator, personId, { email, ...more, saidFor: aSaidFor() })
  await setContact(journey.person, personId, { email })
  await told()
  t.equal((await staff({ hours: { from: '18:00', to: '20:00' } })).status, 200)
  t.same(await told(), [], 'an hour that is not safe any more is none')
  service.clock.set('2026-11-24T18:00:00Z')
  t.same(await told(), [email])
  service.clock.set('2026-11-24T09:30:00Z')
  await setContact(journey.person, personId, { email, hours: atHome })
  await told()
  await staff({ hours: { from: '08:00', to: '17:30' } })
  t.same(await told(), [email], 'more hours hide nothing: they are told as anybody is')
  await setContact(journey.person, personId, { email, hours: atHome })
  await staff({ hours: atHome, mayPost: false })
  t.same(await told(), [email], 'a way by post that was closed: they are told there anyway, and once')
  await staff({ hours: atHome, mayPost: false, phone: '07700900123' })
  t.same(await told(), [email], 'another way was given: the one by which they are told is the same')
  for (const hours of [
    { from: '12:00', to: '12:59' },
    { from: '21:00', to: '08:00' },
    { from: '02:00', to: '08:30' },
  ])
    await refused(t, service, () => staff({ hours }), 'request-invalid', `${hours.from} to ${hours.to}`)
  const own = await setContact(journey.person, personId, { email, hours: { from: '12:00', to: '12:15' } })
  t.equal(own.status, 200, 'the person says for themselves how little is safe')
})

t.test('hours that are said with another address say nothing of the one before', async (t) => {
  const journey = await journeyTo(service, 'team-complete')
  const { personId } = journey.ids
  await setContact(journey.person, personId, { email: 'at-work@example.org', hours: { from: '08:00', to: '11:00' } })
  service.clock.set('2026-11-24T18:30:00Z')
  await told()
  const atNight = { email: 'at-night@example.org', hours: { from: '18:00', to: '20:00' }, saidFor: aSaidFor() }
  t.equal((await setContact(journey.careCoordinator, personId, atNight)).status, 200)
  t.same(await told(), ['at-night@example.org'])
  service.clock.set('2026-11-25T08:00:00Z')
  t.same(await told(), ['at-work@example.org'], 'in the hours that were safe there')
  service.clock.set('2026-11-24T09:30:00Z')
})

t.test('who is not to be told is kept from it by every place and account, and cannot see that they are', async (t) => {
  const journey = await agreed(service)
  const { caseId, personId } = journey.ids
  await setPreferences(journey.representative, { email: 'sister@example.org' })
  const { items } = (
    await journey.person.get<{ items: { id: string; caseRole: string }[] }>(`/v1/cases/${caseId}/members`)
  ).ok
  const place = items.find(({ caseRole }) => caseRole === 'representative')?.id
  await told()
  t.equal((await declare(journey)).status, 201)
  await setContact(journey.person, personId, { email: 'me@example.org', notTo: [place ?? ''] })
  // Added again since: another place than the one that the person named.
  await service.database.sql('update case_member set left_at = now() where case_member_id = $1', [place])
  await service.database.sql(
    `insert into case_member select (json_populate_record(m, json_build_object('case_member_id', gen_random_uuid(), 'left_at', null))).*
      from case_member m where case_member_id = $1`,
    [place],
  )
  t.notOk((await told()).includes('sister@example.org'))
  t.notOk((await ofMine(journey.representative)).some(({ fault }) => fault === 'over'))
  // A letter is for who acts for them, and not for this one.
  t.notOk((await ofCase(journey.careCoordinator, caseId)).some(({ to, fault }) => to === 'member' && fault === 'over'))
})

t.test('how a letter was told is kept from every account of who acts for the person', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  await told()
  const { caseId } = journey.ids
  const sending = async (client: Client) =>
    (await client.get<{ items: Letter[] }>(`/v1/cases/${caseId}/letters`)).ok.items[0]?.sending
  t.ok(await sending(journey.careCoordinator))
  await sameHuman(journey.representative.actor?.sub, journey.careCoordinator.actor?.sub ?? '')
  t.equal(await sending(journey.careCoordinator), null)
  await refused(t, service, () => journey.careCoordinator.get(`/v1/cases/${caseId}/notifications`), 'not-found')
  await service.database.sql('delete from staff_identity where actor_id = $1', [journey.representative.actor?.sub])
})

t.test('what a person wants to be told is kept where their record is joined into another', async (t) => {
  const [kept, joined] = [await journeyTo(service, 'plan-submitted'), await journeyTo(service, 'case-opened')]
  await setContact(joined.person, joined.ids.personId, { email: 'joined@example.org' })
  await service.database.sql(
    `insert into notification_preference (commissioner_id, notification_preference_id, person_id, channels, digest, digest_hour, digest_day, set_at, version)
      values ($1, gen_random_uuid(), $2, '{"letter-ready":"none","your-turn":"none"}', 'at-once', 9, 1, now(), 1)`,
    [tenant, joined.ids.personId],
  )
  await service.database.sql('update person set joined_into = $1 where person_id = $2', [
    kept.ids.personId,
    joined.ids.personId,
  ])
  await told()
  await kept.on('plan-agreed')
  t.same(await told(), [])
  t.match(
    (await ofCase(kept.careCoordinator, kept.ids.caseId)).filter(
      ({ kind, to }) => kind === 'letter-ready' && to === 'person',
    ),
    [{ fault: 'not-wanted' }],
  )
})
