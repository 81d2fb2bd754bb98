import { requireCaseRole } from '../case-access/open-for-writing.ts'
import { lockCase } from '../case-access/repository.ts'
import { replanPayments } from '../payments/plan-payments.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { endGiving } from './end-giving.ts'
import { findProvider } from './repository.ts'
import type { LineProvider } from './schemas.ts'

/** The provider of a line gives it no more, and sees no more of it: what it gave until today is paid. Also after the case has ended. */
export async function endLineProvider(tx: Tx, context: Context, planLineId: string): Promise<Answer<LineProvider>> {
  const { actor, now } = context
  const [locked, held] = await Promise.all([
    lockCase(tx, actor, { table: 'plan_line', id: planLineId }),
    findProvider(tx, actor, planLineId),
  ])
  const budgetCase = orNotFound(locked)
  requireCaseRole(budgetCase, actor, 'broker', 'care-coordinator', 'commissioner-officer')
  const provider = orNotFound(held)
  replanPayments(tx, context, budgetCase.id)
  await endGiving(tx, context, provider)
  return done({ ...provider, endedAt: now.toISOString() })
}
