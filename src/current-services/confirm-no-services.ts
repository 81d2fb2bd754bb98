import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { requireMandate } from '../case-team/require-mandate.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, done } from '../platform/http/operation.ts'
import { recorders } from '../rules/planning/continuity.ts'
import { findNoServices, insertNoServices } from './no-services-repository.ts'
import { countServices } from './repository.ts'
import type { NoServices } from './schemas.ts'

/** Confirms that the person has no services now, as a plan needs where the register is empty. Said again, it is as it was first said. */
export async function confirmNoServices(tx: Tx, context: Context, caseId: string): Promise<Answer<NoServices>> {
  const { actor, now } = context
  const budgetCase = await openForWriting(tx, context, caseId)
  const confirmedAs = requireCaseRole(budgetCase, actor, ...recorders)
  await requireMandate(tx, actor, caseId, confirmedAs, 'confirmNoServices')
  const [services, before] = await Promise.all([countServices(tx, actor, caseId), findNoServices(tx, actor, caseId)])
  if (services > 0) throw new Problem('services-registered')
  if (before) return done(before)
  const confirmed: NoServices = { caseId, confirmedAs, confirmedAt: now.toISOString() }
  await Promise.all([
    insertNoServices(tx, actor, confirmed),
    record(tx, actor, {
      type: 'current-service.none-confirmed',
      subjectId: caseId,
      caseId,
      at: now,
      facts: { confirmedAs },
    }),
  ])
  return created(confirmed, `/v1/cases/${caseId}/what-stays`)
}
