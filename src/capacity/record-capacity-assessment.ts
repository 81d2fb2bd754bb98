import type { Static } from '@sinclair/typebox'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { mayAssess } from '../rules/people/capacity.ts'
import { londonDate } from '../shared/dates.ts'
import { insertCapacity } from './repository.ts'
import type { CapacityAssessment, NewCapacityAssessment } from './schemas.ts'

/** What follows where it was found that the person can manage money, which comes later on the journey. */
export type OnAble = (tx: Tx, context: Context, caseId: string) => Promise<void>

/** Records whether the person can make one decision: who assessed it, how, with what help, and when it is looked at again. */
export async function recordCapacityAssessment(
  tx: Tx,
  context: Context,
  caseId: string,
  input: Static<typeof NewCapacityAssessment>,
  onAble: OnAble,
): Promise<Answer<CapacityAssessment>> {
  const { actor, now } = context
  const budgetCase = await openForWriting(tx, context, caseId)
  requireCaseRole(budgetCase, actor, 'care-coordinator')
  orThrow(mayAssess(input, londonDate(budgetCase.openedAt), londonDate(now)))
  const assessed = await insertCapacity(tx, actor, { ...input, caseId }, now)
  const { decision, outcome, assessedOn, fluctuates, reviewOn } = assessed
  await record(tx, actor, {
    type: 'capacity.assessed',
    subjectId: assessed.id,
    caseId,
    at: now,
    facts: { decision, outcome, assessedOn, fluctuates, reviewOn },
  })
  if (decision === 'manage-money' && outcome === 'has-capacity') await onAble(tx, context, caseId)
  return created(assessed, `/v1/cases/${caseId}/capacity-assessments`)
}
