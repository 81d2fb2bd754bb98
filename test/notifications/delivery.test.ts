import { setTimeout as wait } from 'node:timers/promises'
import t from 'tap'
import { resealAddresses } from '../../src/notifications/addresses-repository.ts'
import { notifyTransport } from '../../src/notifications/gov-uk-notify.ts'
import { giveTransports, type Transports } from '../../src/notifications/transports.ts'
import { fieldKeysOf, giveFieldKeys, newFieldKey } from '../../src/platform/secrets/field-keys.ts'
import { resealAll } from '../../src/platform/secrets/reseal.ts'
import { newId } from '../../src/platform/work/new-id.ts'
import { journeyTo } from '../support/journey.ts'
import { outcomeOf, program } from '../support/own-process.ts'
import { tenants } from '../support/seed.ts'
import { fieldKeySecret, startService } from '../support/service.ts'
import { aNotify, aPost, byPost, from, link, notifyKey, ofMine, setContact, setPreferences, tell } from './acts.ts'

t.setTimeout(400_000)
const post = await aPost(t)
const service = await startService(t, { transports: byPost(post) })
const journey = await journeyTo(service, 'case-opened')
const { personId, caseId } = journey.ids
const contact = (more: object = {}) => setContact(journey.person, personId, { email: 'somebody@example.org', ...more })
await contact()
await tell(service)
post.mails.splice(0)
const begin = '2026-11-24T09:30:00Z'
const use = (transports: Transports) => giveTransports(service.access, transports)

const facts = JSON.stringify({
  ...{ kind: 'appeal', about: caseId, saidOn: '2026-11-24', how: 'by-phone' },
  ...{ recordedAs: 'care-coordinator', objectionBy: '2026-12-23' },
})
/** Has so many things recorded for the person, as a write records it. */
async function happen(many = 1): Promise<void> {
  await service.database.sql(
    `insert into audit_entry (commissioner_id, audit_entry_id, type, subject_id, case_id, actor_id, facts, happened_at)
      select $1, gen_random_uuid(), 'said-for.recorded', gen_random_uuid(), $2, 'the-officer', $4::json, now() from generate_series(1, $3::int)`,
    [tenants.QYG.commissionerId, caseId, many, facts],
  )
  await service.seal()
}
const newest = async () => (await ofMine(journey.person))[0]
const tries = async (most: number) => {
  for (let n = 0; n < most; n += 1) {
    const one = await newest()
    if (one?.state !== 'waiting' || one.dueAt === null) return n
    service.clock.set(one.dueAt)
    await tell(service)
  }
  return most
}
t.beforeEach(() => {
  service.clock.set(begin)
  post.answers(() => undefined)
  post.mails.splice(0)
  post.asked.splice(0)
})

t.test('a server that greylists is tried again, and takes it', async (t) => {
  let times = 0
  post.answers(() => {
    times += 1
    return times <= 2 ? 451 : undefined
  })
  await happen()
  await tell(service)
  t.match(await newest(), { state: 'waiting', fault: null, dueAt: '2026-11-24T09:32:00.000Z' })
  t.equal(await tell(service), 0, 'not at once')
  t.equal(await tries(10), 2)
  t.match(await newest(), { state: 'sent', channel: 'email' })
  t.equal(post.mails.length, 1)
})

t.test('what the server refuses for good is not tried again', async (t) => {
  post.answers(() => 550)
  await happen()
  await tell(service)
  t.match(await newest(), { state: 'not-sent', fault: 'refused', messageId: null })
  post.answers(
    () => undefined,
    () => 554,
  )
  await happen()
  await tell(service)
  t.match(await newest(), { state: 'not-sent', fault: 'refused' })
  t.equal(await tell(service), 0)
})

