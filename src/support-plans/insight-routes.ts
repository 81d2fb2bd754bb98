import { type Static, Type } from '@sinclair/typebox'
import { readBelonging, readOfCase } from '../case-access/reading.ts'
import { getRulesOfCase } from '../case-access/repository.ts'
import { coverAt } from '../crisis-contingencies/cover.ts'
import { Cover } from '../crisis-contingencies/schemas.ts'
import { listServicesOf } from '../current-services/repository.ts'
import { orNotFound, type Platform } from '../platform/http/operation.ts'
import { idParams, operation, type TypedApp } from '../platform/http/route.ts'
import { continuityMissing, shortfallsToSee } from '../rules/planning/continuity-checks.ts'
import { checkPlan } from '../rules/planning/plan-checks.ts'
import { ref } from '../shared/schema.ts'
import { findBudgetLeft } from './budget-left.ts'
import { findPlan } from './repository.ts'
import { PlanChecks, SupportPlanVersion } from './schemas.ts'
import { findPlanVersion } from './versions-repository.ts'

const tag = 'Support plans'

const VersionParams = Type.Object(
  {
    ...idParams('supportPlanId').properties,
    version: Type.Integer({ minimum: 1, maximum: 2_147_483_647, description: 'The version.', examples: [3] }),
  },
  { additionalProperties: false },
)
const CoverQuery = Type.Object(
  {
    at: Type.Optional(
      Type.String({
        format: 'date-time',
        // A leap second is a date-time and no instant that a clock here can hold.
        pattern: '^.{17}[0-5]',
        maxLength: 35,
        description: 'The minute to ask for; left out: now.',
        examples: ['2026-11-24T02:00:00Z'],
      }),
    ),
  },
  { additionalProperties: false },
)

/** What can be seen of a plan: what it lacks, how its week is covered, and the texts that were signed. */
export async function planInsightRoutes(app: TypedApp, { platform }: { platform: Platform }) {
  app.get(
    '/support-plans/:supportPlanId/checks',
    operation({
      id: 'checkSupportPlan',
      tag,
      summary: 'Check whether a plan is ready to submit',
      permission: 'plan:read',
      schema: { params: idParams('supportPlanId'), response: { 200: ref(PlanChecks) } },
    }),
    async ({ actor, params: { supportPlanId } }): Promise<Static<typeof PlanChecks>> => {
      const of = { table: 'support_plan', id: supportPlanId } as const
      const [rules, held, budget, services] = await readOfCase(platform, actor, of, (reads) =>
        Promise.all([
          getRulesOfCase(reads, actor, of),
          findPlan(reads, actor, supportPlanId),
          findBudgetLeft(reads, actor, of, supportPlanId),
          listServicesOf(reads, actor, of),
        ]),
      )
      const plan = orNotFound(held)
      const missing = [
        ...checkPlan(plan, orNotFound(rules), orNotFound(budget).leftPence),
        ...continuityMissing(services, plan.lines),
      ]
      return { ready: missing.length === 0, missing, toSee: shortfallsToSee(services) }
    },
  )

  app.get(
    '/support-plans/:supportPlanId/cover',
    operation({
      id: 'getCover',
      tag,
      summary: 'See the gaps of the week, and who can be called at a minute of it',
      permission: 'plan:read',
      schema: { params: idParams('supportPlanId'), querystring: CoverQuery, response: { 200: ref(Cover) } },
    }),
    async ({ actor, params: { supportPlanId }, query: { at } }) => {
      const plan = await readBelonging(platform, actor, 'support_plan', supportPlanId, (reads) =>
        findPlan(reads, actor, supportPlanId),
      )
      return coverAt(plan.crisisContingency, at === undefined ? platform.now() : new Date(at))
    },
  )

  app.get(
    '/support-plans/:supportPlanId/versions/:version',
    operation({
      id: 'getSupportPlanVersion',
      tag,
      summary: 'Read a plan as it stood when it was submitted',
      permission: 'plan:read',
      schema: { params: VersionParams, response: { 200: ref(SupportPlanVersion) } },
    }),
    ({ actor, params: { supportPlanId, version } }) =>
      readBelonging(platform, actor, 'support_plan', supportPlanId, (reads) =>
        findPlanVersion(reads, actor, supportPlanId, version),
      ),
  )
}
