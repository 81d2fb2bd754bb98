import fc from 'fast-check'
import { sql } from 'kysely'
import t from 'tap'
import { v7 } from 'uuid'
import { fundingOf, type Move, post } from '../../src/ledger/book-repository.ts'
import { proveLedger } from '../../src/ledger/proof-repository.ts'
import type { Difference } from '../../src/ledger/rows-proof-repository.ts'
import type { Actor } from '../../src/platform/access/access.ts'
import type { Tx } from '../../src/platform/database/database.ts'
import { buy, fileReceipt, reverse, statementOf } from '../spending/acts.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { isOfTheBook } from '../support/proven.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { accountsOf } from './accounts.ts'

const service = await startService(t)
const { commissionerId } = tenants.QYG
const asService = <T>(work: (tx: Tx) => Promise<T>) =>
  service.access.write({ commissionerId, actorId: 'the-broker' }, work)

const actor = { commissionerId, actorId: 'the-broker' } as Actor

const entriesOf = (journey: Journey) =>
  service.database.sql<{ kind: string; recorded_by: string; purchase_id: string | null; postings: unknown }>(
    `select e.kind, e.recorded_by, e.purchase_id,
        (select json_agg(json_build_array(p.from_kind || ' ' || p.from_id, p.to_kind || ' ' || p.to_id, p.amount_pence) order by p.amount_pence)
          from ledger_posting p where p.ledger_entry_id = e.ledger_entry_id) as postings
      from ledger_entry e where e.case_id = $1 order by e.ledger_entry_id`,
    [journey.ids.caseId],
  )
async function different(): Promise<Difference[]> {
  const found: Difference[] = []
  for await (const { different } of proveLedger(service.access)) found.push(...different)
  return found
}

/** The same of the book by itself, where a test posts what no row says. */
const ofBook = async () => (await different()).filter(isOfTheBook)

t.test('an agreed plan allocates its total from the funding to its lines, once', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const [drums, mattress] = (await statementOf(journey)).lines.map(({ planLineId }) => planLineId)
  t.same(await entriesOf(journey), [
    {
      kind: 'allocation',
      recorded_by: 'the-care-coordinator',
      purchase_id: null,
      postings: [
        [`funding ${journey.ids.caseId}`, `available ${mattress}`, 15_000],
        [`funding ${journey.ids.caseId}`, `available ${drums}`, 25_000],
      ],
    },
    {
      kind: 'funding',
      recorded_by: 'the-care-coordinator',
      purchase_id: null,
      postings: [[`commissioner ${journey.ids.supportPlanId}`, `funding ${journey.ids.caseId}`, 40_000]],
    },
  ])
})

t.test(
  'a purchase moves money from available to spent; a reversal is an entry of its own that moves it back',
  async (t) => {
    const journey = await journeyTo(service, 'money-agreed')
    const { id } = (await buy(journey, { amountPence: 700 })).ok
    t.match(await statementOf(journey), { spentPence: 700, availablePence: 39_300 })
    await reverse(journey, id)
    t.match(await statementOf(journey), { spentPence: 0, availablePence: 40_000 })
    const [available, spent] = [`available ${journey.ids.planLineId}`, `spent ${journey.ids.planLineId}`]
    t.same((await entriesOf(journey)).slice(2), [
      {
        kind: 'purchase',
        recorded_by: 'the-broker',
        purchase_id: id,
        postings: [[available, spent, 700]],
      },
      {
        kind: 'reversal',
        recorded_by: 'the-broker',
        purchase_id: id,
        postings: [[spent, available, 700]],
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
        const journey = await journeyTo(service, 'money-agreed')
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
        const agree = statement.lines.every(
          (line) =>
            line.availablePence === accounts[`available ${line.planLineId}`] &&
            line.spentPence === accounts[`spent ${line.planLineId}`] &&
            line.availablePence >= 0 &&
            line.pendingReceiptPence <= line.spentPence &&
            line.agreedPence === line.spentPence + line.availablePence + line.releasedPence,
        )
        return (
          agree &&
          (await different()).length === 0 &&
          accounts[`funding ${journey.ids.caseId}`] === 0 &&
          accounts.commissioner === -statement.agreedPence
        )
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

t.test('the database refuses an entry that moves nothing, and an account that gives more than it has', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const { caseId, planLineId } = journey.ids
  const line = (kind: 'available' | 'spent') => ({ kind, holderId: planLineId })
  const entry = { caseId, kind: 'purchase' } as const
  const moved = (...moves: Move[]) => asService(async (tx) => post(tx, actor, entry, moves, service.clock.now()))
  await t.rejects(
    asService((tx) =>
      tx
        .insertInto('ledger_entry')
        .values({
          commissioner_id: commissionerId,
          ledger_entry_id: v7(),
          case_id: caseId,
          kind: 'purchase',
          plan_line_id: null,
          purchase_id: null,
          recorded_by: 'the-broker',
          recorded_at: service.clock.now(),
        })
        .execute(),
    ),
    { code: '23514', constraint: 'ledger_entry_has_postings' },
  )
  const [available, spent] = [line('available'), line('spent')]
  for (const pence of [0, -1])
    await t.rejects(moved({ from: available, to: spent, pence }), {
      code: '23514',
      constraint: 'ledger_posting_amount_pence_check',
    })
  await t.rejects(moved({ from: available, to: available, pence: 1 }), {
    code: '23514',
    constraint: 'ledger_posting_moves_check',
  })
  await t.rejects(moved({ from: available, to: { ...spent, holderId: v7() }, pence: 1 }), {
    code: '23503',
    constraint: 'ledger_posting_to',
  })
  await t.rejects(moved({ from: available, to: spent, pence: 25_001 }), {
    code: '23514',
    constraint: 'account_not_overdrawn',
  })
  await t.rejects(moved({ from: spent, to: available, pence: 1 }), {
    code: '23514',
    constraint: 'account_not_overdrawn',
  })
  await t.rejects(moved({ from: available, to: fundingOf(caseId), pence: 40_001 }), {
    code: '23514',
    constraint: 'account_not_overdrawn',
  })
  await t.resolves(moved({ from: available, to: spent, pence: 24_999 }, { from: available, to: spent, pence: 1 }))
  t.match(await accountsOf(journey), { [`available ${planLineId}`]: 0, [`spent ${planLineId}`]: 25_000 })
  t.same(await ofBook(), [])
})

t.test('a balance, a line and a reserve that are not what was posted are found', async (t) => {
  const journey = await journeyTo(service, 'purchase-made')
  const { caseId, planLineId } = journey.ids
  const change = (set: string) => service.database.sql(`update ${set}`, [planLineId])
  t.same(await ofBook(), [])
  await change("account set balance_pence = balance_pence + 1 where holder_id = $1 and kind = 'spent'")
  const spent = (await accountsOf(journey))[`spent ${planLineId}`] ?? 0
  t.same(await ofBook(), [{ what: 'account', id: planLineId, caseId, kept: spent, posted: spent - 1 }])
  await change("account set balance_pence = balance_pence - 1 where holder_id = $1 and kind = 'spent'")
  await change('plan_line set agreed_pence = agreed_pence - 1 where plan_line_id = $1')
  t.same(await ofBook(), [{ what: 'line', id: planLineId, caseId, kept: 24_999, posted: 25_000 }])
  await change('plan_line set agreed_pence = agreed_pence + 1 where plan_line_id = $1')
  t.same(await ofBook(), [])
})
