import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import type { PaymentPurpose } from '../rules/payments/planned.ts'
import type { Pence } from '../shared/money.ts'
import { type Account, accountOn, type Entry, openAccountsOf, postAll, postRelease } from './book-repository.ts'

/** Money of a line on its way. Nothing is moved where the amount is nothing. */
export interface OnItsWay {
  readonly caseId: string
  readonly planLineId: string
  readonly pence: Pence
}
type Kind = Account['kind']

/** Where money is that the bank was told to pay: what was bought stays bought meanwhile. */
export interface WithTheBank {
  readonly from: 'pending' | 'paying'
}
/** The same of a payment, by what it is for. */
export const withTheBank = (purpose: PaymentPurpose): WithTheBank => ({
  from: purpose === 'owed' ? 'paying' : 'pending',
})

/** Each a move of its line, all of them or none; what a line has not got is refused by the database. */
function move(
  tx: Tx,
  actor: Actor,
  kind: Entry['kind'],
  moved: readonly (OnItsWay & { readonly from: Kind; readonly to: Kind })[],
  now: Date,
): void {
  const of = moved.filter(({ pence }) => pence > 0)
  if (of.length === 0) return
  openAccountsOf(
    tx,
    actor,
    of.map(({ caseId, to, planLineId }) => ({ ...accountOn(to, planLineId), caseId })),
  )
  const entries = of.map(({ caseId, planLineId, from, to, pence }) => ({
    caseId,
    kind,
    planLineId,
    moves: [{ from: accountOn(from, planLineId), to: accountOn(to, planLineId), pence }],
  }))
  postAll(tx, actor, entries, now)
}

/** Sets money aside for payments that are planned. */
export const commit = (tx: Tx, actor: Actor, of: readonly OnItsWay[], now: Date): void =>
  move(tx, actor, 'commitment', between(of, 'available', 'committed'), now)

/** Sets it free again. */
export const uncommit = (tx: Tx, actor: Actor, of: readonly OnItsWay[], now: Date): void =>
  move(tx, actor, 'commitment', between(of, 'committed', 'available'), now)

/** What is available is owed for what was given already. */
export const owe = (tx: Tx, actor: Actor, of: readonly OnItsWay[], now: Date): void =>
  move(tx, actor, 'commitment', between(of, 'available', 'owed'), now)

/** What was owed is available again: it was paid already. */
export const disown = (tx: Tx, actor: Actor, of: readonly OnItsWay[], now: Date): void =>
  move(tx, actor, 'commitment', between(of, 'owed', 'available'), now)

/** What is set aside on each of these lines for payments by the schedule, and what of each is owed. */
export async function listSetAside(
  reads: Reads,
  actor: Actor,
  lines: readonly string[],
): Promise<ReadonlyMap<string, { readonly committed: Pence; readonly owed: Pence }>> {
  if (lines.length === 0) return new Map()
  const rows = await reads
    .selectFrom('account')
    .select(['holder_id', 'kind', 'balance_pence'])
    .where('commissioner_id', '=', actor.commissionerId)
    .where((eb) => eb('holder_id', '=', eb.fn.any(eb.val([...new Set(lines)]))))
    .where('kind', 'in', ['committed', 'owed'])
    .execute()
  const of = Map.groupBy(rows, ({ holder_id }) => holder_id)
  const balance = (line: string, kind: Kind) => of.get(line)?.find((one) => one.kind === kind)?.balance_pence ?? 0
  return new Map(lines.map((line) => [line, { committed: balance(line, 'committed'), owed: balance(line, 'owed') }]))
}

/** Hands a payment to the bank: of what was committed, of what is available, or of what is owed. */
export const instruct = (
  tx: Tx,
  actor: Actor,
  of: readonly (OnItsWay & { readonly from: 'committed' | 'available' | 'owed' })[],
  now: Date,
): void =>
  move(
    tx,
    actor,
    'instruction',
    of.map((one) => ({ ...one, to: one.from === 'owed' ? ('paying' as const) : ('pending' as const) })),
    now,
  )

/** A payment was made, from what the bank has or, where it was said to have failed, from what is available: the person or the holder has it (held), or what was bought is paid (spent). */
export const settle = (
  tx: Tx,
  actor: Actor,
  of: readonly (OnItsWay & { readonly from: WithTheBank['from'] | 'available'; readonly to: 'held' | 'spent' })[],
  now: Date,
): void => move(tx, actor, 'settlement', of, now)

/** A payment was not made: it is where it came from. */
export const fail = (
  tx: Tx,
  actor: Actor,
  of: readonly (OnItsWay & WithTheBank & { readonly to: 'committed' | 'available' | 'owed' })[],
  now: Date,
): void => move(tx, actor, 'failure', of, now)

/** Money that was paid out comes back to the commissioner; it stays the person's until a decision says otherwise. */
export const giveBack = (tx: Tx, actor: Actor, of: readonly OnItsWay[], now: Date): void =>
  move(tx, actor, 'return', between(of, 'held', 'returned'), now)

/** A payment that was made comes back, whole or in part: to where it came from, or to what was given back. */
export const comeBack = (
  tx: Tx,
  actor: Actor,
  of: readonly (OnItsWay & {
    readonly from: 'held' | 'spent'
    readonly to: 'committed' | 'available' | 'owed' | 'returned'
  })[],
  now: Date,
): void => move(tx, actor, 'return', of, now)

/** Takes money back by a decision. */
export const recover = (
  tx: Tx,
  actor: Actor,
  of: readonly (OnItsWay & { readonly from: 'available' | 'returned' | 'held' })[],
  now: Date,
): void =>
  move(
    tx,
    actor,
    'recovery',
    of.map((one) => ({ ...one, to: 'recovered' as const })),
    now,
  )

/** Gives back what was taken: to the line, or on to the funding where it has closed since. */
export function restoreRecovered(
  tx: Tx,
  actor: Actor,
  of: readonly (OnItsWay & { readonly closed: boolean })[],
  now: Date,
): void {
  move(tx, actor, 'recovery', between(of, 'recovered', 'available'), now)
  for (const { caseId, planLineId: id, pence } of of.filter(({ closed }) => closed))
    postRelease(tx, actor, caseId, [{ id, from: 'available', pence }], now)
}

const between = <From extends Kind, To extends Kind>(of: readonly OnItsWay[], from: From, to: To) =>
  of.map((one) => ({ ...one, from, to }))
