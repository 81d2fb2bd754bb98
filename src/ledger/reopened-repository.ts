import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
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
  await Promise.all([setClosedOn(tx, actor, lines, null), ...lines.map((line) => setGranted(tx, actor, line))])
}

async function setGranted(tx: Tx, actor: Actor, line: AgreedLine): Promise<void> {
  await tx
    .updateTable('plan_line')
    .set({ agreed_pence: line.agreedPence, moved_pence: line.movedPence, carried_pence: line.carriedPence })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('plan_line_id', '=', line.id)
    .where((eb) =>
      eb.or([
        eb('agreed_pence', '<>', line.agreedPence),
        eb('moved_pence', '<>', line.movedPence),
        eb('carried_pence', '<>', line.carriedPence),
      ]),
    )
    .execute()
}
