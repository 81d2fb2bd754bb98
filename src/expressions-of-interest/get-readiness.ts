import type { Static } from '@sinclair/typebox'
import { getRulesOfCase } from '../case-access/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { missingFrom } from '../rules/assessment/readiness.ts'
import { eligibilityTold } from '../words/eligibility.ts'
import { findExpression } from './repository.ts'
import type { Readiness } from './schemas.ts'

/** What will be asked of an expression of interest, and what it lacks. */
export async function getReadiness(
  reads: Reads,
  actor: Actor,
  id: string,
): Promise<Static<typeof Readiness> | undefined> {
  const [rules, expression] = await Promise.all([
    getRulesOfCase(reads, actor, { table: 'expression_of_interest', id }),
    findExpression(reads, actor, id),
  ])
  if (!rules || !expression) return undefined
  const missing = missingFrom(expression, rules)
  const answered = new Set(expression.answers.map((answer) => answer.question))
  return {
    ready: missing.length === 0,
    eligibility: eligibilityTold(rules.eligibility),
    questions: rules.readinessQuestions.map((question) => ({ ...question, answered: answered.has(question.key) })),
    missing,
  }
}