t.test('what the server says of us can be mended, and is tried again', async (t) => {
  for (const says of ['5.7.1 We do not deliver that for you', 'Relaying denied', 'Sender rejected']) {
    post.answers(() => ({ code: 550, says }))
    await happen()
    await tell(service)
    t.match(await newest(), { state: 'waiting', fault: null }, says)
    post.answers(() => undefined)
    await tries(2)
    t.match(await newest(), { state: 'sent' })
  }
})

t.test('a line that is cut in the middle loses nothing, and comes under the same identifier', async (t) => {
  post.answers(
    () => undefined,
    () => 'break',
  )
  await happen()
  await tell(service)
  t.match(await newest(), { state: 'waiting' })
  post.answers(() => undefined)
  await tries(3)
  const one = await newest()
  t.match(one, { state: 'sent', messageId: `<${one?.id}@example.nhs.uk>` })
  t.match(post.mails[0]?.text, one?.messageId ?? 'none')
})

t.test('no server for two days: it is given up', async (t) => {
  use(byPost({ ...post, url: 'smtp://127.0.0.1:9' }))
  await happen()
  await tell(service)
  const times = await tries(60)
  t.ok(times > 15 && times < 40, `${times} tries`)
  t.match(await newest(), { state: 'not-sent', fault: 'gave-up' })
  t.equal(service.clock.now().getTime() - Date.parse(begin), 2 * 86_400_000)
  use({ link: '', by: {} })
  await happen()
  await tell(service)
  t.match(await newest(), { state: 'not-sent', fault: 'nothing-sends' })
  use(byPost(post))
})

t.test('three instances at once send each thing once', async (t) => {
  await setPreferences(journey.person, {}, { 'said-for': 'email' })
  await happen(25)
  await Promise.all([tell(service), tell(service), tell(service)])
  await tell(service)
  t.equal(post.mails.length, 25)
  t.equal(new Set(post.mails.map(({ text }) => /^Message-ID: (.*)$/im.exec(text)?.[1])).size, 25)
})

const worker = (speed: number, begun: number) =>
  program(['test/support/notifications-worker.ts'], {
    DATABASE_URL: service.database.serviceUrl,
    NOW: service.clock.now().toISOString(),
    BEGUN: String(begun),
    SPEED: String(speed),
    KEYS: fieldKeySecret,
    SMTP_URL: post.url,
  })

t.test('a process that is killed loses none: another sends it, under the same identifier', async (t) => {
  const count = 60
  let [taken, failed, killed] = [0, 0, false]
  post.answers(
    () => {
      if (killed || Math.random() < 0.5) return undefined
      failed += 1
      return 450
    },
    () => {
      taken += 1
      return undefined
    },
  )
  await happen(count)
  const begun = Date.now()
  const child = worker(1, begun)
  const ended = new Promise((resolve) => child.once('close', resolve))
  while (taken < count / 4 && child.exitCode === null) await wait(2)
  child.kill('SIGKILL')
  await ended
  killed = true
  t.ok(taken < count, `it died with ${taken} taken`)
  for (const outcome of await Promise.all([worker(40, begun), worker(40, begun)].map(outcomeOf)))
    t.equal(outcome.code, 0, outcome.said)
  const ids = post.mails.map(({ text }) => /^Message-ID: (.*)$/im.exec(text)?.[1])
  t.equal(new Set(ids).size, count)
  t.ok(ids.length - count <= 10, 'twice at the most what was at hand when it died')
  t.ok(failed > 0)
  const page = await ofMine(journey.person)
  t.ok(page.slice(0, count).every(({ state }) => state === 'sent'))
})

