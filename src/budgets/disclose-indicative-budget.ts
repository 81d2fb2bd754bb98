import type { Static } from '@sinclair/typebox'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { findIndicativeBudget, setDisclosed } from './repository.ts'
import type { Disclosure, IndicativeBudget } from './schemas.ts'

/** Records when and how the person was told the amount and how it was worked out. Planning opens with it (S2: it came after planning). */
export async function discloseIndicativeBudget(
  tx: Tx,
  context: Context,
  caseId: string,
  input: Static<typeof Disclosure>,
): Promise<Answer<IndicativeBudget>> {
  const { actor, now } = context
  const [budgetCase, held] = await Promise.all([
    openForWriting(tx, context, caseId),
    findIndicativeBudget(tx, actor, caseId),
  ])
  requireCaseRole(budgetCase, actor, 'care-coordinator', 'commissioner-officer')
  const budget = orNotFound(held, 'wrong-state')
  if (budget.disclosedAt !== null) throw new Problem('wrong-state', 'The person has been told this budget')
  await Promise.all([
    setDisclosed(tx, actor, caseId, input.how, now),
    record(tx, actor, {
      type: 'indicative-budget.disclosed',
      subjectId: budget.id,
      caseId,
      at: now,
      facts: { amountPence: budget.amountPence, how: input.how },
    }),
  ])
  return done({ ...budget, disclosedAt: now.toISOString(), disclosedHow: input.how })
}
