import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import { type Back, type Take, takesOf } from '../rules/spending/takes.ts'
import { type Pence, sumPence } from '../shared/money.ts'
import { accountOn, availableOn, fundingOf, openAccounts, post, postRelease } from './book-repository.ts'
import type { AgreedLine } from './lines-repository.ts'

/**
 * Posts what was bought from a line. One that has closed has what it was paid out; the rest is taken back from the funding, to which it was released. What
 * was posted before stays: a correction is an entry of its own. Gives what it took.
 */
export function postPurchase(
  tx: Tx,
  actor: Actor,
  line: AgreedLine,
  purchaseId: string,
  pence: Pence,
  now: Date,
): Take[] {
  const { id, caseId } = line
  const short = line.closedOn === null ? 0 : Math.max(0, pence - line.heldPence)
  postReallocation(tx, actor, { caseId, purchaseId }, [[id, short]], now)
  const takes = takesOf(short > 0 ? { ...line, availablePence: line.availablePence + short } : line, pence)
  if (takes.some(({ to }) => to === 'owed')) openAccounts(tx, actor, caseId, [accountOn('owed', id)])
  postParts(tx, actor, line, { kind: 'purchase', purchaseId }, takes, now)
  return takes
}

/** Posts what is given back of a purchase. Of a line that has closed it goes on to the funding, save what the person holds. */
export function postReversal(
  tx: Tx,
  actor: Actor,
  line: AgreedLine,
  purchaseId: string,
  backs: readonly Back[],
  now: Date,
): void {
  const { id, caseId } = line
  const held = backs.some(({ to }) => to === 'held')
  if (held) openAccounts(tx, actor, caseId, [accountOn('held', id)])
  postParts(tx, actor, line, { kind: 'reversal', purchaseId }, backs, now)
  if (line.status === 'closed') {
    const released = (['available', 'returned'] as const).map((from) => ({
      id,
      from,
      pence: sumPence(backs.filter(({ to }) => to === from).map(({ pence }) => pence)),
    }))
    postRelease(tx, actor, caseId, released, now)
  }
}

function postParts(
  tx: Tx,
  actor: Actor,
  { id, caseId }: AgreedLine,
  entry: { kind: 'purchase' | 'reversal'; purchaseId: string },
  parts: readonly (Take | Back)[],
  now: Date,
): void {
  const moves = parts.map(({ from, to, pence }) => ({ from: accountOn(from, id), to: accountOn(to, id), pence }))
  post(tx, actor, { caseId, planLineId: id, ...entry }, moves, now)
}

/** What a purchase took of its line, in the order in which it did. */
export async function listTakes(reads: Reads, actor: Actor, caseId: string, purchaseId: string): Promise<Take[]> {
  const rows = await reads
    .selectFrom('ledger_entry as e')
    .innerJoin('ledger_posting as p', (join) =>
      join.on('p.commissioner_id', '=', theTenant).onRef('p.ledger_entry_id', '=', 'e.ledger_entry_id'),
    )
    .select(['p.amount_pence as pence'])
    .select([sql<Take['from']>`p.from_kind`.as('from'), sql<Take['to']>`p.to_kind`.as('to')])
    .where('e.commissioner_id', '=', actor.commissionerId)
    .where('e.case_id', '=', caseId)
    .where('e.purchase_id', '=', purchaseId)
    .where('e.kind', '=', 'purchase')
    .orderBy('p.place')
    .execute()
  return rows
}

/** Takes money of the funding for lines: of those that are open again, or for what was bought from one before it closed. */
export function postReallocation(
  tx: Tx,
  actor: Actor,
  of: { readonly caseId: string; readonly purchaseId?: string },
  lines: readonly (readonly [planLineId: string, pence: Pence])[],
  now: Date,
): void {
  const from = fundingOf(of.caseId)
  const moves = lines.flatMap(([id, pence]) => (pence > 0 ? [{ from, to: availableOn(id), pence }] : []))
  if (moves.length > 0) post(tx, actor, { ...of, kind: 'reallocation' }, moves, now)
}
