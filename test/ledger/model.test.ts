import fc from 'fast-check'
import { sql } from 'kysely'
import t from 'tap'
import { v7 } from 'uuid'
import { openLines } from '../../src/ledger/book-repository.ts'
import { postCarryOver } from '../../src/ledger/carried-repository.ts'
import { carryHeld } from '../../src/ledger/held-repository.ts'
import { postLineMove } from '../../src/ledger/line-moves-repository.ts'
import {
  closeLines,
  findLine,
  grantedOf,
  leftOf,
  listActiveLines,
  listLines,
} from '../../src/ledger/lines-repository.ts'
import * as moves from '../../src/ledger/payment-moves-repository.ts'
import {
  closeReserve,
  drawReserve,
  findReserve,
  openReserve,
  returnToReserve,
} from '../../src/ledger/reserve-repository.ts'
import { listSources } from '../../src/ledger/sources-repository.ts'
import { listTakes, postPurchase, postReversal } from '../../src/ledger/spending-repository.ts'
import type { Actor } from '../../src/platform/access/access.ts'
import type { Tx } from '../../src/platform/database/database.ts'
import { backOf, mayGoBack } from '../../src/rules/spending/takes.ts'
import { sumPence } from '../../src/shared/money.ts'
import { insertPurchase, setReversed } from '../../src/spending/repository.ts'
import { journeyTo } from '../support/journey.ts'
import { aPlanLine, aPurchase } from '../support/pathway-builders.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { BookModel, type Kind, kinds, type ModelLine, onAccount } from './book-model.ts'
import { type BankAct, bankActs, owedFor, performPayment } from './book-payments.ts'

/** How many sequences; `BOOK_SEQUENCES=20000` for a long look. */
const sequences = Number(process.env.BOOK_SEQUENCES ?? 2_000)
const service = await startService(t)
const actor = { commissionerId: tenants.QYG.commissionerId, actorId: 'the-book', roles: [] } as unknown as Actor
const now = new Date('2026-11-24T09:30:00Z')
const { ids } = await journeyTo(service, 'plan-signed')
const caseId = ids.caseId
/** Three lines, each held in another way, and a reserve of 300 pence. */
const deployments = ['direct-payment', 'notional', 'third-party'] as const
const weights = [2_000, 1_000]
const shares = [
  { funder: 'commissioner', amountPence: 2_000 },
  { funder: 'local-authority', amountPence: 1_000 },
] as const

/** What is done, on which line, for which part of what can be: all are numbers, so that a sequence that fails is made short. */
const act = fc.record({
  act: fc.constantFrom(
    ...(['commit', 'commit', 'uncommit', 'giveBack', 'recover', ...bankActs, 'pay', 'paid', 'paid'] as const),
    ...(['buy', 'buy', 'reverse', 'draw', 'standDown', 'move', 'move', 'plan', 'year'] as const),
  ),
  line: fc.nat(2),
  place: fc.nat(7),
  part: fc.integer({ min: 1, max: 100 }),
})
type Act = Parameters<Parameters<typeof act.map>[0]>[0]
const isBankAct = (name: Act['act']): name is BankAct => bankActs.some((known) => known === name)

/** Everything that moves between two accounts of a line, by what it is called: from where, and where to, in the order in which it is tried. */
const between: Partial<Record<Act['act'], readonly (readonly [Kind, Kind])[]>> = {
  commit: [['available', 'committed']],
  uncommit: [['committed', 'available']],
  giveBack: [['held', 'returned']],
  recover: [
    ['returned', 'recovered'],
    ['held', 'recovered'],
    ['available', 'recovered'],
  ],
}

function send(tx: Tx, name: Act['act'], line: ModelLine, [from]: readonly [Kind, Kind], pence: number): void {
  const of = { caseId, planLineId: line.id, pence }
  if (name === 'commit') moves.commit(tx, actor, [of], now)
  if (name === 'uncommit') moves.uncommit(tx, actor, [of], now)
  if (name === 'giveBack') moves.giveBack(tx, actor, [of], now)
  if (name === 'recover') moves.recover(tx, actor, [{ ...of, from: from as 'held' }], now)
}

