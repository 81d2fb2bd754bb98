import { type Selectable, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { LocalDate } from '../shared/dates.ts'
import type { CourseEnrolment, CourseSession } from './course-schemas.ts'

const toSession = (row: Selectable<Database['course_session']>): CourseSession => ({
  id: row.course_session_id,
  resourceId: row.resource_id,
  startsOn: row.starts_on,
  endsOn: row.ends_on,
  times: row.times,
  place: row.place,
  places: row.places,
  placesLeft: row.places - row.taken,
  registeredAt: row.registered_at.toISOString(),
})

const toEnrolment = (row: Selectable<Database['course_enrolment']>): CourseEnrolment => ({
  id: row.course_enrolment_id,
  courseSessionId: row.course_session_id,
  caseId: row.case_id,
  status: row.status,
  askedAs: row.asked_as,
  askedAt: row.asked_at.toISOString(),
  enrolledAt: row.enrolled_at?.toISOString() ?? null,
  withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
})

export async function insertSession(tx: Tx, actor: Actor, session: CourseSession, now: Date): Promise<void> {
  await tx
    .insertInto('course_session')
    .values({
      commissioner_id: actor.commissionerId,
      course_session_id: session.id,
      resource_id: session.resourceId,
      starts_on: session.startsOn,
      ends_on: session.endsOn,
      times: session.times,
      place: session.place,
      places: session.places,
      taken: 0,
      registered_by: actor.actorId,
      registered_at: now,
    })
    .execute()
}

/** One row more than a page, newest first. */
export async function listSessions(
  reads: Reads,
  actor: Actor,
  resourceId: string,
  page: PageRequest,
): Promise<CourseSession[]> {
  const rows = await reads
    .selectFrom('course_session')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('resource_id', '=', resourceId)
    .$if(page.after !== undefined, (query) => query.where('course_session_id', '<', page.after ?? ''))
    .orderBy('course_session_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toSession)
}

/** The session, locked: its places are given to one after the other. Always after the case, so that no two wait for each other. */
export async function lockSession(tx: Tx, actor: Actor, id: string): Promise<CourseSession | undefined> {
  const row = await tx
    .selectFrom('course_session')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('course_session_id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && toSession(row)
}

/** Whether the entry that a session is of is there no more. */
export async function isOfEnded(reads: Reads, actor: Actor, sessionId: string): Promise<boolean> {
  const row = await reads
    .selectFrom('course_session as s')
    .innerJoin('resource as r', (join) =>
      join.on('r.commissioner_id', '=', theTenant).onRef('r.resource_id', '=', 's.resource_id'),
    )
    .select('r.ended_at')
    .where('s.commissioner_id', '=', actor.commissionerId)
    .where('s.course_session_id', '=', sessionId)
    .executeTakeFirst()
  return row !== undefined && row.ended_at !== null
}

/** What of a case stands on sessions that have not begun, in the order in which sessions are locked. */
export async function listComing(
  reads: Reads,
  actor: Actor,
  caseId: string,
  today: LocalDate,
): Promise<CourseEnrolment[]> {
  const rows = await enrolments(reads, actor)
    .where('case_id', '=', caseId)
    .where('withdrawn_at', 'is', null)
    .where(
      sql<boolean>`exists (select from course_session s where s.commissioner_id = ${theTenant}
        and s.course_session_id = course_enrolment.course_session_id and s.starts_on >= ${today}::date)`,
    )
    .orderBy('course_session_id')
    .execute()
  return rows.map(toEnrolment)
}

/** Takes a place, or gives one back; the database refuses more than there are. */
export async function takePlaces(tx: Tx, actor: Actor, sessionId: string, count: 1 | -1): Promise<void> {
  await tx
    .updateTable('course_session')
    .set({ taken: sql`taken + ${count}` })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('course_session_id', '=', sessionId)
    .execute()
}

export async function insertEnrolment(tx: Tx, actor: Actor, enrolment: CourseEnrolment, now: Date): Promise<void> {
  await tx
    .insertInto('course_enrolment')
    .values({
      commissioner_id: actor.commissionerId,
      course_enrolment_id: enrolment.id,
      course_session_id: enrolment.courseSessionId,
      case_id: enrolment.caseId,
      status: enrolment.status,
      asked_by: actor.actorId,
      asked_as: enrolment.askedAs,
      asked_at: now,
      enrolled_at: enrolment.enrolledAt === null ? null : now,
      withdrawn_at: null,
    })
    .execute()
}

const enrolments = (reads: Reads, actor: Actor) =>
  reads.selectFrom('course_enrolment').selectAll().where('commissioner_id', '=', actor.commissionerId)

export async function findEnrolment(reads: Reads, actor: Actor, id: string): Promise<CourseEnrolment | undefined> {
  const row = await enrolments(reads, actor).where('course_enrolment_id', '=', id).executeTakeFirst()
  return row && toEnrolment(row)
}

/** What stands of a case on a session. */
export async function findStanding(
  reads: Reads,
  actor: Actor,
  caseId: string,
  sessionId: string,
): Promise<CourseEnrolment | undefined> {
  const row = await enrolments(reads, actor)
    .where('case_id', '=', caseId)
    .where('course_session_id', '=', sessionId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return row && toEnrolment(row)
}

/** One row more than a page, newest first. */
export async function listEnrolments(
  reads: Reads,
  actor: Actor,
  caseId: string,
  page: PageRequest,
): Promise<CourseEnrolment[]> {
  const rows = await enrolments(reads, actor)
    .where('case_id', '=', caseId)
    .$if(page.after !== undefined, (query) => query.where('course_enrolment_id', '<', page.after ?? ''))
    .orderBy('course_enrolment_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toEnrolment)
}

export async function setWithdrawn(tx: Tx, actor: Actor, id: string, now: Date): Promise<void> {
  await tx
    .updateTable('course_enrolment')
    .set({ status: 'withdrawn', withdrawn_at: now })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('course_enrolment_id', '=', id)
    .execute()
}

/** Gives a place to who waits longest for the session, of the cases that have not ended. */
export async function enrolLongestWaiting(
  tx: Tx,
  actor: Actor,
  sessionId: string,
  now: Date,
): Promise<CourseEnrolment | undefined> {
  const row = await tx
    .updateTable('course_enrolment')
    .set({ status: 'enrolled', enrolled_at: now })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('course_enrolment_id', '=', (eb) =>
      eb
        .selectFrom('course_enrolment as w')
        .innerJoin('budget_case as c', (join) =>
          join.on('c.commissioner_id', '=', actor.commissionerId).onRef('c.case_id', '=', 'w.case_id'),
        )
        .select('w.course_enrolment_id')
        .where('w.commissioner_id', '=', actor.commissionerId)
        .where('w.course_session_id', '=', sessionId)
        .where('w.status', '=', 'waiting')
        .where('c.ended_at', 'is', null)
        .orderBy('w.asked_at')
        .orderBy('w.course_enrolment_id')
        .limit(1),
    )
    .returningAll()
    .executeTakeFirst()
  return row && toEnrolment(row)
}
