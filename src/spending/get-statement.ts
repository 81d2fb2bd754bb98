import { listLines } from '../ledger/lines-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { sumPendingReceipts } from './repository.ts'
import { toStatement } from './statement.ts'

/** What was agreed, spent and is left, line by line. */
export async function getStatement(reads: Reads, actor: Actor, caseId: string, now: Date) {
  const [lines, pending] = await Promise.all([
    listLines(reads, actor, caseId),
    sumPendingReceipts(reads, actor, caseId),
  ])
  return toStatement(caseId, lines, pending, now)
}
