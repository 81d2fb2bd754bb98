import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Pence } from '../shared/money.ts'
import { type AgreedLine, leftOf, setClosedOn } from './lines-repository.ts'
import { postReallocation } from './spending-repository.ts'

/** Opens the lines of a plan again that had ended with its case, with what they have now, and allocates what of it is not spent. */
export async function reopenLines(
  tx: Tx,
  actor: Actor,
  caseId: string,
  lines: readonly AgreedLine[],
  now: Date,
): Promise<void> {
  const left = lines.map((line) => [line.id, leftOf(line)] as const)
  postReallocation(tx, actor, { caseId }, left, now)
  await Promise.all([
    setClosedOn(tx, actor, lines, null),
    ...lines.map(({ id, agreedPence }) => setAgreed(tx, actor, id, agreedPence)),
  ])
}

async function setAgreed(tx: Tx, actor: Actor, lineId: string, agreedPence: Pence): Promise<void> {
  await tx
    .updateTable('plan_line')
    .set({ agreed_pence: agreedPence })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('plan_line_id', '=', lineId)
    .where('agreed_pence', '<>', agreedPence)
    .execute()
}
