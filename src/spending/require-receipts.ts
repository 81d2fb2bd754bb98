import type { LockedCase } from '../case-access/case.ts'
import type { AgreedLine } from '../ledger/lines-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import type { PlanLine } from '../rules/planning/plan-checks.ts'
import { isEssential } from '../rules/spending/missing-receipts.ts'
import { dateInWords } from '../shared/dates.ts'
import { findPausing } from './chases-repository.ts'

/** Refuses a purchase by whom a missing receipt has paused on the line. A crisis since then, or a plan that marks the line, makes it essential. */
export async function requireReceipts(
  tx: Tx,
  actor: Actor,
  { id, writer }: Pick<LockedCase, 'id' | 'writer'>,
  line: AgreedLine,
  planned: PlanLine | undefined,
): Promise<void> {
  if (isEssential(line, planned)) return
  const pausing = await findPausing(tx, actor, { caseId: id, lineKey: line.key, humanId: writer.humanId })
  if (pausing)
    throw new Problem('receipt-missing', `The receipt of what you bought on ${dateInWords(pausing)} is missing`)
}
