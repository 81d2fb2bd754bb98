import t from 'tap'
import { proveLedger } from '../../src/ledger/proof-repository.ts'
import type { PayRun } from '../../src/pay-runs/schemas.ts'
import { lineOf } from '../deployment-agreements/acts.ts'
import { differencesOf } from '../payments/acts.ts'
import { statementOf } from '../spending/acts.ts'
import { haltWriter } from '../support/halt.ts'
import type { Journey } from '../support/journey.ts'
import { outcomeOf, program } from '../support/own-process.ts'
import { startService } from '../support/service.ts'
import { approve, draft, payable, payers, results } from './acts.ts'

t.setTimeout(300_000)
const service = await startService(t)
const { drafter, reviewer, approver } = payers(service)
const count = 10_000
const env = { DATABASE_URL: service.database.serviceUrl, NOW: service.clock.now().toISOString() }
const worker = () => program(['test/support/pay-runs-worker.ts'], env)
/** What the references of the payments of a test begin with. */
let prefix = ''
const counted = async (condition: string) => {
  const [row] = await service.database.sql<{ n: number }>(
    `select count(*)::int as n from payment where reference like '${prefix}%' and ${condition}`,
  )
  return row?.n ?? 0
}
/** So many payments, of the £300.00 that are set aside on the line of a plan, three pence each. */
async function thousands(called: string): Promise<Journey> {
  prefix = called
  const journey = await payable(service)
  const planLineId = await lineOf(journey)
  await service.database.sql(
    "update payment set cancelled_at = now(), cancelled_because = 'schedule-changed' where plan_line_id = $1",
    [planLineId],
  )
  await service.database.sql(
    `insert into payment (commissioner_id, payment_id, case_id, plan_line_id, purpose, amount_pence, from_on, until_on, due_on, reference, planned_at, to_hold)
      select commissioner_id, gen_random_uuid(), case_id, plan_line_id, 'instalment', 3, '2026-12-01', '2026-12-01', '2026-12-01', '${prefix}' || lpad(n::text, 15, '0'), now(), true
      from plan_line, generate_series(1, ${count}) n where plan_line_id = $1`,
    [planLineId],
  )
  return journey
}
async function approved(): Promise<string> {
  const { id } = (await draft(drafter, '2026-12-01', { most: count })).ok
  await reviewer.post(`/v1/pay-runs/${id}/review`)
  await approve(approver, id)
  return id
}
const progressOf = async (id: string) => (await drafter.get<PayRun>(`/v1/pay-runs/${id}`)).ok

/** Kills a worker (kill -9) once some of the payments are done and not all, and has others do the rest. */
async function killedAmid(set: 'instructed_at' | 'settled_at', done: string): Promise<number> {
  const halted = await haltWriter(service.database.ownerUrl, {
    table: 'payment',
    written: `update of ${set}`,
    after: count / 4 + 40,
  })
  const child = worker()
  const ended = outcomeOf(child)
  await Promise.race([halted.reached(), ended])
  child.kill('SIGKILL')
  await ended
  await halted.end()
  const amid = await counted(done)
  for (const outcome of await Promise.all([worker(), worker()].map(outcomeOf))) t.equal(outcome.code, 0, outcome.said)
  // One that found the run taken left it to the other; what was left by both is done by the next.
  t.equal((await outcomeOf(worker())).code, 0)
  return amid
}

t.test('kill -9 in a pay run of 10,000: it is resumed, nobody is unpaid, and nobody is paid twice', async (t) => {
  const journey = await thousands('TEN')
  const planLineId = await lineOf(journey)
  const id = await approved()
  const instructed = await killedAmid('instructed_at', 'instructed_at is not null')
  t.ok(instructed > 0 && instructed < count, `it died with ${instructed} handed over`)
  t.match(await progressOf(id), { status: 'instructed', payments: count })
  t.match(await statementOf(journey), { committedPence: 0, pendingPence: 3 * count })

  const today = service.clock.today()
  const rows = Array.from({ length: count }, (_, n) => `TEN${String(n + 1).padStart(15, '0')},paid,${today},`)
  for (let at = 0; at < count; at += 4_000)
    t.equal((await results(service, drafter, id, rows.slice(at, at + 4_000))).status, 200)
  const settled = await killedAmid('settled_at', 'settled_at is not null')
  t.ok(settled > 0 && settled < count, `it died with ${settled} settled`)
  t.equal(await counted('paid_on is not null'), count)
  t.match(await progressOf(id), { status: 'settled', progress: { paid: count, failed: 0 } })
  t.match(await statementOf(journey), { pendingPence: 0, heldPence: 3 * count })
  const [entries] = await service.database.sql<{ handed: number; paid: number }>(
    `select count(*) filter (where kind = 'instruction')::int as handed, count(*) filter (where kind = 'settlement')::int as paid
      from ledger_entry where plan_line_id = $1`,
    [planLineId],
  )
  t.same(entries, { handed: count, paid: count }, 'each once in the book')
  for await (const { different } of proveLedger(service.access)) t.same(different, [])
})

t.test('kill -9 in a run of 10,000 that is given up: each is planned again once, and its money is back', async (t) => {
  const journey = await thousands('ANY')
  const planLineId = await lineOf(journey)
  const id = await approved()
  t.equal((await outcomeOf(worker())).code, 0)
  t.match(await statementOf(journey), { committedPence: 0, pendingPence: 3 * count })
  for (const client of [drafter, reviewer]) t.equal((await client.post(`/v1/pay-runs/${id}/cancellation`)).status, 200)
  const back = await killedAmid('instructed_at', 'instructed_at is null')
  t.ok(back > 0 && back < count, `it died with ${back} taken back`)
  t.equal(await counted('pay_run_id is null and hold_reason is null and cancelled_at is null'), count)
  t.match(await progressOf(id), { status: 'cancelled', progress: { payments: 0 } })
  t.ok((await progressOf(id)).settledAt)
  t.match(await statementOf(journey), { committedPence: 3 * count, pendingPence: 0 })
  const [entries] = await service.database.sql<{ handed: number; back: number }>(
    `select count(*) filter (where kind = 'instruction')::int as handed, count(*) filter (where kind = 'failure')::int as back
      from ledger_entry where plan_line_id = $1`,
    [planLineId],
  )
  t.same(entries, { handed: count, back: count }, 'each once in the book')
  t.same(await differencesOf(service), [])
  t.match((await draft(drafter, '2026-12-01', { most: count })).ok, { payments: count })
})
