import type { Static } from '@sinclair/typebox'
import { getRulesOfCase } from '../case-access/repository.ts'
import { findNoServices } from '../current-services/no-services-repository.ts'
import { listServicesOf } from '../current-services/repository.ts'
import { type Assessment, findCompletedAssessment } from '../needs-assessments/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { assessedNeeds, hiddenToSee, unpaidToSee } from '../rules/assessment/assessed-needs.ts'
import { instrumentOf } from '../rules/assessment/instruments.ts'
import { continuityMissing, registerMissing, shortfallsToSee } from '../rules/planning/continuity-checks.ts'
import { sourcesMissing } from '../rules/planning/cover-sources.ts'
import { dependencesMissing, dependencesOfPlan } from '../rules/planning/dependences.ts'
import { elementsMissing } from '../rules/planning/elements.ts'
import { hoursToSee, namedSupportMissing } from '../rules/planning/named-support.ts'
import { checkPlan } from '../rules/planning/plan-checks.ts'
import { lossesOf, reductionsOf } from '../rules/planning/preventive.ts'
import { lossesToSee, reductionsMissing } from '../rules/planning/reductions.ts'
import { worstTimesMissing } from '../rules/planning/worst-times.ts'
import { londonDate } from '../shared/dates.ts'
import { findBudgetLeft } from './budget-left.ts'
import type { PlanChecks } from './check-schemas.ts'
import { findLinesNow } from './in-force.ts'
import { findPlan, type Plan } from './repository.ts'

/** What a plan lacks before it can be submitted. */
export async function checkSupportPlan(
  reads: Reads,
  actor: Actor,
  id: string,
  now: Date,
): Promise<Static<typeof PlanChecks> | undefined> {
  const of = { table: 'support_plan', id } as const
  const [rules, plan, budget, services, assessment, none] = await Promise.all([
    getRulesOfCase(reads, actor, of),
    findPlan(reads, actor, id),
    findBudgetLeft(reads, actor, of, id),
    listServicesOf(reads, actor, of),
    findCompletedAssessment(reads, actor, of),
    findNoServices(reads, actor, of),
  ])
  if (!rules || !plan || !budget) return undefined
  const { reliedOnAfterMonths } = rules.preventive
  // A plan that is in force itself takes nothing from itself.
  const linesNow =
    plan.status === 'agreed' || plan.status === 'active' ? [] : await findLinesNow(reads, actor, plan.caseId)
  const context = { today: londonDate(now), reliedOnAfterMonths }
  const less = {
    guarded: reductionsOf(linesNow, plan.lines, context),
    ordinary: lossesOf(linesNow, plan.lines, context),
  }
  const missing = [
    ...checkPlan(plan, rules, budget),
    ...elementsMissing(plan.lines, rules, budget.elementsLeft),
    ...registerMissing(services, none !== undefined),
    ...continuityMissing(services, plan.lines),
    ...namedSupportMissing(plan.lines, services),
    ...dependencesMissing(dependencesOfPlan(less, plan, linesNow, services), plan.dependenceKnown),
    ...(plan.crisisContingency ? sourcesMissing(plan.crisisContingency, services) : []),
    ...worstTimesMissing(plan.crisisContingency, assessment?.worstTimes),
    ...reductionsMissing(less, plan.reductions, { lines: plan.lines, signatures: rules.signatures }),
  ]
  const assessed = assessment ? assessedFor(assessment, plan) : null
  const toSee = [
    ...shortfallsToSee(services),
    ...hoursToSee(plan.lines, services),
    ...lossesToSee(less, plan.reductions),
    ...(assessment && assessed
      ? [
          ...unpaidToSee(instrumentOfAssessment(assessment), assessed.unpaidSupport, budget.period),
          ...hiddenToSee(assessed.needs),
        ]
      : []),
  ]
  return { ready: missing.length === 0, missing, toSee, assessed }
}

const instrumentOfAssessment = ({ instrument, instrumentVersion }: Assessment) =>
  instrumentOf(instrument, instrumentVersion)

/** What was assessed, as far as a plan answers it: it is read where it is, and typed nowhere again. */
function assessedFor(assessment: Assessment, { lines }: Plan): NonNullable<Static<typeof PlanChecks>['assessed']> {
  const { id, ratings, unpaidSupport = [] } = assessment
  const needs = assessedNeeds(instrumentOfAssessment(assessment), ratings, lines)
  return { needsAssessmentId: id, needs: needs.map((need) => ({ ...need, lines: [...need.lines] })), unpaidSupport }
}
