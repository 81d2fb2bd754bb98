import type { Case } from '../case-access/case.ts'
import { seenCase } from '../case-access/repository.ts'
import { type By, nearest, toCase, visibleCases } from '../case-access/visible-repository.ts'
import { clocksOfCase, type KeptClock } from '../clocks/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { eachOf, preparedByActor } from '../platform/database/prepared.ts'
import type { Slots } from '../platform/database/slots.ts'

const caseWithClocks = eachOf((by: By) =>
  preparedByActor((reads: Reads, actor, { caseId }: Slots<{ caseId: string }>) =>
    visibleCases(reads, actor, by).select(clocksOfCase).where('c.case_id', '=', caseId),
  ),
)

export async function findCaseWithClocks(
  reads: Reads,
  actor: Actor,
  caseId: string,
): Promise<(Case & { readonly clocks: readonly KeptClock[] }) | undefined> {
  const row = await nearest(actor, (by) => caseWithClocks(by)(reads, actor, { caseId }))
  return row && { ...seenCase(reads, actor, toCase(row)), clocks: row.clocks }
}
