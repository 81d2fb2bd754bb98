import { budgetRoutes } from './budgets/routes.ts'
import { budgetSchemas } from './budgets/schemas.ts'
import { caseRoutes } from './cases/routes.ts'
import { caseSchemas } from './cases/schemas.ts'
import { crisisSchemas } from './crisis-contingencies/schemas.ts'
import { decisionRoutes } from './decisions/routes.ts'
import { decisionSchemas } from './decisions/schemas.ts'
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
import type { Platform } from './platform/operation.ts'
import type { TypedApp } from './platform/route.ts'
import { reviewRoutes } from './reviews/routes.ts'
import { scheduleFirstReview } from './reviews/schedule-first-review.ts'
import { reviewSchemas } from './reviews/schemas.ts'
import { schemeRoutes } from './schemes/routes.ts'
import { schemeSchemas } from './schemes/schemas.ts'
import { commonSchemas } from './shared/schema.ts'
import { spendingRoutes } from './spending/routes.ts'
import { spendingSchemas } from './spending/schemas.ts'
import { planInsightRoutes } from './support-plans/insight-routes.ts'
import { supportPlanRoutes } from './support-plans/routes.ts'
import { supportPlanSchemas } from './support-plans/schemas.ts'
import { signOffRoutes } from './support-plans/sign-off-routes.ts'
import { signOffSchemas } from './support-plans/sign-off-schemas.ts'

/** Every named schema of the contract, in the order of the journey. */
export const domainSchemas = [
  commonSchemas,
  schemeSchemas,
  organisationSchemas,
  peopleSchemas,
  caseSchemas,
  decisionSchemas,
  expressionSchemas,
  assessmentSchemas,
  budgetSchemas,
  crisisSchemas,
  supportPlanSchemas,
  signOffSchemas,
  spendingSchemas,
  reviewSchemas,
  eventSchemas,
].flat()

/** Every operation of the contract: one line for each domain, in the order of the journey. */
export async function registerDomains(app: TypedApp, platform: Platform): Promise<void> {
  await app.register(schemeRoutes, { platform })
  await app.register(organisationRoutes, { platform })
  await app.register(peopleRoutes, { platform })
  await app.register(caseRoutes, { platform })
  await app.register(decisionRoutes, { platform })
  await app.register(expressionRoutes, { platform })
  await app.register(assessmentRoutes, { platform })
  await app.register(budgetRoutes, { platform })
  await app.register(supportPlanRoutes, { platform })
  await app.register(planInsightRoutes, { platform })
  await app.register(signOffRoutes, { platform })
  // What follows from a later station of the journey is handed to the earlier one here, so that no import runs forward.
  await app.register(spendingRoutes, { platform, onFirstPayment: scheduleFirstReview })
  await app.register(reviewRoutes, { platform })
  await app.register(eventRoutes, { platform })
}
