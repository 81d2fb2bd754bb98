import type { Static } from '@sinclair/typebox'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { findLine } from '../ledger/lines-repository.ts'
import { askAboutPayee } from '../payees/ask-about-payee.ts'
import { findPayee } from '../payees/repository.ts'
import { requireProvider } from '../payees/require-provider.ts'
import { replanPayments } from '../payments/plan-payments.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { londonDate } from '../shared/dates.ts'
import { endGiving } from './end-giving.ts'
import { findProvider, insertProvider } from './repository.ts'
import type { LineProvider, NewLineProvider } from './schemas.ts'

/** Says which provider gives a line: its own people and systems see the line from then on, and who gave it before no more. Where the commissioner pays, it is paid by the schedule of the line for its days. */
export async function nameLineProvider(
  tx: Tx,
  context: Context,
  planLineId: string,
  { payeeId }: Static<typeof NewLineProvider>,
): Promise<Answer<LineProvider>> {
  const { actor, now } = context
  const [budgetCase, held, before, payee] = await Promise.all([
    openForWriting(tx, context, { table: 'plan_line', id: planLineId }),
    findLine(tx, actor, planLineId),
    findProvider(tx, actor, planLineId),
    findPayee(tx, actor, payeeId, londonDate(now)),
  ])
  requireCaseRole(budgetCase, actor, 'broker', 'care-coordinator', 'commissioner-officer')
  if (orNotFound(held).status !== 'active') throw new Problem('line-not-active')
  await requireProvider(tx, actor, payee)
  if (before?.payeeId === payeeId) throw new Problem('wrong-state', 'This provider gives the line already')
  if (before) await endGiving(tx, context, before)
  const provider: LineProvider = {
    id: newId(),
    caseId: budgetCase.id,
    planLineId,
    payeeId,
    namedAt: now.toISOString(),
    endedAt: null,
  }
  insertProvider(tx, actor, provider)
  await askAboutPayee(tx, context, budgetCase.id, payeeId)
  replanPayments(tx, context, budgetCase.id)
  await record(tx, actor, {
    type: 'line-provider.named',
    subjectId: provider.id,
    caseId: budgetCase.id,
    at: now,
    facts: { planLineId, payeeId },
  })
  return created(provider, `/v1/plan-lines/${planLineId}/providers`)
}
