import { findSaidBefore } from '../needs-assessments/said-before.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { carried } from '../rules/assessment/carried.ts'
import { findAgreedPlan } from './repository.ts'
import type { OutcomeInput, SupportPlan } from './schemas.ts'

type Outcomes = SupportPlan['outcomes']

/**
 * The outcomes that are given, or where none are, those of the plan in force or the goals that were assessed; each with where the person said it in these
 * words. What was said nowhere else has no word of it, so that the text that is signed stays as it was.
 */
export async function outcomesOf(
  tx: Tx,
  actor: Actor,
  caseId: string,
  given: (typeof OutcomeInput.static)[] | undefined,
): Promise<Outcomes> {
  const [inForce, { goals }] = await Promise.all([
    given ? undefined : findAgreedPlan(tx, actor, caseId),
    findSaidBefore(tx, actor, caseId),
  ])
  if (inForce) return inForce.outcomes
  const begun = goals?.said.map(({ words }, index) => ({ key: `goal-${index + 1}`, words })) ?? []
  const before = goals && { from: goals.from, said: begun }
  return carried(given, before).map(({ from, ...outcome }) => ({ ...outcome, ...(from && { from }) }))
}
