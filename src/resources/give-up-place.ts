import { systemActor } from '../platform/access/system-actor.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { londonDate } from '../shared/dates.ts'
import type { CourseEnrolment, CourseSession } from './course-schemas.ts'
import {
  enrolLongestWaiting,
  findEnrolment,
  listComing,
  lockSession,
  setWithdrawn,
  takePlaces,
} from './courses-repository.ts'

/** Gives up what stands on a session that is locked. A place that comes free before the course begins is that of who waits longest. */
export async function giveUp(
  tx: Tx,
  { actor, now }: Pick<Context, 'actor' | 'now'>,
  { id, caseId, status }: CourseEnrolment,
  session: CourseSession,
): Promise<void> {
  const courseSessionId = session.id
  await setWithdrawn(tx, actor, id, now)
  const facts = { courseSessionId, from: status }
  await record(tx, actor, { type: 'course.withdrawn', subjectId: id, caseId, at: now, facts })
  if (status !== 'enrolled') return
  const next =
    session.startsOn < londonDate(now) ? undefined : await enrolLongestWaiting(tx, actor, courseSessionId, now)
  // The service tells it: who gave the place up is no business of who has it now.
  if (next)
    await record(tx, systemActor(actor.commissionerId), {
      type: 'course.place-given',
      subjectId: next.id,
      caseId: next.caseId,
      at: now,
      facts: { courseSessionId },
    })
  else await takePlaces(tx, actor, courseSessionId, -1)
}

/** Gives up the places on courses to come, and the waits for them, of somebody who has died: nobody else will. */
export async function giveUpComing(tx: Tx, context: Pick<Context, 'actor' | 'now'>, caseId: string): Promise<void> {
  const { actor, now } = context
  // One session after the other, in one order, so that two who end at once do not wait for each other; somebody has few.
  for (const { id, courseSessionId } of await listComing(tx, actor, caseId, londonDate(now))) {
    const session = await lockSession(tx, actor, courseSessionId)
    const enrolment = await findEnrolment(tx, actor, id)
    if (session && enrolment && enrolment.status !== 'withdrawn') await giveUp(tx, context, enrolment, session)
  }
}