t.test('texts go by the interface of GOV.UK Notify: signed, with a template and the sentence alone', async (t) => {
  const notify = await aNotify(t, service.clock.now)
  const settings = { url: notify.url, key: notifyKey, templates: { email: 'email-template', text: 'text-template' } }
  const by = {
    text: notifyTransport(settings, 'text', service.clock.now),
    email: notifyTransport(settings, 'email', service.clock.now),
  }
  use({ link, by })
  await contact({ email: null, phone: '07700 900123' })
  await setPreferences(journey.person)
  await happen()
  await tell(service)
  const one = await newest()
  t.match(one, { state: 'sent', channel: 'text', messageId: 'notify-1' })
  t.same(notify.asked, [
    {
      path: '/v2/notifications/sms',
      body: {
        phone_number: '07700900123',
        template_id: 'text-template',
        personalisation: { sentence: 'Somebody recorded something for you. Please check that it is right.', link },
        reference: one?.id,
      },
    },
  ])
  await contact({ email: 'somebody@example.org', phone: '07700 900123', mayText: false })
  await happen()
  await tell(service)
  t.match(notify.asked.at(-1), { path: '/v2/notifications/email', body: { email_address: 'somebody@example.org' } })

  notify.answers(() => ({ status: 429 }))
  await happen()
  await tell(service)
  t.match(await newest(), { state: 'waiting' })
  notify.answers(() => ({ status: 400, error: 'BadRequestError' }))
  await tries(1)
  t.match(await newest(), { state: 'waiting' }, 'a template can be mended')
  notify.answers(() => ({ status: 400, error: 'ValidationError' }))
  await tries(1)
  t.match(await newest(), { state: 'not-sent', fault: 'refused' })

  const before = notify.asked.length
  notify.answers(() => 'silent')
  await happen()
  await tell(service)
  t.match(await newest(), { state: 'waiting' })
  notify.answers(() => ({ status: 201 }))
  await tries(1)
  t.match(await newest(), { state: 'sent', messageId: `notify-${before + 1}` })
  t.equal(notify.asked.length, before + 1, 'what it had taken is asked for, and not sent again')

  const bundle = (about: string) =>
    service.database.sql(
      `insert into notification (commissioner_id, notification_id, kind, about, case_id, person_id, status, bundled, made_at, due_at, urgency, attempts)
        values ($1, $6, 'letter-ready', $2, $3, $4, 'waiting', true, $5, $5, 0, 0)`,
      [tenants.QYG.commissionerId, about, caseId, personId, service.clock.now().toISOString(), newId()],
    )
  const asked = notify.asked.length
  notify.answers(() => 'silent')
  await bundle('first')
  await tell(service)
  service.clock.advance({ minutes: 3 })
  notify.answers(() => ({ status: 201 }))
  await bundle('second')
  await tell(service)
  t.equal(notify.asked.length, asked + 2, 'what came since is not taken for sent with what was')
  const rows = await service.database.sql<{ message_id: string }>(
    `select message_id from notification where about in ('first', 'second') order by about`,
  )
  t.same(
    rows.map(({ message_id }) => message_id),
    [`notify-${asked + 1}`, `notify-${asked + 2}`],
  )
  const sentSince = notify.asked.length

  const wrong = { ...settings, key: notifyKey.slice(0, -1).concat('1') }
  use({ link, by: { email: notifyTransport(wrong, 'email', service.clock.now) } })
  await happen()
  await tell(service)
  t.match(await newest(), { state: 'waiting' }, 'a key can be mended')
  t.equal(notify.asked.length, sentSince)
  use(byPost(post))
})

t.test('addresses are sealed again with a new key, and are read with it alone', async (t) => {
  const fresh = newFieldKey()
  giveFieldKeys(service.access, fieldKeysOf(`${fresh}\n${fieldKeySecret}`))
  let resealed = 0
  for await (const one of resealAll(service.access, resealAddresses)) resealed += one.resealed
  t.equal(resealed, 1)
  giveFieldKeys(service.access, fieldKeysOf(fresh))
  await happen()
  await tell(service)
  t.match(await newest(), { state: 'sent' })
  giveFieldKeys(service.access, fieldKeysOf(fieldKeySecret))
})

t.test('no log tells whom it was sent to', async (t) => {
  t.match(from, 'example.nhs.uk')
  t.notMatch(service.logLines.join('\n'), /somebody|07700|notify-/)
})
