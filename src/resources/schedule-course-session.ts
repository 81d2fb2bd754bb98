import type { Static } from '@sinclair/typebox'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { londonDate } from '../shared/dates.ts'
import { openResource } from './change-resource.ts'
import type { CourseSession, NewCourseSession } from './course-schemas.ts'
import { insertSession } from './courses-repository.ts'

/** Says when a course of a recovery college is given, and how many can take part. */
export async function scheduleCourseSession(
  tx: Tx,
  context: Context,
  resourceId: string,
  input: Static<typeof NewCourseSession>,
): Promise<Answer<CourseSession>> {
  const { actor, now } = context
  const resource = await openResource(tx, context, resourceId)
  if (resource.kind !== 'recovery-college-course')
    throw new Problem('wrong-state', 'Only a course of a recovery college has sessions')
  if (input.startsOn < londonDate(now)) throw invalidAt('/startsOn', 'must not lie in the past')
  if (input.endsOn < input.startsOn) throw invalidAt('/endsOn', 'must not be before the first day')
  const session: CourseSession = {
    ...{ id: newId(), resourceId, ...input },
    placesLeft: input.places,
    registeredAt: now.toISOString(),
  }
  await insertSession(tx, actor, session, now)
  await record(tx, actor, {
    type: 'resource.session-scheduled',
    subjectId: resourceId,
    caseId: null,
    at: now,
    facts: { courseSessionId: session.id, startsOn: input.startsOn, places: input.places },
  })
  return created(session, `/v1/resources/${resourceId}/sessions`)
}
