import type { LockedCase } from '../cases/case.ts'
import { stopClock } from '../cases/clocks.ts'
import { closeLines, listActiveLines } from '../ledger/lines-repository.ts'
import { record } from '../platform/audit.ts'
import type { Tx } from '../platform/database.ts'
import type { Context } from '../platform/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { sumPence } from '../shared/money.ts'
import { setSuperseded } from './repository.ts'

/**
 * Makes room for a plan that is about to be agreed: the one that was in force is superseded, its lines close, and what was not
 * spent of them is released. A case spends under one plan at a time, so that a budget is never agreed to twice.
 */
export async function supersedePlan(tx: Tx, context: Context, the: LockedCase, byPlanId: string): Promise<void> {
  const { actor, now } = context
  const lines = (await listActiveLines(tx, actor, the.id)).filter((line) => line.supportPlanId !== byPlanId)
  const [first] = lines
  if (!first) return
  const id = first.supportPlanId
  const releasedPence = sumPence(lines.map((line) => line.agreedPence - line.spentPence))
  await Promise.all([
    setSuperseded(tx, actor, id, byPlanId),
    closeLines(tx, actor, the.id, lines, now),
    stopClock(tx, actor, 'first-payment', id, londonDate(now)),
    record(tx, actor, {
      type: 'support-plan.superseded',
      subjectId: id,
      caseId: the.id,
      at: now,
      schemeVersion: the.schemeVersion,
      facts: { by: byPlanId, releasedPence },
    }),
  ])
}
