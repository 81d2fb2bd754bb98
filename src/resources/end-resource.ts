import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { openResource } from './change-resource.ts'
import { asOn, setResource } from './repository.ts'
import type { Resource } from './schemas.ts'
import { forgetTerms } from './terms-repository.ts'

/** What is there no longer is found no more; what names it stays as it is. */
export async function endResource(tx: Tx, context: Context, resourceId: string): Promise<Answer<Resource>> {
  const { actor, now } = context
  const before = await openResource(tx, context, resourceId)
  const at = now.toISOString()
  const resource = { ...before, changedAt: at, endedAt: at, version: before.version + 1 }
  await setResource(tx, actor, resource)
  await forgetTerms(tx, actor, resourceId)
  await record(tx, actor, { type: 'resource.ended', subjectId: resourceId, caseId: null, at: now })
  return done(asOn(resource, londonDate(now)), resource.version)
}
