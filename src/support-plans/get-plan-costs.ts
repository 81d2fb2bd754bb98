import type { Static } from '@sinclair/typebox'
import { findIndicativeBudget } from '../budgets/repository.ts'
import { getRulesOfCase } from '../case-access/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { amountOver } from '../rules/planning/plan-checks.ts'
import { sumPence } from '../shared/money.ts'
import { categoryNamed, groupNames } from '../words/categories.ts'
import type { PlanCosts, PlanCostsQuery } from './line-schemas.ts'
import { findPlan } from './repository.ts'

/** What a plan takes of the budget in a period: of its own days where it was agreed, of those of its budget before. */
export async function getPlanCosts(
  reads: Reads,
  actor: Actor,
  id: string,
  { from, until }: Static<typeof PlanCostsQuery>,
): Promise<Static<typeof PlanCosts> | undefined> {
  const [rules, plan, budget] = await Promise.all([
    getRulesOfCase(reads, actor, { table: 'support_plan', id }),
    findPlan(reads, actor, id),
    findIndicativeBudget(reads, actor, { table: 'support_plan', id }),
  ])
  const days = plan?.period ?? budget?.period
  if (!rules || !plan || !days) return undefined
  const period = { from: from ?? days.from, until: until ?? days.until }
  const lines = plan.lines.map((line) => ({
    line: line.key,
    category: line.category,
    amountPence: amountOver(line, days, period),
  }))
  const amountOf = (of: typeof lines) => sumPence(of.map(({ amountPence }) => amountPence))
  const categories = [...Map.groupBy(lines, ({ category }) => category)].map(([category, of]) => ({
    category,
    ...categoryNamed(rules, category),
    amountPence: amountOf(of),
  }))
  const groups = [...Map.groupBy(categories, ({ group }) => group)].map(([group, of]) => ({
    group,
    name: groupNames[group],
    amountPence: sumPence(of.map(({ amountPence }) => amountPence)),
  }))
  return { period, lines, categories, groups, totalPence: amountOf(lines) }
}
