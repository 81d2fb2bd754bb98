import { appealRoutes } from './appeals/routes.ts'
import { appealSchemas } from './appeals/schemas.ts'
import { reportLate } from './breaches/report-late.ts'
import { type BreachHandlers, sweepBreaches } from './breaches/sweep-breaches.ts'
import { brokerageRoutes } from './brokerage/routes.ts'
import { brokerageSchemas } from './brokerage/schemas.ts'
import { budgetRoutes } from './budgets/routes.ts'
import { budgetSchemas } from './budgets/schemas.ts'
import { verificationRoutes } from './budgets/verification-routes.ts'
import { CalculationVerification } from './budgets/verification-schemas.ts'
import { caseRoutes } from './cases/routes.ts'
import { caseSchemas } from './cases/schemas.ts'
import { caseVersionRoutes } from './cases/version-routes.ts'
import { SchemeVersionChange } from './cases/version-schemas.ts'
import { consentRoutes } from './consents/routes.ts'
import { crisisSchemas } from './crisis-contingencies/schemas.ts'
import { currentServiceRoutes } from './current-services/routes.ts'
import { currentServiceSchemas } from './current-services/schemas.ts'
import { decisionRoutes } from './decisions/routes.ts'
import { decisionSchemas } from './decisions/schemas.ts'
import { delegationRoutes } from './delegations/routes.ts'
import { delegationSchemas } from './delegations/schemas.ts'
import { endingRoutes } from './endings/routes.ts'
import { endingSchemas } from './endings/schemas.ts'
import { AuditHead, auditHeadRoutes } from './events/audit-head.ts'
import { eventRoutes } from './events/routes.ts'
import { eventSchemas } from './events/schemas.ts'
import { expressionRoutes } from './expressions-of-interest/routes.ts'
import { expressionSchemas } from './expressions-of-interest/schemas.ts'
import { assessmentRoutes } from './needs-assessments/routes.ts'
import { assessmentSchemas } from './needs-assessments/schemas.ts'
import { organisationRoutes } from './organisations/routes.ts'
import { organisationSchemas } from './organisations/schemas.ts'
import { peopleRoutes } from './people/routes.ts'
import { peopleSchemas } from './people/schemas.ts'
import type { Platform } from './platform/http/operation.ts'
import type { TypedApp } from './platform/http/route.ts'
import type { BackgroundWork } from './platform/work/background.ts'
import { reviewRoutes } from './reviews/routes.ts'
import { scheduleFirstReview } from './reviews/schedule-first-review.ts'
import { reviewSchemas } from './reviews/schemas.ts'
import { schemeDraftRoutes } from './schemes/draft-routes.ts'
import { schemeDraftSchemas } from './schemes/draft-schemas.ts'
import { schemeRoutes } from './schemes/routes.ts'
import { schemeSchemas } from './schemes/schemas.ts'
import { schemeVersionRoutes } from './schemes/version-routes.ts'
import { commonSchemas } from './shared/schema.ts'
import { conflictRoutes } from './sign-off/conflict-routes.ts'
import { escalateOverduePlan } from './sign-off/escalate-overdue-plan.ts'
import { signOffRoutes } from './sign-off/routes.ts'
import { signOffSchemas } from './sign-off/schemas.ts'
import { signOffFigureRoutes } from './sign-off-figures/routes.ts'
import { signOffFigureSchemas } from './sign-off-figures/schemas.ts'
import { advanceSimulations } from './simulations/advance-simulations.ts'
import { simulationRoutes } from './simulations/routes.ts'
import { simulationSchemas } from './simulations/schemas.ts'
import { spendingRoutes } from './spending/routes.ts'
import { spendingSchemas } from './spending/schemas.ts'
import { planInsightRoutes } from './support-plans/insight-routes.ts'
import { listPlanLineKeys } from './support-plans/plan-lines-repository.ts'
import { supportPlanRoutes } from './support-plans/routes.ts'
import { supportPlanSchemas } from './support-plans/schemas.ts'

/** Every named schema of the contract, in the order of the pathway. */
export const domainSchemas = [
  commonSchemas,
  schemeSchemas,
  schemeDraftSchemas,
  organisationSchemas,
  delegationSchemas,
  peopleSchemas,
  caseSchemas,
  SchemeVersionChange,
  currentServiceSchemas,
  decisionSchemas,
  expressionSchemas,
  assessmentSchemas,
  budgetSchemas,
  CalculationVerification,
  crisisSchemas,
  brokerageSchemas,
  supportPlanSchemas,
  signOffSchemas,
  signOffFigureSchemas,
  spendingSchemas,
  reviewSchemas,
  appealSchemas,
  endingSchemas,
  simulationSchemas,
  eventSchemas,
  AuditHead,
].flat()

/** What follows where a step is not done in time. */
export const onBreach: BreachHandlers = {
  'expression-decision': reportLate,
  'information-answer': reportLate,
  assessment: reportLate,
  calculation: reportLate,
  disclosure: reportLate,
  planning: reportLate,
  signing: reportLate,
  review: reportLate,
  'plan-decision': escalateOverduePlan,
  'first-payment': reportLate,
  'appeal-acceptance': reportLate,
  'appeal-decision': reportLate,
  'finding-decision': reportLate,
}

/** What the domains do between requests, each at its own pace. */
export const domainWork: readonly BackgroundWork[] = [
  {
    name: 'breaches',
    everyMilliseconds: 60_000,
    work: (platform, closing) => sweepBreaches(platform, onBreach, closing),
  },
  {
    name: 'simulations',
    everyMilliseconds: 2_000,
    work: (platform, closing) => advanceSimulations({ ...platform, closing }),
  },
]

/** Every operation of the contract: one line for each domain, in the order of the pathway. */
export async function registerDomains(app: TypedApp, platform: Platform): Promise<void> {
  await app.register(schemeRoutes, { platform })
  await app.register(schemeDraftRoutes, { platform })
  await app.register(schemeVersionRoutes, { platform })
  await app.register(organisationRoutes, { platform })
  await app.register(delegationRoutes, { platform })
  await app.register(peopleRoutes, { platform })
  await app.register(caseRoutes, { platform })
  await app.register(consentRoutes, { platform })
  await app.register(caseVersionRoutes, { platform })
  await app.register(currentServiceRoutes, { platform, planLinesOf: listPlanLineKeys })
  await app.register(decisionRoutes, { platform })
  await app.register(expressionRoutes, { platform })
  await app.register(assessmentRoutes, { platform })
  await app.register(budgetRoutes, { platform })
  await app.register(verificationRoutes, { platform })
  await app.register(brokerageRoutes, { platform })
  await app.register(supportPlanRoutes, { platform })
  await app.register(planInsightRoutes, { platform })
  await app.register(signOffRoutes, { platform })
  await app.register(conflictRoutes, { platform })
  await app.register(signOffFigureRoutes, { platform })
  // What follows from a later step of the pathway is handed to the earlier one here, so that no import runs forward.
  await app.register(spendingRoutes, { platform, onFirstPayment: scheduleFirstReview })
  await app.register(reviewRoutes, { platform })
  await app.register(appealRoutes, { platform })
  await app.register(endingRoutes, { platform })
  await app.register(simulationRoutes, { platform })
  await app.register(eventRoutes, { platform })
  await app.register(auditHeadRoutes, { platform })
}
