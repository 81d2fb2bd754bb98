import fc from 'fast-check'
import { sql } from 'kysely'
import t from 'tap'
import { v7 } from 'uuid'
import type { Tx } from '../../src/platform/database/database.ts'
import { buy, fileReceipt, reverse, statementOf } from '../spending/acts.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const { commissionerId } = tenants.QYG
const asService = <T>(work: (tx: Tx) => Promise<T>) =>
  service.access.write({ commissionerId, actorId: 'the-broker' }, work)

const entriesOf = (journey: Journey) =>
  service.database.sql<{ kind: string; recorded_by: string; purchase_id: string | null; postings: unknown }>(
    `select e.kind, e.recorded_by, e.purchase_id,
        (select json_agg(json_build_array(p.account, p.amount_pence) order by p.amount_pence)
          from ledger_posting p where p.ledger_entry_id = e.ledger_entry_id) as postings
      from ledger_entry e where e.case_id = $1 order by e.ledger_entry_id`,
    [journey.ids.caseId],
  )
async function accountsOf(journey: Journey): Promise<Record<string, number>> {
  const rows = await service.database.sql<{ account: string; pence: number }>(
    `select account, sum(amount_pence)::bigint as pence from ledger_posting join ledger_entry using (commissioner_id, ledger_entry_id)
      where case_id = $1 group by account`,
    [journey.ids.caseId],
  )
  return Object.fromEntries(rows.map(({ account, pence }) => [account, pence]))
}

t.test('an agreed plan allocates its total from the funding to its lines, once', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const [drums, mattress] = (await statementOf(journey)).lines.map(({ planLineId }) => planLineId)
  t.same(await entriesOf(journey), [
    {
      kind: 'allocation',
      recorded_by: 'the-care-coordinator',
      purchase_id: null,
      postings: [
        ['funding', -40_000],
        [`available:${mattress}`, 15_000],
        [`available:${drums}`, 25_000],
      ],
    },
  ])
})

t.test(
  'a purchase moves money from available to spent; a reversal is an entry of its own that moves it back',
  async (t) => {
    const journey = await journeyTo(service, 'plan-agreed')
    const { id } = (await buy(journey, { amountPence: 700 })).ok
    t.match(await statementOf(journey), { spentPence: 700, availablePence: 39_300 })
    await reverse(journey, id)
    t.match(await statementOf(journey), { spentPence: 0, availablePence: 40_000 })
    const [available, spent] = [`available:${journey.ids.planLineId}`, `spent:${journey.ids.planLineId}`]
    t.same((await entriesOf(journey)).slice(1), [
      {
        kind: 'purchase',
        recorded_by: 'the-broker',
        purchase_id: id,
        postings: [
          [available, -700],
          [spent, 700],
        ],
      },
      {
        kind: 'reversal',
        recorded_by: 'the-broker',
        purchase_id: id,
        postings: [
          [spent, -700],
          [available, 700],
        ],
      },
    ])
  },
)

t.test('a refused purchase and a receipt post nothing', async (t) => {
  const journey = await journeyTo(service, 'purchase-made')
  const before = await entriesOf(journey)
  await buy(journey, { amountPence: 25_000 })
  await fileReceipt(journey, journey.ids.purchaseId)
  t.same(await entriesOf(journey), before)
})

