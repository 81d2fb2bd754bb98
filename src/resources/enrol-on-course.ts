import type { Static } from '@sinclair/typebox'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { requireMandate } from '../case-team/require-mandate.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { londonDate } from '../shared/dates.ts'
import type { CourseEnrolment, NewCourseEnrolment } from './course-schemas.ts'
import { findStanding, insertEnrolment, isOfEnded, lockSession, takePlaces } from './courses-repository.ts'

/** Gives a person a place on a course, or a place in the queue where all are taken. Of many at once for the last place, one has it. */
export async function enrolOnCourse(
  tx: Tx,
  context: Context,
  caseId: string,
  { courseSessionId }: Static<typeof NewCourseEnrolment>,
): Promise<Answer<CourseEnrolment>> {
  const { actor, now } = context
  const budgetCase = await openForWriting(tx, context, caseId)
  const askedAs = requireCaseRole(budgetCase, actor, 'person', 'representative', 'broker', 'care-coordinator')
  await requireMandate(tx, actor, caseId, askedAs, 'enrolOnCourse')
  // What stands of the case is held by the lock on it. The session is locked last, and shortly: others wait for it.
  const [standing, session, ended] = await Promise.all([
    findStanding(tx, actor, caseId, courseSessionId),
    lockSession(tx, actor, courseSessionId),
    isOfEnded(tx, actor, courseSessionId),
  ])
  if (!session)
    throw new Problem('reference-unknown', undefined, {
      errors: [{ pointer: '/courseSessionId', code: 'reference-unknown', detail: 'names no session of a course' }],
    })
  if (session.startsOn < londonDate(now)) throw new Problem('wrong-state', 'This course has begun')
  if (ended) throw new Problem('wrong-state', 'This course is given no more')
  if (standing) throw new Problem('wrong-state', 'The person has a place here, or waits for one')
  const hasPlace = session.placesLeft > 0
  const at = now.toISOString()
  const enrolment: CourseEnrolment = {
    ...{ id: newId(), courseSessionId, caseId, askedAs, askedAt: at },
    status: hasPlace ? 'enrolled' : 'waiting',
    enrolledAt: hasPlace ? at : null,
    withdrawnAt: null,
  }
  await Promise.all([
    hasPlace && takePlaces(tx, actor, courseSessionId, 1),
    insertEnrolment(tx, actor, enrolment, now),
    record(tx, actor, {
      type: 'course.enrolled',
      subjectId: enrolment.id,
      caseId,
      at: now,
      facts: { courseSessionId, status: enrolment.status, askedAs },
    }),
  ])
  return created(enrolment, `/v1/cases/${caseId}/course-enrolments`)
}
