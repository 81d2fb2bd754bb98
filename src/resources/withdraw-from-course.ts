import { requireCaseRole } from '../case-access/open-for-writing.ts'
import { lockCase } from '../case-access/repository.ts'
import { requireMandate } from '../case-team/require-mandate.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import type { CourseEnrolment } from './course-schemas.ts'
import { findEnrolment, lockSession } from './courses-repository.ts'
import { giveUp } from './give-up-place.ts'

/** Gives up a place on a course, or the wait for one; also of a case that has ended. A place that comes free before the course begins is that of who waits longest. */
export async function withdrawFromCourse(tx: Tx, context: Context, id: string): Promise<Answer<CourseEnrolment>> {
  const { actor, now } = context
  const budgetCase = orNotFound(await lockCase(tx, actor, { table: 'course_enrolment', id }))
  const as = requireCaseRole(budgetCase, actor, 'person', 'representative', 'broker', 'care-coordinator')
  await requireMandate(tx, actor, budgetCase.id, as, 'withdrawFromCourse')
  const { courseSessionId } = orNotFound(await findEnrolment(tx, actor, id))
  const session = orNotFound(await lockSession(tx, actor, courseSessionId))
  // Under the lock on the session, since a place can have come to who waited.
  const enrolment = orNotFound(await findEnrolment(tx, actor, id))
  if (enrolment.status === 'withdrawn') throw new Problem('wrong-state', 'This was given up already')
  await giveUp(tx, context, enrolment, session)
  return done({ ...enrolment, status: 'withdrawn', withdrawnAt: now.toISOString() })
}
