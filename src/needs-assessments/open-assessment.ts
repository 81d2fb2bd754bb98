import type { LockedCase } from '../case-access/case.ts'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { requireMandate } from '../case-team/require-mandate.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Context, checkVersion, orNotFound } from '../platform/http/operation.ts'
import { instrumentOf } from '../rules/assessment/instruments.ts'
import { type MeasureScore, wrongScores } from '../rules/assessment/measures.ts'
import { unknownDomains } from '../rules/assessment/needs.ts'
import { type Assessment, type AssessmentContent, findAssessment } from './repository.ts'

/** Who may write an assessment: the care coordinator, and the person, who can rate themselves (S2: self-assessment). */
export const assessors = ['care-coordinator', 'person', 'representative'] as const

/** An assessment in progress and its case, both as they stand under the case's lock. */
export async function openAssessment(
  tx: Tx,
  context: Context,
  id: string,
  roles: readonly (typeof assessors)[number][],
): Promise<{ budgetCase: LockedCase; assessment: Assessment }> {
  const [budgetCase, held] = await Promise.all([
    openForWriting(tx, context, { table: 'needs_assessment', id }),
    findAssessment(tx, context.actor, id),
  ])
  const assessment = orNotFound(held)
  const as = requireCaseRole(budgetCase, context.actor, ...roles)
  await requireMandate(tx, context.actor, budgetCase.id, as, 'changeNeedsAssessment')
  checkVersion(context, assessment.version)
  if (assessment.status !== 'in-progress')
    throw new Problem('wrong-state', `The needs assessment is ${assessment.status}`)
  return { budgetCase, assessment }
}

/** Refuses ratings of domains that the instrument does not have, and scores that no measure can give. */
export function checkContent(code: string, version: number, content: AssessmentContent): void {
  const errors = unknownDomains(instrumentOf(code, version), content.ratings)
  if (errors.length > 0)
    throw new Problem('request-invalid', 'A rating names a domain that the instrument does not have', { errors })
  requireScores(content.measures)
}

/** Refuses scores that no measure can give. */
export function requireScores(scores: readonly MeasureScore[] = []): void {
  const errors = wrongScores(scores)
  if (errors.length > 0) throw new Problem('request-invalid', 'A score is none that the measure gives', { errors })
}

/** The assessment for the wire: without what only the ETag tells. */
export function withoutVersion({ version: _, ...assessment }: Assessment) {
  return assessment
}
