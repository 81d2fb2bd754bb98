import type { Decision } from '../decisions/schemas.ts'
import { listCarriedIn } from '../ledger/carried-repository.ts'
import { listCameInHand } from '../ledger/held-repository.ts'
import { type AgreedLine, leftOf, usedOf } from '../ledger/lines-repository.ts'
import { carriedLeftOf } from '../period-ends/carry-over.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { orNotFound } from '../platform/http/operation.ts'
import { findReview } from '../reviews/repository.ts'
import { type SinceTaken, type TakenLine, takenBy } from '../rules/planning/restoring.ts'
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

/** What came to lines of a case in hand, and what came over to them from the period before, by the line. */
interface CameIn {
  readonly inHand: ReadonlyMap<string, Pence>
  readonly carried: ReadonlyMap<string, Pence>
}

export async function findCameIn(reads: Reads, actor: Actor, caseId: string): Promise<CameIn> {
  const [inHand, carried] = await Promise.all([
    listCameInHand(reads, actor, caseId),
    listCarriedIn(reads, actor, caseId),
  ])
  return { inHand, carried }
}

/** What came over to a line, as far as it did not go to another since; what of it went on once a line had closed was not used there. */
const cameOver = ({ id, status, carriedPence }: AgreedLine, { carried }: CameIn): Pence =>
  Math.min(carried.get(id) ?? 0, status === 'active' ? carriedPence : Number.POSITIVE_INFINITY)

/**
 * What was used of what was agreed for a line. What came to it in hand is none of it: it was paid out for a line before, and never was of what that had left. What came over is used first.
 */
function usedOfAgreed(line: AgreedLine, came: CameIn): Pence {
  const used = usedOf(line) - (came.inHand.get(line.id) ?? 0)
  return used - Math.min(Math.max(0, used), cameOver(line, came))
}

/** What moved to a line from others, less what moved from it: what came to it in hand is counted there as well, as far as it did not come over. */
const movedTo = (line: AgreedLine, came: CameIn): Pence =>
  line.movedPence - (came.inHand.get(line.id) ?? 0) + line.carriedPence - cameOver(line, came)

/** What became of a line since it was taken. What moved to lines that closed since, the plan after them has agreed or not. */
export const sinceTaken = (all: readonly AgreedLine[], taken: TakenLine, came: CameIn): SinceTaken => {
  const later = laterOf(all, taken)
  return {
    usedPence: Math.max(0, sumPence(later.map((line) => usedOfAgreed(line, came)))),
    movedPence: sumPence(later.map((line) => (line.status === 'active' ? movedTo(line, came) : 0))),
  }
}

/** What there is of a line that the person has now beside what came over, which goes on beside what is agreed. */
export const leftOfAgreed = (line: AgreedLine, came: CameIn): Pence =>
  line.agreedPence + line.crisisPence + movedTo(line, came) - usedOfAgreed(line, came)
