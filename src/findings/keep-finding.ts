import type { LockedCase } from '../case-access/case.ts'
import { findOpenAppeal } from '../case-access/repository.ts'
import { keepDecision } from '../decisions/keep-decision.ts'
import type { FreshDecision } from '../decisions/repository.ts'
import type { Decision } from '../decisions/schemas.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import type { Context } from '../platform/http/operation.ts'
import type { VersionedReview } from '../reviews/repository.ts'
import type { ReviewResult } from '../reviews/schemas.ts'
import { type Finding, outcomeOfFinding } from '../rules/reviews-and-appeals/reviews.ts'
import type { About } from '../words/letters/facts.ts'

/** At which tier a finding took effect, and in whose place where a delegate confirmed it. */
export type FoundBy = Pick<FreshDecision, 'tier' | 'inPlaceOf'>

/** Keeps a finding that takes something away as a decision, with its reasons and its letter, so that it can be appealed; null: it takes nothing. */
export async function keepFinding(
  tx: Tx,
  context: Context,
  budgetCase: LockedCase,
  review: VersionedReview,
  { finding, reasons }: ReviewResult,
  by: FoundBy,
  about: About,
): Promise<Decision | null> {
  const outcome = outcomeOfFinding(finding)
  if (!outcome) return null
  const made = {
    caseId: budgetCase.id,
    subject: 'review',
    subjectId: review.id,
    subjectVersion: review.version,
    outcome,
    reasons,
    gapsAcceptedBecause: null,
    schemeVersion: budgetCase.schemeVersion,
    ...by,
  } as const
  return keepDecision(tx, context, budgetCase, made, about)
}

/** Refuses a finding that takes something away while an appeal on the case is open: what the person has is frozen. */
export async function requireUnfrozen(
  tx: Tx,
  { actor }: Context,
  budgetCase: LockedCase,
  finding: Finding,
): Promise<void> {
  const open = outcomeOfFinding(finding) && (await findOpenAppeal(tx, actor, budgetCase.id))
  if (open) throw new Problem('support-frozen', undefined, { conflict: { kind: 'appeal', id: open } })
}
