import { listLines } from '../ledger/lines-repository.ts'
import { listReserves } from '../ledger/reserve-repository.ts'
import { listRestored } from '../ledger/restored-repository.ts'
import { listSources } from '../ledger/sources-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { sumEvidence } from './evidence-repository.ts'
import { toStatement } from './statement.ts'

/** What was agreed, spent and is left, line by line. */
export async function getStatement(reads: Reads, actor: Actor, caseId: string, now: Date) {
  const [lines, reserves, evidence, restored, sources] = await Promise.all([
    listLines(reads, actor, caseId),
    listReserves(reads, actor, caseId),
    sumEvidence(reads, actor, caseId),
    listRestored(reads, actor, caseId),
    listSources(reads, actor, caseId),
  ])
  return toStatement(caseId, { lines, reserves, evidence, restored, sources }, now)
}
