import { randomUUID } from 'node:crypto'
import t from 'tap'
import { insertToTell } from '../../src/notifications/reading-repository.ts'
import { systemActor } from '../../src/platform/access/system-actor.ts'
import type { NotificationKind } from '../../src/rules/notifications/kinds.ts'
import { anActor } from '../support/actors.ts'
import { journeyTo } from '../support/journey.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { aPost, byPost, setContact, setPreferences, tell } from './acts.ts'

const post = await aPost(t)
const service = await startService(t, { transports: byPost(post) })
const journey = await journeyTo(service, 'case-opened')
const { caseId, personId } = journey.ids
const { commissionerId } = tenants.QYG
await setContact(journey.person, personId, { email: 'somebody@example.org' })
await setPreferences(journey.careCoordinator, { email: 'coordinator@trust.example' })
const begin = new Date('2026-11-24T09:30:00Z')

/** Somebody on the team who reads letters, and gave an address. */
async function aReader(name: string): Promise<string> {
  await setPreferences(service.as(anActor('representative', { sub: name })), { email: `${name}@example.org` })
  await service.database.sql(
    `insert into case_member (commissioner_id, case_member_id, case_id, case_role, actor_id, name, relative, joined_at)
      values ($1, gen_random_uuid(), $2, 'representative', $3, 'A relative', true, now())`,
    [commissionerId, caseId, name],
  )
  return name
}
/** Has so much to be told, as what happened is read. */
const toTell = (many: number, kind: NotificationKind, actorId: string | null, dueAt = begin) =>
  service.access.write(systemActor(commissionerId), (tx) =>
    insertToTell(
      tx,
      commissionerId,
      Array.from({ length: many }, () => ({
        ...{ kind, about: randomUUID(), caseId, personId, actorId, decisionId: null, bundled: false, dueAt },
      })),
      dueAt,
    ),
  )
const stateOf = async () =>
  service.database.sql<{ status: string; n: number; messages: number }>(
    `select status::text, count(*)::int as n, count(distinct message_id)::int as messages from notification
      where about <> all($1) group by status order by status`,
    [known],
  )
let known: string[] = []
t.beforeEach(async () => {
  service.clock.set(begin.toISOString())
  post.answers(() => undefined)
  await tell(service)
  known = (await service.database.sql<{ about: string }>('select about from notification')).map(({ about }) => about)
  post.mails.splice(0)
})

t.test('a crisis is told before all that was to be told before it', async (t) => {
  for (let n = 0; n < 25; n += 1) await toTell(1, 'letter-ready', await aReader(`reader-${n}`))
  await toTell(25, 'said-for', null)
  const later = new Date(begin.getTime() + 60_000)
  service.clock.set(later.toISOString())
  await toTell(1, 'crisis-activated', journey.careCoordinator.actor?.sub ?? '', later)
  await tell(service)
  t.equal(post.mails.length, 51)
  const told = post.mails.map(({ to }) => to)
  t.ok(told.indexOf('coordinator@trust.example') < 10, 'it is in the first turn')
  t.ok(
    told.lastIndexOf('somebody@example.org') < 40,
    'and what somebody said in the name of the person before what can wait',
  )
})

t.test('what an import has to tell one manager is one message, also where it takes more than one try', async (t) => {
  const manager = await aReader('manager')
  post.answers(() => 451)
  await toTell(5_000, 'letter-ready', manager)
  await tell(service)
  t.same(post.mails, [])
  t.same(await stateOf(), [{ status: 'waiting', n: 5_000, messages: 0 }])
  post.answers(() => undefined)
  service.clock.advance({ minutes: 3 })
  await tell(service)
  t.same(
    post.mails.map(({ to }) => to),
    ['manager@example.org'],
  )
  t.match(post.mails[0]?.text, 'There are 5000 things for you to see.')
  t.same(await stateOf(), [{ status: 'sent', n: 5_000, messages: 1 }])
})

t.test('a few are told one by one, each kind by itself, and what is urgent always is', async (t) => {
  const [one, another] = [await aReader('one'), await aReader('another')]
  await toTell(3, 'letter-ready', one)
  await toTell(4, 'letter-ready', another)
  await toTell(4, 'file-not-usable', another)
  await toTell(5, 'said-for', null)
  await tell(service)
  const countOf = (address: string) => post.mails.filter(({ to }) => to === `${address}@example.org`).length
  t.same([countOf('one'), countOf('another'), countOf('somebody')], [3, 2, 5])
  t.same(await stateOf(), [{ status: 'sent', n: 16, messages: 10 }])
})
