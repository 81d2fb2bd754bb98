import { findCase, getRulesOfCase } from '../case-access/repository.ts'
import { withhold } from '../case-access/withheld.ts'
import { findServicesContext, listServicesOf } from '../current-services/repository.ts'
import { findAddressed } from '../decisions/letter-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import type { Page } from '../platform/html/html-page.ts'
import { orNotFound } from '../platform/http/operation.ts'
import { anyOpens } from '../rules/access/opens.ts'
import { londonDate } from '../shared/dates.ts'
import { whatStays } from '../words/what-stays.ts'
import { type ExplanationFacts, explanationHtml } from './explanation-html.ts'
import { findCalculation, findIndicativeBudget } from './repository.ts'

/**
 * A calculation as a page for the person to read and print; 404 where the actor may not see it. Who may read sums alone, as an
 * auditor, is shown neither the person's name nor what they have now.
 */
export async function explanationOf(reads: Reads, actor: Actor, id: string, now: Date): Promise<Page> {
  const of = { table: 'budget_calculation', id } as const
  const [held, rules, made, budget, services, servicesContext] = await Promise.all([
    findCase(reads, actor, of),
    getRulesOfCase(reads, actor, of),
    findCalculation(reads, actor, id),
    findIndicativeBudget(reads, actor, of),
    listServicesOf(reads, actor, of),
    findServicesContext(reads, actor, of),
  ])
  const budgetCase = orNotFound(held)
  const { person, scheme } = await findAddressed(reads, actor, budgetCase.id)
  const mayKnow = anyOpens(budgetCase.grounds, 'services')
  const facts: ExplanationFacts = {
    calculation: withhold('BudgetCalculation', orNotFound(made), budgetCase.grounds),
    rules: orNotFound(rules),
    scheme,
    step: budgetCase.step,
    identityConfirmed: budgetCase.identityConfirmed,
    inForce: budget?.budgetCalculationId === id,
    person: mayKnow ? person : null,
    stays: whatStays(mayKnow ? services : [], servicesContext, londonDate(now)),
  }
  return { title: 'How your budget was worked out', body: explanationHtml(facts) }
}
