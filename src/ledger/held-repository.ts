import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { accountOn, availableOn, fundingOf, openAccounts, post } from './book-repository.ts'
import { type AgreedLine, listLines } from './lines-repository.ts'

const isHeldAlike = (closed: AgreedLine, open: AgreedLine): boolean =>
  open.status === 'active' &&
  open.key === closed.key &&
  open.deployment === closed.deployment &&
  open.holderId === closed.holderId

/**
 * What was paid out for a line and is not spent yet goes on with the line that takes its place, and is a part of what was agreed for that: the person
 * has no day on which they cannot spend what they have, and is not paid it twice.
 */
export async function carryHeld(tx: Tx, actor: Actor, caseId: string, now: Date): Promise<void> {
  const lines = await listLines(tx, actor, caseId)
  // What several plans before left in hand goes on together: never more than the line has.
  const left = new Map(lines.map(({ id, availablePence }) => [id, availablePence]))
  for (const closed of lines.filter(({ status, heldPence }) => status === 'closed' && heldPence > 0)) {
    const open = lines.find((line) => isHeldAlike(closed, line))
    const has = (open && left.get(open.id)) ?? 0
    const pence = Math.min(closed.heldPence, has)
    if (!open || pence === 0) continue
    left.set(open.id, has - pence)
    openAccounts(tx, actor, caseId, [accountOn('held', open.id)])
    const moves = [
      { from: accountOn('held', closed.id), to: accountOn('held', open.id), pence },
      { from: availableOn(open.id), to: fundingOf(caseId), pence },
    ]
    post(tx, actor, { caseId, kind: 'reallocation', planLineId: open.id }, moves, now)
  }
}
