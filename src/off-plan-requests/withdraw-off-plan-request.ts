import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { requireMandate } from '../case-team/require-mandate.ts'
import { stopClock } from '../clocks/running-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { isOneOf } from '../staff/same-human.ts'
import { findRequest, type KeptRequest, setRequest, told } from './repository.ts'
import type { OffPlanRequest } from './schemas.ts'

/** It is not asked for any more: by the person, who acts for them, or the broker who asked. Nobody else takes back what the person asked. */
export async function withdrawOffPlanRequest(tx: Tx, context: Context, id: string): Promise<Answer<OffPlanRequest>> {
  const { actor, now } = context
  const [budgetCase, held] = await Promise.all([
    openForWriting(tx, context, { table: 'off_plan_request', id }),
    findRequest(tx, actor, id),
  ])
  const request = orNotFound(held)
  const own =
    request.askedAs === 'broker'
      ? (['person', 'representative', 'broker'] as const)
      : (['person', 'representative'] as const)
  const as = requireCaseRole(budgetCase, actor, ...own)
  await requireMandate(tx, actor, budgetCase.id, as, 'withdrawOffPlanRequest')
  if (as === 'broker' && !(await isOneOf(tx, actor, [request.askedBy])))
    throw new Problem('case-role-required', 'Only the broker who asked takes it back')
  if (request.status !== 'waiting') throw new Problem('wrong-state', `It is ${request.status}`)
  const after: KeptRequest = { ...request, status: 'withdrawn', dueOn: null, closedAt: now.toISOString() }
  await setRequest(tx, actor, after)
  await stopClock(tx, actor, 'off-plan-decision', id, londonDate(now))
  await record(tx, actor, { type: 'off-plan.withdrawn', subjectId: id, caseId: budgetCase.id, at: now, facts: { as } })
  return done(told(after))
}