t.test(
  'for any purchases, receipts and reversals: every entry balances, and statement and ledger agree to the penny',
  async () => {
    const acts = fc.array(
      fc.oneof(
        fc.record({ act: fc.constant('buy' as const), line: fc.nat(1), pence: fc.integer({ min: 1, max: 16_000 }) }),
        fc.record({ act: fc.constantFrom('receipt', 'reverse'), of: fc.nat(9) }),
      ),
      { minLength: 4, maxLength: 12 },
    )
    await fc.assert(
      fc.asyncProperty(acts, async (sequence) => {
        const journey = await journeyTo(service, 'plan-agreed')
        const lines = (await statementOf(journey)).lines.map(({ planLineId }) => planLineId)
        const made: { id: string; amountPence: number }[] = []
        for (const step of sequence) {
          if ('pence' in step) {
            const answer = await buy(journey, { amountPence: step.pence, planLineId: lines[step.line] ?? '' })
            if (answer.status === 201) made.push(answer.ok)
            else if (answer.problem.code !== 'line-overspent') return false
            continue
          }
          const purchase = made[step.of]
          if (purchase && step.act === 'receipt')
            await fileReceipt(journey, purchase.id, { amountPence: purchase.amountPence })
          if (purchase && step.act === 'reverse') await reverse(journey, purchase.id)
        }
        const [statement, accounts] = [await statementOf(journey), await accountsOf(journey)]
        const unbalanced = await service.database.sql(
          'select ledger_entry_id from ledger_posting group by 1 having sum(amount_pence) <> 0',
        )
        const agree = statement.lines.every(
          (line) =>
            line.availablePence === accounts[`available:${line.planLineId}`] &&
            line.spentPence === (accounts[`spent:${line.planLineId}`] ?? 0) &&
            line.availablePence >= 0 &&
            line.pendingReceiptPence <= line.spentPence &&
            line.agreedPence === line.spentPence + line.availablePence + line.releasedPence,
        )
        return agree && unbalanced.length === 0 && accounts.funding === -statement.agreedPence
      }),
      { numRuns: 6 },
    )
  },
)

t.test('the service cannot change or remove what was posted', async (t) => {
  await journeyTo(service, 'purchase-made')
  for (const statement of [
    sql`update ledger_entry set kind = 'purchase'`,
    sql`update ledger_posting set amount_pence = 1`,
    sql`delete from ledger_entry`,
    sql`delete from ledger_posting`,
    sql`truncate ledger_posting`,
    sql`update purchase set amount_pence = 1`,
    sql`update receipt set amount_pence = 1`,
    sql`delete from purchase`,
  ])
    await t.rejects(
      asService((tx) => statement.execute(tx)),
      { code: '42501' },
    )
  const raised = sql`update plan_line set agreed_pence = 99999999`
  await t.rejects(
    asService((tx) => raised.execute(tx)),
    { code: '23514', constraint: 'plan_line_within_agreement' },
    'a line is lowered where its budget has less, and never raised above its plan',
  )
})

t.test('the database refuses an entry that does not balance, and a line that is overspent', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const post = (...postings: (readonly [string, number])[]) =>
    asService(async (tx) => {
      const entry = { commissioner_id: commissionerId, ledger_entry_id: v7() }
      await tx
        .insertInto('ledger_entry')
        .values({
          ...entry,
          case_id: journey.ids.caseId,
          kind: 'purchase',
          plan_line_id: null,
          purchase_id: null,
          recorded_by: 'the-broker',
          recorded_at: service.clock.now(),
        })
        .execute()
      for (const [account, amount_pence] of postings)
        await tx
          .insertInto('ledger_posting')
          .values({ ...entry, account, amount_pence })
          .execute()
    })
  const unbalanced = { code: '23514', constraint: 'ledger_entry_balances' }
  await t.rejects(post(['a', -100], ['b', 99]), unbalanced)
  await t.rejects(post(['a', 100]), unbalanced)
  await t.rejects(post(), unbalanced)
  await t.resolves(post(['a', -100], ['b', 99], ['c', 1]))
  const overspend = sql`update plan_line set spent_pence = agreed_pence + 1 where plan_line_id = ${journey.ids.planLineId}`
  await t.rejects(
    asService((tx) => overspend.execute(tx)),
    { code: '23514', constraint: 'plan_line_no_overspend' },
  )
  const negative = sql`update plan_line set spent_pence = -1 where plan_line_id = ${journey.ids.planLineId}`
  await t.rejects(
    asService((tx) => negative.execute(tx)),
    { code: '23514' },
  )
})
