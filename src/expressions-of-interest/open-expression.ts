import type { LockedCase } from '../case-access/case.ts'
import { openForWriting } from '../case-access/open-for-writing.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Context, checkVersion, orNotFound } from '../platform/http/operation.ts'
import { type Expression, findExpression } from './repository.ts'

/** The expression of interest and its case, both as they stand under the case's lock, in one round trip. */
export async function openExpression(
  tx: Tx,
  context: Context,
  id: string,
  ...statuses: readonly Expression['status'][]
): Promise<{ budgetCase: LockedCase; expression: Expression }> {
  const [budgetCase, expression] = await Promise.all([
    openForWriting(tx, context, { table: 'expression_of_interest', id }),
    findExpression(tx, context.actor, id),
  ])
  const held = orNotFound(expression)
  checkVersion(context, held.version)
  requireStatus(held, ...statuses)
  return { budgetCase, expression: held }
}

/** What was asked and is not answered yet; only while information is requested is there such a thing. */
export function openRequest(expression: Expression): Expression['informationRequests'][number] | undefined {
  return expression.status === 'information-requested' ? expression.informationRequests.at(-1) : undefined
}

/** Refuses what the status of the expression does not allow. */
export function requireStatus(expression: Expression, ...statuses: readonly Expression['status'][]): void {
  if (!statuses.includes(expression.status)) {
    throw new Problem(
      'wrong-state',
      `The expression of interest is ${expression.status}; this needs it to be ${statuses.join(' or ')}`,
    )
  }
}

/** The expression for the wire, as a write left it: without what only the ETag tells. */
export function withoutVersion({ version: _, ...expression }: Expression) {
  return expression
}
