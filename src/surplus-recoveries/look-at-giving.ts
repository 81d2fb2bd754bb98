import type { LockedCase } from '../case-access/case.ts'
import type { AgreedLine } from '../ledger/lines-repository.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { isGuarded } from '../rules/planning/preventive.ts'
import type { Giving } from '../rules/spending/giving.ts'
import { londonDate } from '../shared/dates.ts'
import { findLinesNow } from '../support-plans/in-force.ts'
import { findOpenRecovery } from './repository.ts'

/**
 * The open lines of the plan in force, each with what keeps its money on it, for every road by which it would pay for something else. What was agreed beside the plan is in no text that says
 * what it is for: less of it is a changed plan.
 */
export async function lookAtGiving(
  tx: Tx,
  { actor, now }: Pick<Context, 'actor' | 'now'>,
  { id: caseId, rules }: LockedCase,
  opened: readonly AgreedLine[],
): Promise<(AgreedLine & Giving)[]> {
  const [linesNow, recovery] = await Promise.all([findLinesNow(tx, actor, caseId), findOpenRecovery(tx, actor, caseId)])
  const guard = { today: londonDate(now), reliedOnAfterMonths: rules.preventive.reliedOnAfterMonths }
  return opened.map((line) => {
    const found = linesNow.find(({ key }) => key === line.key)
    const inRecovery = recovery?.lines.some((one) => one.line === line.key) ?? false
    return { ...line, guarded: found !== undefined && isGuarded(found, guard), besidePlan: !found, inRecovery }
  })
}
