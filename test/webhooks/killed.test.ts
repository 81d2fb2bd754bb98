import { setTimeout as wait } from 'node:timers/promises'
import t from 'tap'
import { aMachine } from '../support/actors.ts'
import { journeyTo } from '../support/journey.ts'
import { outcomeOf, program } from '../support/own-process.ts'
import { tenants } from '../support/seed.ts'
import { fieldKeySecret, startService } from '../support/service.ts'
import { aReceiver, type Received, register } from './acts.ts'

/** How many events there are; `npm run bench:webhooks` has a hundred thousand. */
const count = Number(process.env.WEBHOOK_DELIVERIES ?? 500)
t.setTimeout(300_000 + count * 20)
const service = await startService(t)
const ofTrust = service.as(aMachine(undefined, 'RW4'))
const receiver = await aReceiver(t)
const cases = await Promise.all(
  Array.from({ length: Math.min(25, count) }, async () => {
    const { ids } = await journeyTo(service, 'case-opened')
    return { caseId: ids.caseId, personId: ids.personId }
  }),
)
const [hidden, ...seen] = cases
if (!hidden) throw new Error('there is no case')
await service
  .as('privacy-officer')
  .post(`/v1/people/${hidden.personId}/restriction`, { reason: 'A relative works there.' })
await service.seal()

const worker = (speed: number) =>
  program(['test/support/webhooks-worker.ts'], {
    DATABASE_URL: service.database.serviceUrl,
    NOW: service.clock.now().toISOString(),
    BEGUN: String(begun),
    SPEED: String(speed),
    KEYS: fieldKeySecret,
  })
let begun = Date.now()

/** Has so many things happen on the cases, each as a write records it. */
async function happen(many: number): Promise<void> {
  await service.database.sql(
    `insert into audit_entry (commissioner_id, audit_entry_id, type, subject_id, case_id, actor_id, facts, happened_at)
      select $1, gen_random_uuid(), 'case.ending-called-off', c, c, 'the-officer', '{}', now()
      from generate_series(1, $2::int) n, lateral (select ($3::uuid[])[1 + n % cardinality($3::uuid[])] as c) x`,
    [tenants.QYG.commissionerId, many, cases.map(({ caseId }) => caseId)],
  )
  await service.seal()
}
const expected = (webhook: string) =>
  service.database.sql<{ sequence: number }>(
    `select s.sequence::int from audit_seal s join audit_entry e using (commissioner_id, audit_entry_id), webhook w
      where w.webhook_id = $1 and s.sequence > $3 and e.case_id = any($2) order by s.sequence`,
    [webhook, seen.map(({ caseId }) => caseId), before],
  )
let before = 0
const headNow = async () => {
  const [row] = await service.database.sql<{ head: number }>(
    'select max(sequence)::int as head from audit_seal where commissioner_id = $1',
    [tenants.QYG.commissionerId],
  )
  before = row?.head ?? 0
}

/** Those that were taken, each by the first time that it was. */
const firstOf = (taken: readonly Received[]) =>
  [...new Map([...taken].reverse().map((one) => [one.payload.sequence, one] as const)).values()].reverse()
const inOrder = (taken: readonly Received[]) =>
  [...Map.groupBy(taken, ({ payload }) => payload.caseId).values()].every((ofCase) =>
    ofCase.every(({ payload }, at) => at === 0 || (payload.sequence ?? 0) > (ofCase[at - 1]?.payload.sequence ?? 0)),
  )

t.test('two instances share the work: each event is delivered once', async (t) => {
  const { id } = (await register(ofTrust, receiver.url)).ok
  await headNow()
  await happen(200)
  begun = Date.now()
  for (const outcome of await Promise.all([worker(1), worker(1)].map(outcomeOf))) t.equal(outcome.code, 0, outcome.said)
  const sent = receiver.received.splice(0)
  t.same(
    sent.map(({ payload }) => payload.sequence).sort((one, other) => Number(one) - Number(other)),
    (await expected(id)).map(({ sequence }) => sequence),
  )
  t.ok(inOrder(sent))
  await ofTrust.post(`/v1/webhooks/${id}/ending`)
})

t.test(
  'a receiver that fails at random, and kill -9 twice: each at least once, in order, and nothing hidden',
  async (t) => {
    const { id } = (await register(ofTrust, `${receiver.url}/again`)).ok
    await headNow()
    await happen(count)
    const taken: Received[] = []
    receiver.answers((one) => {
      const status = Math.random() < 0.2 ? 500 + Math.floor(Math.random() * 4) : 200
      if (status === 200) taken.push(one)
      return status
    })
    begun = Date.now()
    const speed = 30
    for (const part of [0.2, 0.5]) {
      const child = worker(speed)
      const ended = new Promise((resolve) => child.once('close', resolve))
      while (taken.length < count * part && child.exitCode === null) await wait(5)
      child.kill('SIGKILL')
      await ended
      t.ok(taken.length < count, `it died with ${taken.length} delivered`)
    }
    for (const outcome of await Promise.all([worker(speed), worker(speed)].map(outcomeOf)))
      t.equal(outcome.code, 0, outcome.said)
    const first = firstOf(taken)
    t.same(
      first.map(({ payload }) => payload.sequence).sort((one, other) => Number(one) - Number(other)),
      (await expected(id)).map(({ sequence }) => sequence),
      'each at least once, and no other',
    )
    t.ok(inOrder(first), 'in the order of each case')
    t.notOk(
      receiver.received.some(({ payload }) => payload.caseId === hidden.caseId),
      'nothing of what is hidden',
    )
    const ids = new Map(taken.map(({ headers, payload }) => [headers['webhook-id'], payload.sequence]))
    t.equal(ids.size, first.length, 'what comes twice comes under one webhook-id')
  },
)
