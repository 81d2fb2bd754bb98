import { isDeepStrictEqual } from 'node:util'
import type { LockedCase } from '../case-access/case.ts'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { requireMandate } from '../case-team/require-mandate.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Context, checkVersion, orNotFound } from '../platform/http/operation.ts'
import { unknownNeeds } from '../rules/assessment/assessed-needs.ts'
import { instrumentOf } from '../rules/assessment/instruments.ts'
import { type MeasureScore, wrongScores } from '../rules/assessment/measures.ts'
import { unknownDomains } from '../rules/assessment/needs.ts'
import type { CaseRole } from '../rules/sign-off/sign-off-rules.ts'
import { type Assessment, type AssessmentContent, findAssessment } from './repository.ts'

/** Who may write an assessment: the care coordinator, and the person, who can rate themselves (S2: self-assessment). */
export const assessors = ['care-coordinator', 'person', 'representative'] as const

/** An assessment in progress and its case, both as they stand under the case's lock. */
export async function openAssessment(
  tx: Tx,
  context: Context,
  id: string,
  roles: readonly (typeof assessors)[number][],
): Promise<{ budgetCase: LockedCase; assessment: Assessment; as: CaseRole }> {
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
  return { budgetCase, assessment, as }
}

/** Refuses ratings of domains that the instrument does not have, and scores that no measure can give. */
export function checkContent(code: string, version: number, content: AssessmentContent): void {
  const instrument = instrumentOf(code, version)
  const errors = [...unknownDomains(instrument, content.ratings), ...unknownNeeds(instrument, content.unpaidSupport)]
  if (errors.length > 0)
    throw new Problem('request-invalid', 'This names a domain that the instrument does not have', { errors })
  requireScores(content.measures)
}

/** Refuses that anybody else than the care coordinator changes how the care coordinator sees a domain: neither speaks for the other. */
export function requireOwnSight(
  as: CaseRole,
  { ratings: before }: Pick<AssessmentContent, 'ratings'>,
  { ratings: after }: Pick<AssessmentContent, 'ratings'>,
) {
  if (as === 'care-coordinator') return
  const seen = (ratings: AssessmentContent['ratings'], domain: string) => ratings[domain]?.professional ?? null
  const changed = Object.keys({ ...before, ...after }).find(
    (domain) => !isDeepStrictEqual(seen(before, domain), seen(after, domain)),
  )
  if (changed)
    throw new Problem('case-role-required', `Only the care coordinator says how they see the domain ${changed}`)
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