async function agree(tx: Tx, model: BookModel, pence: readonly number[]): Promise<void> {
  const plan = v7()
  const row = sql`insert into support_plan select (jsonb_populate_record(p, ${JSON.stringify({ support_plan_id: plan, status: 'superseded' })}::jsonb)).*
    from support_plan p where support_plan_id = ${ids.supportPlanId}`
  await row.execute(tx)
  const lines = deployments.map((deployment, place) =>
    aPlanLine({
      key: deployment,
      deployment,
      amountPence: pence[place] ?? 1,
      holderId: deployment === 'third-party' ? tenants.QYG.brokerageId : null,
    }),
  )
  openLines(tx, actor, { caseId, id: plan, lines, shares }, now)
  await openReserve(tx, actor, { caseId, supportPlanId: plan, periodFrom: '2026-11-24', reservePence: 300 }, now)
  const opened = (await listActiveLines(tx, actor, caseId)).map((line) => ({ ...line, pence: line.agreedPence }))
  model.agree(plan, opened)
  model.reserve = (await findReserve(tx, actor, plan))?.setAsidePence ?? 0
}

async function perform(tx: Tx, model: BookModel, { act: name, line: index, place, part }: Act): Promise<void> {
  const line = model.open()[index]
  if (!line) return
  const partOf = (pence: number) => Math.ceil((pence * part) / 100)
  const tried = between[name]
  const pair = tried?.[place % tried.length]
  if (pair) {
    const pence = partOf(line.on[pair[0]])
    send(tx, name, line, pair, pence)
    return model.move(line, pair[0], pair[1], pence)
  }
  if (name === 'draw' || name === 'standDown') {
    const draws = name === 'draw'
    const pence = partOf(draws ? model.reserve : Math.min(line.crisis, line.on.available))
    if (pence === 0) return
    await (draws ? drawReserve : returnToReserve)(tx, actor, caseId, model.plan, [{ planLineId: line.id, pence }], now)
    line.on.available += draws ? pence : -pence
    line.crisis += draws ? pence : -pence
    model.reserve += draws ? -pence : pence
    return
  }
  if (name === 'move') {
    const to = model.open()[(index + 1 + (place % 2)) % 3]
    const pence = partOf(Math.max(0, line.on.available - line.crisis))
    if (!to || pence === 0) return
    await postLineMove(tx, actor, { caseId, fromLineId: line.id, toLineId: to.id, pence }, now)
    return model.moveTo(line, to, pence)
  }
  if (name === 'plan' || name === 'year') {
    const kept = Object.fromEntries(Object.entries(model.left()).map(([key, pence]) => [key, partOf(pence)]))
    const opened = await listActiveLines(tx, actor, caseId)
    const left = await closeReserve(tx, actor, { caseId, planId: model.plan, opened }, now)
    await closeLines(tx, actor, caseId, left.opened, now)
    model.supersede()
    await agree(tx, model, [partOf(1_000), partOf(700) + place, partOf(500)])
    if (name === 'year') await carry(tx, model, partOf)
    if (name === 'year') model.carryOver(kept)
    await carryHeld(tx, actor, caseId, now)
    return model.carryHeld()
  }
  if (isBankAct(name)) return performPayment({ tx, actor, caseId, now }, model, name, { index, place, partOf })
  const any = model.lines[(place + index) % model.lines.length] ?? line
  if (name === 'buy') await purchase(tx, model, line, partOf(line.on.held + line.on.available + line.on.returned))
  else await reverse(tx, model, any.open ? any : line, place, partOf)
}

