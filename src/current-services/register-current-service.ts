import type { Static } from '@sinclair/typebox'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { requireMandate } from '../case-team/require-mandate.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { recorders } from '../rules/planning/continuity.ts'
import type { PlanLines } from './change-current-service.ts'
import { judgeNewService, keepNewService } from './new-service.ts'
import { withoutVersion } from './repository.ts'
import type { CurrentService, NewCurrentService } from './schemas.ts'

/** Writes down a service that the person has now. Nothing is taken away by it: the service is kept until it is decided otherwise. */
export async function registerCurrentService(
  tx: Tx,
  context: Context,
  caseId: string,
  input: Static<typeof NewCurrentService>,
  { linesOf }: PlanLines,
): Promise<Answer<CurrentService>> {
  const budgetCase = await openForWriting(tx, context, caseId)
  const by = requireCaseRole(budgetCase, context.actor, ...recorders)
  await requireMandate(tx, context.actor, caseId, by, 'registerCurrentService')
  const service = await judgeNewService(tx, context, budgetCase, input, { by, linesOf })
  await keepNewService(tx, context, service)
  return created(withoutVersion(service), `/v1/current-services/${service.id}`, service.version)
}
