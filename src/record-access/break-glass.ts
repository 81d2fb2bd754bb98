import type { Static } from '@sinclair/typebox'
import { findCase } from '../case-access/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { breakGlassMinutes } from '../rules/access/sight.ts'
import { findCaseOnCall, insertBreakGlass } from './repository.ts'
import type { BreakGlass, NewBreakGlass } from './schemas.ts'

/** Opens a case for an hour to somebody on call of its trust or the commissioner, who has no other ground and says why. */
export async function breakGlass(
  tx: Tx,
  { actor, now }: Context,
  caseId: string,
  { reason }: Static<typeof NewBreakGlass>,
): Promise<Answer<BreakGlass>> {
  const [onCall, seen] = await Promise.all([
    findCaseOnCall(tx, actor, caseId),
    findCase(tx, { ...actor, view: 'summary', writes: false }, caseId),
  ])
  const { personId } = orNotFound(onCall)
  if (actor.machine) throw new Problem('case-role-required', 'Somebody on call must do this, not a system')
  if (seen) throw new Problem('sight-held')
  const until = new Date(now.getTime() + breakGlassMinutes * 60_000)
  const broken = await insertBreakGlass(tx, actor, { caseId, personId, reason }, now, until)
  await record(tx, actor, {
    type: 'case.glass-broken',
    subjectId: broken.id,
    caseId,
    at: now,
    facts: { until: broken.until },
  })
  return created(broken, `/v1/people/${personId}/break-glass`)
}
