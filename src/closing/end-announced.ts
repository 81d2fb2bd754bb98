import type { LockedCase } from '../case-access/case.ts'
import { findOpenAppeal } from '../case-access/repository.ts'
import type { Escalation } from '../clocks/overdue-repository.ts'
import { keepAgain } from '../current-services/replaced-services.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { findAnnounced } from './announced-repository.ts'
import { closeCase } from './close-case.ts'
import { findOpenDeath } from './death-repository.ts'

/**
 * Ends a budget whose end was announced, once the person's time to call it off is over, whenever that is found. While an appeal is open, or a death
 * waits to be confirmed, what the person has stays as it is: it is looked at again the next day.
 */
export async function endAnnounced(tx: Tx, context: Context, budgetCase: LockedCase): Promise<Escalation> {
  const { actor, now } = context
  const { id: caseId, schemeVersion } = budgetCase
  const [announced, appeal, death] = await Promise.all([
    findAnnounced(tx, actor, caseId),
    findOpenAppeal(tx, actor, caseId),
    findOpenDeath(tx, actor, caseId),
  ])
  if (!announced) return 'reported'
  if (appeal || death) return { lookAgainAfter: londonDate(now) }
  // While the lines are still open: what a line in force is to replace is not kept again.
  await keepAgain(tx, context, caseId, { lines: 'all', by: 'budget-ended' })
  const { ending, words, endsAfter: lastDay } = announced
  const releasedPence = await closeCase(tx, context, budgetCase, { ending, words, announced: true, lastDay })
  await record(tx, actor, {
    type: 'case.announced-ending-took-effect',
    subjectId: announced.id,
    caseId,
    at: now,
    schemeVersion,
    facts: { ending, releasedPence },
  })
  return 'reported'
}
