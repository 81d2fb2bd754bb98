import { type Selectable, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { daysAfter, type LocalDate } from '../shared/dates.ts'
import type { BrokerQualification, LapsingQualification } from './qualification-schemas.ts'

const toQualification = (row: Selectable<Database['broker_qualification']>): BrokerQualification => ({
  id: row.broker_qualification_id,
  staffMemberId: row.staff_member_id,
  course: row.course,
  level: row.level,
  awardingBody: row.awarding_body,
  awardedOn: row.awarded_on,
  expiresOn: row.expires_on,
  seenAt: row.seen_at.toISOString(),
})

const qualifications = (reads: Reads, { commissionerId }: Pick<Actor, 'commissionerId'>, staffMemberId: string) =>
  reads
    .selectFrom('broker_qualification')
    .selectAll()
    .where('commissioner_id', '=', commissionerId)
    .where('staff_member_id', '=', staffMemberId)
    .orderBy('broker_qualification_id', 'desc')

/** One row more than a page, newest first. */
export async function listQualifications(
  reads: Reads,
  actor: Actor,
  staffMemberId: string,
  page: PageRequest,
): Promise<BrokerQualification[]> {
  const rows = await qualifications(reads, actor, staffMemberId)
    .$if(page.after !== undefined, (query) => query.where('broker_qualification_id', '<', page.after ?? ''))
    .limit(page.limit + 1)
    .execute()
  return rows.map(toQualification)
}

/** The newest of what a broker was trained in: more than anybody has. */
export async function findQualifications(
  reads: Reads,
  actor: Actor,
  staffMemberId: string,
): Promise<BrokerQualification[]> {
  return (await qualifications(reads, actor, staffMemberId).limit(200).execute()).map(toQualification)
}

export async function insertQualification(
  tx: Tx,
  actor: Pick<Actor, 'commissionerId' | 'actorId'>,
  qualification: BrokerQualification,
  now: Date,
): Promise<void> {
  await tx
    .insertInto('broker_qualification')
    .values({
      commissioner_id: actor.commissionerId,
      broker_qualification_id: qualification.id,
      staff_member_id: qualification.staffMemberId,
      course: qualification.course,
      level: qualification.level,
      awarding_body: qualification.awardingBody,
      awarded_on: qualification.awardedOn,
      expires_on: qualification.expiresOn,
      seen_by: actor.actorId,
      seen_at: now,
    })
    .execute()
}

/** As long before its last day as a course is found and gone to, and a year after. Set by the service: no source says it. */
export const daysBeforeLapse = 60
const daysPast = 365

/** That nothing which holds for longer stands for what lapses. */
export const nothingNewer = sql<boolean>`not exists (select from broker_qualification newer where newer.commissioner_id = ${theTenant}
  and newer.staff_member_id = q.staff_member_id and newer.course = q.course and coalesce(newer.level, 0) >= coalesce(q.level, 0)
  and coalesce(newer.expires_on, 'infinity') > q.expires_on offset 0)`

/** One row more than a page of what lapses soon or has lapsed, of those who work, the soonest first: of all, or of one organisation. */
export async function listLapsingQualifications(
  reads: Reads,
  actor: Actor,
  organisationId: string | undefined,
  page: PageRequest,
  today: LocalDate,
): Promise<(LapsingQualification & { readonly place: string })[]> {
  const [afterDay, afterId] = page.after?.split(' ') ?? []
  const rows = await reads
    .selectFrom('broker_qualification as q')
    .innerJoin('staff_member as s', (join) =>
      join.on('s.commissioner_id', '=', theTenant).onRef('s.staff_member_id', '=', 'q.staff_member_id'),
    )
    .select(['q.broker_qualification_id', 'q.staff_member_id', 'q.course', 's.name'])
    .select(sql<LocalDate>`q.expires_on`.as('expiresOn'))
    .select(
      sql<number>`(select count(*)::integer from staff_identity i join case_member m on m.commissioner_id = ${theTenant}
        and m.actor_id = i.actor_id and m.case_role = 'broker' and m.left_at is null
        where i.commissioner_id = ${theTenant} and i.staff_member_id = q.staff_member_id and i.confirmed_at is not null)`.as(
        'openCases',
      ),
    )
    .where('q.commissioner_id', '=', actor.commissionerId)
    .where('s.ended_at', 'is', null)
    .where('q.expires_on', '>=', daysAfter(today, -daysPast))
    .where('q.expires_on', '<=', daysAfter(today, daysBeforeLapse))
    .$if(organisationId !== undefined, (query) => query.where('s.organisation_id', '=', organisationId ?? ''))
    .where(nothingNewer)
    .$if(afterId !== undefined, (query) =>
      query.where(sql<boolean>`(q.expires_on, q.broker_qualification_id) > (${afterDay}::date, ${afterId}::uuid)`),
    )
    .orderBy('q.expires_on')
    .orderBy('q.broker_qualification_id')
    .limit(page.limit + 1)
    .execute()
  return rows.map((row) => ({
    staffMemberId: row.staff_member_id,
    name: row.name,
    course: row.course,
    expiresOn: row.expiresOn,
    lapsed: row.expiresOn < today,
    openCases: row.openCases,
    place: `${row.expiresOn} ${row.broker_qualification_id}`,
  }))
}
