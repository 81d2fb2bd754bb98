import type { Static } from '@sinclair/typebox'
import { requireCaseRole } from '../case-access/open-for-writing.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow } from '../platform/http/errors.ts'
import type { Answer, Context } from '../platform/http/operation.ts'
import { mayRecord, type Recorded, recordersForPerson } from '../rules/people/recording.ts'
import { keepSaidFor } from '../said-for/keep-said-for.ts'
import { londonDate } from '../shared/dates.ts'
import { openExpression } from './open-expression.ts'
import type { ExpressionOfInterest } from './schemas.ts'
import { send } from './submit-expression-of-interest.ts'

/** Sends an expression of interest that the person asked to be sent, by those who record it for them: the words in it are the person's. */
export async function recordExpressionSubmission(
  tx: Tx,
  context: Context,
  id: string,
  { saidFor }: Static<typeof Recorded>,
): Promise<Answer<ExpressionOfInterest>> {
  const { actor, now } = context
  const open = await openExpression(tx, context, id, 'draft')
  const { budgetCase } = open
  const as = requireCaseRole(budgetCase, actor, ...recordersForPerson)
  orThrow(mayRecord(as, { words: 'what they wish', saidFor }, londonDate(budgetCase.openedAt), londonDate(now)))
  const sent = await send(tx, context, open)
  await keepSaidFor(tx, context, budgetCase, { kind: 'expression', subjectId: id, as, words: null, saidFor })
  return sent
}
