import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { openResource } from './change-resource.ts'
import { asOn, setResource } from './repository.ts'
import type { Resource } from './schemas.ts'

/** Keeps that somebody made sure today that an entry is as it says. */
export async function checkResource(tx: Tx, context: Context, resourceId: string): Promise<Answer<Resource>> {
  const { actor, now } = context
  const before = await openResource(tx, context, resourceId)
  const today = londonDate(now)
  const resource = {
    ...before,
    checkedOn: today,
    checkedByName: actor.name || actor.actorId,
    version: before.version + 1,
  }
  await setResource(tx, actor, resource)
  await record(tx, actor, { type: 'resource.checked', subjectId: resourceId, caseId: null, at: now })
  return done(asOn(resource, today), resource.version)
}
