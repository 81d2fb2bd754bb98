import { postRelease } from '../../src/ledger/book-repository.ts'
import * as moves from '../../src/ledger/payment-moves-repository.ts'
import type { Actor } from '../../src/platform/access/access.ts'
import type { Tx } from '../../src/platform/database/database.ts'
import { mayBeSetOff } from '../../src/rules/spending/scheduled.ts'
import { type BankPayment, type BookModel, type Bought, type ModelLine, withTheBank } from './book-model.ts'

/** Where it is done, and for whom. */
export interface Book {
  readonly tx: Tx
  readonly actor: Actor
  readonly caseId: string
  readonly now: Date
}

export const bankActs = ['pay', 'payOwed', 'paid', 'notPaid', 'setOff', 'useSetOff', 'restore'] as const
export type BankAct = (typeof bankActs)[number]

/** What is done with the payments of a line, each as a whole: to a provider or the person by the schedule, for one purchase, and what is set off against them. */
export function performPayment(
  book: Book,
  model: BookModel,
  name: BankAct,
  { index, place, partOf }: { index: number; place: number; partOf: (pence: number) => number },
): void {
  // A line on which there is something to do, where there is one: else most of what is generated would do nothing.
  const can = model.lines.filter((one) => isThere[name](one))
  const line = can[index % can.length]
  if (!line) return
  const payment = line.bank[place % line.bank.length]
  if (name === 'pay') pay(book, model, line, partOf)
  else if (name === 'payOwed') payOwed(book, model, line, place)
  else if (name === 'setOff') setOff(book, model, line, partOf)
  else if (name === 'useSetOff') useSetOff(book, model, line, partOf)
  else if (name === 'restore') restore(book, model, line, partOf)
  else if (payment) (name === 'paid' ? paid : notPaid)(book, model, line, payment)
}

const isThere: Readonly<Record<BankAct, (line: ModelLine) => boolean>> = {
  pay: ({ open, on }) => open && on.committed + on.available > 0,
  payOwed: ({ on }) => on.owed > 0,
  paid: ({ bank }) => bank.length > 0,
  notPaid: ({ bank }) => bank.length > 0,
  setOff: ({ open, on, deployment }) => open && deployment === 'direct-payment' && on.held > 0,
  useSetOff: ({ setOff }) => setOff > 0,
  restore: ({ on }) => on.recovered > 0,
}

/** By the schedule: what is set aside for it, or is now. */
function pay({ tx, actor, caseId, now }: Book, model: BookModel, line: ModelLine, partOf: (pence: number) => number) {
  if (line.on.committed === 0) {
    moves.commit(tx, actor, [{ caseId, planLineId: line.id, pence: line.on.available }], now)
    model.move(line, 'available', 'committed', line.on.available)
  }
  const pence = partOf(line.on.committed)
  moves.instruct(tx, actor, [{ caseId, planLineId: line.id, pence, from: 'committed' }], now)
  model.tellBank(line, { pence, from: 'committed', of: null })
}

/** For one purchase all that is owed for it: to who gave it, or to the person who laid it out. */
function payOwed({ tx, actor, caseId, now }: Book, model: BookModel, line: ModelLine, place: number) {
  const unpaid = line.bought.filter((one) => one.payment === 'none' && owedFor(one) > 0)
  const of = unpaid[place % unpaid.length]
  if (!of) return
  const pence = owedFor(of)
  moves.instruct(tx, actor, [{ caseId, planLineId: line.id, pence, from: 'owed' }], now)
  model.tellBank(line, { pence, from: 'owed', of })
}

export const owedFor = ({ pennies }: Bought): number => pennies.filter(({ to }) => to === 'owed').length

/** What was bought, or was given by a provider, is paid by it; anybody else has it in hand. */
function paid({ tx, actor, caseId, now }: Book, model: BookModel, line: ModelLine, payment: BankPayment) {
  const to = payment.from === 'owed' || line.deployment === 'notional' ? 'spent' : 'held'
  moves.settle(tx, actor, [{ caseId, planLineId: line.id, pence: payment.pence, from: withTheBank(payment), to }], now)
  model.settle(line, payment, to)
}

/** It is where it came from; of a line that has closed it goes on to the funding, unless it is owed. */
function notPaid({ tx, actor, caseId, now }: Book, model: BookModel, line: ModelLine, payment: BankPayment) {
  const { pence, from } = payment
  const to = from === 'owed' ? 'owed' : line.open ? 'committed' : 'available'
  moves.fail(tx, actor, [{ caseId, planLineId: line.id, pence, from: withTheBank(payment), to }], now)
  if (to === 'available') postRelease(tx, actor, caseId, [{ id: line.id, from: 'available', pence }], now)
  model.fail(line, payment, to)
}

/** A part of what may be is set off: payments are planned for so much less. */
function setOff(
  { tx, actor, caseId, now }: Book,
  model: BookModel,
  line: ModelLine,
  partOf: (pence: number) => number,
) {
  const { committed: committedPence, pending: pendingPence, held: heldPence } = line.on
  const owedPence = line.on.owed + line.on.paying
  const money = { committedPence, pendingPence, heldPence, owedPence, crisisPence: line.crisis }
  const most = mayBeSetOff(Math.floor(partOf(heldPence + committedPence) / 2), money)
  if (most > Math.min(heldPence, committedPence)) throw new Error('more is set off than is held, or is to be paid')
  const pence = partOf(most)
  if (pence === 0) return
  moves.uncommit(tx, actor, [{ caseId, planLineId: line.id, pence }], now)
  model.move(line, 'committed', 'available', pence)
  line.setOff += pence
}

/** Payments were less by a part of it: that is the commissioner's. */
function useSetOff(
  { tx, actor, caseId, now }: Book,
  model: BookModel,
  line: ModelLine,
  partOf: (pence: number) => number,
) {
  const pence = partOf(Math.min(line.setOff, line.on.available))
  if (pence === 0) return
  moves.recover(tx, actor, [{ caseId, planLineId: line.id, pence, from: 'available' }], now)
  model.move(line, 'available', 'recovered', pence)
  line.setOff -= pence
}

/** An appeal was won: what was taken or set off is the line's again; of one that has closed, the funding's. */
function restore(
  { tx, actor, caseId, now }: Book,
  model: BookModel,
  line: ModelLine,
  partOf: (pence: number) => number,
) {
  const pence = partOf(line.on.recovered)
  if (pence === 0) return
  moves.restoreRecovered(tx, actor, [{ caseId, planLineId: line.id, pence, closed: !line.open }], now)
  model.restore(line, pence)
}