/** A part of what the book says is left of each line of the plan before is in the plan of the next period. */
async function carry(tx: Tx, model: BookModel, partOf: (pence: number) => number): Promise<void> {
  const lines = await listLines(tx, actor, caseId)
  const before = lines.filter(({ status }) => status === 'closed').at(-1)?.supportPlanId
  const carried = lines
    .filter(({ supportPlanId }) => supportPlanId === before)
    .flatMap((closed) => {
      const to = lines.find((line) => line.supportPlanId === model.plan && line.key === closed.key)
      const pence = partOf(leftOf(closed))
      return to && pence > 0 ? [{ fromLineId: closed.id, planLineId: to.id, pence }] : []
    })
  if (carried.length > 0) await postCarryOver(tx, actor, caseId, carried, now)
}

async function purchase(tx: Tx, model: BookModel, line: ModelLine, pence: number): Promise<void> {
  const found = await findLine(tx, actor, line.id)
  if (!found || pence === 0) return
  const id = v7()
  const none = { ownPence: 0, reversedPence: 0, ownReversedPence: 0, reversedAt: null, reversalReason: null }
  const missing = { receipt: null, receiptDueOn: null, receiptChasedOn: [], receiptPausedOn: null, receiptLoss: null }
  const asked = { boughtOn: '2026-11-24', amountPence: pence, instrument: found.instrument }
  postPurchase(tx, actor, found, id, pence, now)
  const made = { ...aPurchase(asked), id, caseId, planLineId: line.id, recordedAt: now.toISOString() }
  await insertPurchase(tx, actor, { ...made, ...none, ...missing }, { chaseOn: '2026-12-09', floatOf: null })
  model.buy(line, id, pence)
}

async function reverse(tx: Tx, model: BookModel, line: ModelLine, place: number, partOf: (pence: number) => number) {
  const [bought, found] = [line.bought[place % line.bought.length], await findLine(tx, actor, line.id)]
  const pence = partOf(bought?.pennies.length ?? 0)
  if (!bought || !found || pence === 0) return
  const takes = await listTakes(tx, actor, caseId, bought.id)
  const all = sumPence(takes.map((take) => take.pence))
  // What is with the bank is refused before anything is posted; each purchase is owed by itself.
  if (bought.payment === 'bank') return
  const owedPence = bought.payment === 'paid' ? 0 : owedFor(bought)
  const backs = backOf({ ...found, owedPence }, takes, all - bought.pennies.length, pence)
  if (mayGoBack(found, backs) !== true) return
  postReversal(tx, actor, found, bought.id, backs, now)
  model.reverse(line, bought, pence)
  const own = { ownReversedPence: 0, reversedAt: bought.pennies.length ? null : now }
  await setReversed(tx, actor, bought.id, { ...own, reason: 'returned', reversedPence: all - bought.pennies.length })
}

/** What the book has, in the words of the model; and that no balance is another than its postings come to. */
async function compare(tx: Tx, model: BookModel): Promise<void> {
  const [lines, sources, reserve, { rows }] = await Promise.all([
    listLines(tx, actor, caseId),
    listSources(tx, actor, caseId),
    findReserve(tx, actor, model.plan),
    sql`select a.kind from account a where a.case_id = ${caseId} and a.balance_pence <>
      (select coalesce(sum(case when (p.to_id, p.to_kind) = (a.holder_id, a.kind) then p.amount_pence else -p.amount_pence end), 0)
        from ledger_posting p where (p.to_id, p.to_kind) = (a.holder_id, a.kind) or (p.from_id, p.from_kind) = (a.holder_id, a.kind))`.execute(
      tx,
    ),
  ])
  const inBook = lines.map((line) => ({
    id: line.id,
    crisis: line.crisisPence,
    moved: line.movedPence,
    carried: line.carriedPence,
    on: kinds.map((kind) => onAccount(line, kind)),
  }))
  const expected = model.lines.map(({ id, crisis, moved, carried, on }) => ({
    id,
    crisis,
    moved,
    carried,
    on: kinds.map((kind) => on[kind]),
  }))
  const given = Object.groupBy(sources, (source) => source.supportPlanId)
  const parts = Object.fromEntries(
    Object.entries(given).map(([plan, of = []]) => [plan, of.map((one) => one.givenPence)]),
  )
  const unequal = lines.filter((line) => {
    const has = kinds.map((kind) => onAccount(line, kind))
    return line.status === 'active' && sumPence(has) !== grantedOf(line) + line.crisisPence
  })
  const left = (reserve?.setAsidePence ?? 0) - (reserve?.drawnPence ?? 0)
  const [book, plain] = [
    { lines: inBook, parts, left, unproved: rows.length + unequal.length },
    { lines: expected.sort((a, b) => (a.id < b.id ? -1 : 1)), parts: model.given(), left: model.reserve, unproved: 0 },
  ].map((one) => JSON.stringify(one))
  if (book !== plain) throw new Error(`the book has\n${book}\nand the model\n${plain}`)
}

