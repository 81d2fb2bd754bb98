import { readBelonging, readOfCase } from '../case-access/reading.ts'
import { findCase, getRulesOfCase } from '../case-access/repository.ts'
import { PageStyle, pageAnswer, sendPage } from '../platform/html/html-page.ts'
import { orThrow } from '../platform/http/errors.ts'
import { orNotFound, type Platform, write } from '../platform/http/operation.ts'
import { PageQuery, page, pageRequest } from '../platform/http/pages.ts'
import { idParams, operation, type TypedApp } from '../platform/http/route.ts'
import { notAhead } from '../rules/budgets/not-ahead.ts'
import { londonDate } from '../shared/dates.ts'
import { ref } from '../shared/schema.ts'
import { adoptIndicativeBudget } from './adopt-indicative-budget.ts'
import { budgetFacts } from './budget-facts.ts'
import { calculateBudget } from './calculate-budget.ts'
import { discloseIndicativeBudget } from './disclose-indicative-budget.ts'
import { explanationOf } from './explanation.ts'
import { BudgetInputs } from './input-schemas.ts'
import { previewBudget } from './preview-budget.ts'
import { findCalculation, findIndicativeBudget, listCalculations } from './repository.ts'
import {
  BudgetCalculation,
  BudgetCalculationPage,
  BudgetPreview,
  Disclosure,
  IndicativeBudget,
  IndicativeBudgetAdoption,
} from './schemas.ts'

const tag = 'Budgets'

export async function budgetRoutes(app: TypedApp, { platform }: { platform: Platform }) {
  app.post(
    '/cases/:caseId/budget-previews',
    operation({
      id: 'previewBudget',
      tag,
      summary: 'Work a budget out without keeping it',
      description: 'Stores nothing. The same inputs under the same rules give the same steps and the same hash.',
      permission: 'budget:read',
      problems: [422],
      schema: { params: idParams('caseId'), body: ref(BudgetInputs), response: { 200: ref(BudgetPreview) } },
    }),
    async (request) => {
      const { actor, params } = request
      const [budgetCase, rules, facts] = await platform.database.read(actor, (reads) =>
        Promise.all([
          findCase(reads, actor, params.caseId),
          getRulesOfCase(reads, actor, params.caseId),
          budgetFacts(reads, actor, params.caseId, request.body.method),
        ]),
      )
      const { schemeVersion } = orNotFound(budgetCase)
      orThrow(notAhead(request.body, londonDate(platform.now())))
      return previewBudget(orNotFound(rules), schemeVersion, request.body, facts)
    },
  )

  app.post(
    '/cases/:caseId/budget-calculations',
    operation({
      id: 'calculateBudget',
      tag,
      summary: 'Work a budget out and keep it, with its steps',
      permission: 'budget:write',
      problems: [409, 422],
      schema: { params: idParams('caseId'), body: ref(BudgetInputs), response: { 201: ref(BudgetCalculation) } },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) =>
        calculateBudget(tx, context, request.params.caseId, request.body),
      ),
  )

  app.get(
    '/cases/:caseId/budget-calculations',
    operation({
      id: 'listBudgetCalculations',
      tag,
      summary: 'List the calculations of a case, newest first',
      permission: 'budget:read',
      schema: { params: idParams('caseId'), querystring: PageQuery, response: { 200: ref(BudgetCalculationPage) } },
    }),
    async (request, reply) => {
      const { actor, params } = request
      const asked = pageRequest(request.query)
      const rows = await readOfCase(platform, actor, params.caseId, (reads) =>
        listCalculations(reads, actor, params.caseId, asked),
      )
      return page(request, reply, asked, rows, (row) => row.id)
    },
  )

  app.get(
    '/budget-calculations/:budgetCalculationId',
    operation({
      id: 'getBudgetCalculation',
      tag,
      summary: 'Read a calculation with its explained steps',
      permission: 'budget:read',
      schema: { params: idParams('budgetCalculationId'), response: { 200: ref(BudgetCalculation) } },
    }),
    (request) =>
      readBelonging(platform, request.actor, 'budget_calculation', request.params.budgetCalculationId, (reads) =>
        findCalculation(reads, request.actor, request.params.budgetCalculationId),
      ),
  )

  app.get(
    '/budget-calculations/:budgetCalculationId/explanation',
    operation({
      id: 'getBudgetExplanation',
      tag,
      summary: 'Read how a budget was worked out, as a page for the person to read and print',
      description:
        'In plain English: each step in order, where the money comes from, what is kept for a crisis, what stays, who decides next, where the rules come from. The same as data is the calculation itself.',
      permission: 'budget:read',
      schema: {
        params: idParams('budgetCalculationId'),
        querystring: PageStyle,
        response: { 200: pageAnswer('The explanation.') },
      },
    }),
    async ({ actor, params: { budgetCalculationId }, query }, reply) => {
      const explanation = await platform.database.read(actor, (reads) =>
        explanationOf(reads, actor, budgetCalculationId, platform.now()),
      )
      return sendPage(reply, explanation, query)
    },
  )

  app.post(
    '/cases/:caseId/indicative-budget',
    operation({
      id: 'adoptIndicativeBudget',
      tag,
      summary: 'Adopt a calculation as the indicative budget',
      permission: 'budget:write',
      key: 'required',
      problems: [409, 422],
      schema: {
        params: idParams('caseId'),
        body: ref(IndicativeBudgetAdoption),
        response: { 201: ref(IndicativeBudget) },
      },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) =>
        adoptIndicativeBudget(tx, context, request.params.caseId, request.body),
      ),
  )

  app.get(
    '/cases/:caseId/indicative-budget',
    operation({
      id: 'getIndicativeBudget',
      tag,
      summary: 'Read the indicative budget in force',
      permission: 'budget:read',
      schema: { params: idParams('caseId'), response: { 200: ref(IndicativeBudget) } },
    }),
    async (request) => {
      const { actor, params } = request
      return orNotFound(
        await readOfCase(platform, actor, params.caseId, (reads) => findIndicativeBudget(reads, actor, params.caseId)),
      )
    },
  )

  app.post(
    '/cases/:caseId/indicative-budget/disclosure',
    operation({
      id: 'discloseIndicativeBudget',
      tag,
      summary: 'Record that the person was told the amount, before planning opens',
      permission: 'budget:write',
      problems: [409],
      schema: { params: idParams('caseId'), body: ref(Disclosure), response: { 200: ref(IndicativeBudget) } },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) =>
        discloseIndicativeBudget(tx, context, request.params.caseId, request.body),
      ),
  )
}
