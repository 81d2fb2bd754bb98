import type { Decision } from '../decisions/schemas.ts'
import { type AgreedLine, leftOf, usedOf } from '../ledger/lines-repository.ts'
import { carriedLeftOf } from '../period-ends/carry-over.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { orNotFound } from '../platform/http/operation.ts'
import { findReview } from '../reviews/repository.ts'
import { type TakenLine, takenBy } from '../rules/planning/restoring.ts'
import { type Pence, sumPence } from '../shared/money.ts'
import { findPredecessor } from '../support-plans/ending-repository.ts'
import { findPlan, type Plan } from '../support-plans/repository.ts'

export type Line = Plan['lines'][number]

/** The plan that was in force before the decision took effect, and what was taken of its lines: by the plan itself, or the first that did so after a finding. */
export async function findTaking(
  reads: Reads,
  actor: Actor,
  all: readonly AgreedLine[],
  { subject, subjectId, ...decision }: Decision,
) {
  if (subject === 'support-plan') {
    const [before, after] = await Promise.all([
      findPredecessor(reads, actor, subjectId),
      findPlan(reads, actor, subjectId),
    ])
    return before && after && { before, taken: takenBy(linesBefore(before, all), after) }
  }
  const review = await findReview(reads, actor, subjectId)
  let before = review?.supportPlanId ? await findPlan(reads, actor, review.supportPlanId) : undefined
  while (before?.supersededBy) {
    const after = orNotFound(await findPlan(reads, actor, before.supersededBy))
    const taken = after.agreedAt && after.agreedAt >= decision.decidedAt ? takenBy(linesBefore(before, all), after) : []
    if (taken.length > 0) return { before, taken }
    before = after
  }
  return undefined
}

/** The lines of a plan that is in force no more, as the person had them. */
function linesBefore(plan: Plan, all: readonly AgreedLine[]): (TakenLine & { readonly line: Line })[] {
  const { period } = plan
  return plan.lines.flatMap((line) => {
    const had = all.find(({ supportPlanId, key }) => supportPlanId === plan.id && key === line.key)
    if (!had?.closedOn || !period) return []
    const { id: planLineId, closedOn, deployment, instrument, holderId, spentPence } = had
    const held = { ...line, deployment, instrument, holderId }
    const then = {
      // What came over to it from the period before goes on beside what is agreed for it.
      leftPence: Math.max(0, leftOf(had) - carriedLeftOf(had)),
      paidOutPence: 0,
      spentPence,
      planLineId,
      period,
      lostFrom: closedOn,
      since: closedOn,
    }
    return [{ ...held, ...then, line: held }]
  })
}

/** The lines of this key that were opened since. */
const laterOf = (all: readonly AgreedLine[], { key, planLineId }: TakenLine) =>
  all.filter((line) => line.key === key && line.id > planLineId)

/** What was used of a line since it was taken. What came to its lines in hand is none of it: it was paid out for a line before, and never was of what that had left. */
export const usedSince = (all: readonly AgreedLine[], taken: TakenLine, inHand: ReadonlyMap<string, Pence>): Pence =>
  Math.max(0, sumPence(laterOf(all, taken).map((line) => usedOf(line) - (inHand.get(line.id) ?? 0))))
