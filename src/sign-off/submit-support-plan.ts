import { findNoServices } from '../current-services/no-services-repository.ts'
import { listServicesOf } from '../current-services/repository.ts'
import { findCompletedAssessment } from '../needs-assessments/repository.ts'
import { listUnknownOrganisations } from '../organisations/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { continuityMissing, registerMissing } from '../rules/planning/continuity-checks.ts'
import { sourcesMissing } from '../rules/planning/cover-sources.ts'
import { dependencesMissing, dependencesOfPlan } from '../rules/planning/dependences.ts'
import { elementsMissing } from '../rules/planning/elements.ts'
import { namedSupportMissing } from '../rules/planning/named-support.ts'
import { checkPlan } from '../rules/planning/plan-checks.ts'
import { worstTimesMissing } from '../rules/planning/worst-times.ts'
import { lookAtWords } from '../spending-checks/look-at-words.ts'
import { wordsOfLines } from '../spending-checks/words-of-lines.ts'
import { toSupportPlan } from '../support-plans/in-force.ts'
import { openPlan } from '../support-plans/open-plan.ts'
import { authorsWith, type Plan, setPlan } from '../support-plans/repository.ts'
import { requirePlanner } from '../support-plans/require-planner.ts'
import type { SupportPlan } from '../support-plans/schemas.ts'
import { insertPlanVersion } from '../support-plans/versions-repository.ts'
import { expectedRoute, findCircumstances, lessByPlan, unexplained } from './circumstances.ts'
import { listParts } from './parts-repository.ts'

/** Puts a plan before those who must sign it, and keeps its text as it stands. What is missing is told whole. */
export async function submitSupportPlan(tx: Tx, context: Context, id: string): Promise<Answer<SupportPlan>> {
  const { actor, now } = context
  const { budgetCase, plan } = await openPlan(tx, context, id, 'draft', 'returned')
  await requirePlanner(tx, budgetCase, actor, 'submitSupportPlan')
  const fallback = plan.crisisContingency?.ifTooUnwell?.choice?.organisationId
  const holders = [...plan.lines.flatMap((line) => line.holderId ?? []), ...(fallback ? [fallback] : [])]
  const [unknown, circumstances, taken, services, assessment, none] = await Promise.all([
    listUnknownOrganisations(tx, actor.commissionerId, holders),
    findCircumstances(tx, actor, plan, now),
    listParts(tx, actor, plan),
    listServicesOf(tx, actor, budgetCase.id),
    findCompletedAssessment(tx, actor, budgetCase.id),
    findNoServices(tx, actor, budgetCase.id),
  ])
  const budget = orNotFound(circumstances.budget, 'budget-not-disclosed')
  if (budget.disclosedAt === null) throw new Problem('budget-not-disclosed')
  const errors = [
    ...checkPlan(plan, budgetCase.rules, budget),
    ...elementsMissing(plan.lines, budgetCase.rules, budget.elementsLeft),
    ...registerMissing(services, none !== undefined),
    ...continuityMissing(services, plan.lines),
    ...namedSupportMissing(plan.lines, services),
    ...dependencesMissing(
      dependencesOfPlan(lessByPlan(budgetCase.rules, plan, circumstances), plan, circumstances.linesNow, services),
      plan.dependenceKnown,
    ),
    ...(plan.crisisContingency ? sourcesMissing(plan.crisisContingency, services) : []),
    ...worstTimesMissing(plan.crisisContingency, assessment?.worstTimes),
    ...unexplained(budgetCase.rules, plan, circumstances),
  ]
  for (const [index, line] of plan.lines.entries()) {
    if (line.holderId && unknown.has(line.holderId)) {
      errors.push({
        pointer: `/lines/${index}/holderId`,
        code: 'reference-unknown',
        detail: 'is no organisation that is registered here',
      })
    }
  }
  if (fallback && unknown.has(fallback)) {
    errors.push({
      pointer: '/crisisContingency/ifTooUnwell/choice/organisationId',
      code: 'reference-unknown',
      detail: 'is no organisation that is registered here',
    })
  }
  // What is in doubt is looked at while the plan is signed.
  const { refused } = await lookAtWords(tx, context, budgetCase, wordsOfLines(plan))
  errors.push(...refused.filter(({ pointer }) => !errors.some((error) => error.pointer === pointer)))
  if (errors.length > 0) throw new Problem('plan-incomplete', undefined, { errors })
  // A plan that no tier may decide on would wait for ever: said before anybody signs.
  const authored = { ...plan, authorIds: authorsWith(plan, actor) }
  const { humanId, registered: staff } = budgetCase.writer
  const wrote = { part: 'wrote', humanId, staff, organisationId: actor.organisationId } as const
  const unsigned = taken.filter(({ part }) => !part.startsWith('signed-'))
  orThrow(expectedRoute(budgetCase.rules, plan, { ...circumstances, taken: [...unsigned, wrote] }))
  const version = plan.version + 1
  const submitted: Plan = {
    ...authored,
    status: 'awaiting-signatures',
    submittedVersion: version,
    submittedAt: now.toISOString(),
    tier: null,
  }
  await Promise.all([
    setPlan(tx, actor, submitted),
    insertPlanVersion(tx, actor, submitted, version, now),
    record(tx, actor, {
      type: 'support-plan.submitted',
      subjectId: id,
      caseId: budgetCase.id,
      at: now,
      facts: { version, totalPence: plan.totalPence },
    }),
  ])
  return done(toSupportPlan(submitted), version)
}
