import type { LockedCase } from '../case-access/case.ts'
import type { Escalation } from '../clocks/overdue-repository.ts'
import type { KeptClock } from '../clocks/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'

/**
 * Reports that a step is late where there is nobody to pass it up to: it is on the record once, and the case waits for the
 * commissioner too, who sees to it that it is done, until it is: it stays assigned across hand-overs until the step is done. The clock of the case shows it all the while.
 */
export async function reportLate(
  tx: Tx,
  { actor, now }: Context,
  budgetCase: LockedCase,
  { kind, subjectId }: Pick<KeptClock, 'kind' | 'subjectId'>,
): Promise<Escalation> {
  await record(tx, actor, {
    type: 'case.step-late',
    subjectId,
    caseId: budgetCase.id,
    at: now,
    schemeVersion: budgetCase.schemeVersion,
    facts: { clock: kind, tier: budgetCase.waits.find((wait) => wait.clock?.subjectId === subjectId)?.tier ?? null },
  })
  return 'reported'
}