/** What two plans before left in hand, and the next has less than both; and a part that was given back before what is in hand went on. */
const found = [
  ['pay', 'paid', 'plan', 'year'],
  ['commit', 'pay', 'buy', 'reverse', 'paid', 'commit', 'commit', 'commit', 'plan'],
] as const
const once = (name: Act['act']): Act => ({ act: name, line: 0, place: 0, part: name === 'pay' ? 2 : 1 })

class Undone extends Error {}

t.test(
  'after any sequence the book has to the penny what the plainest model has, and nothing is below nothing',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 6, maxLength: 12, size: 'max' }), async (acts) => {
        const undone = service.access.write(actor, async (tx) => {
          const model = new BookModel(weights)
          await agree(tx, model, [1_000, 701, 501])
          for (const one of acts) await perform(tx, model, one)
          await compare(tx, model)
          throw new Undone()
        })
        await undone.catch((error: unknown) => {
          if (!(error instanceof Undone)) throw error
        })
      }),
      { numRuns: sequences, examples: found.map((names): [Act[]] => [names.map(once)]) },
    )
  },
)

/** Each move of a payment, by what it takes from. */
const ofPayments = {
  instruct: ['committed', (tx, of) => moves.instruct(tx, actor, [{ ...of, from: 'committed' }], now)],
  instructOwed: ['owed', (tx, of) => moves.instruct(tx, actor, [{ ...of, from: 'owed' }], now)],
  settle: ['pending', (tx, of) => moves.settle(tx, actor, [{ ...of, from: 'pending', to: 'spent' }], now)],
  settleOwed: ['paying', (tx, of) => moves.settle(tx, actor, [{ ...of, from: 'paying', to: 'spent' }], now)],
  fail: ['pending', (tx, of) => moves.fail(tx, actor, [{ ...of, from: 'pending', to: 'committed' }], now)],
  restore: ['recovered', (tx, of) => moves.restoreRecovered(tx, actor, [{ ...of, closed: false }], now)],
} satisfies Record<string, [Kind, (tx: Tx, of: moves.OnItsWay) => void]>

t.test('whatever was done before, no account gives a penny more than it has', async (t) => {
  const more = Object.entries(between).map(([name, [pair]]) => {
    const post = (tx: Tx, line: ModelLine) => pair && send(tx, name as Act['act'], line, pair, line.on[pair[0]] + 1)
    return [name, post] as const
  })
  const paid = Object.entries(ofPayments).map(([name, [kind, post]]) => {
    const all = (tx: Tx, line: ModelLine) => post(tx, { caseId, planLineId: line.id, pence: line.on[kind] + 1 })
    return [name, all] as const
  })
  for (const [name, post] of [...more, ...paid])
    await t.rejects(
      service.access.write(actor, async (tx) => {
        const model = new BookModel(weights)
        await agree(tx, model, [1_000, 701, 501])
        const line = model.open()[0]
        if (line) post(tx, line)
      }),
      // An account that was never opened has nothing either.
      { code: /^(23514|23503)$/, constraint: /^(account_not_overdrawn|ledger_posting_from)$/ },
      name,
    )
})
