import { type Selectable, sql } from 'kysely'
import type { Writer } from '../case-access/case.ts'
import { isSeenOfEverybody } from '../case-access/everybody-repository.ts'
import { writerOn } from '../case-access/near-repository.ts'
import type { Database } from '../database/tables.ts'
import { isOfPerson } from '../people/joined-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import { asking } from '../platform/access/asking.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { newId } from '../platform/work/new-id.ts'
import { type Ground, grounds } from '../rules/access/sight.ts'
import type { BreakGlass, RecordRead, Restriction } from './schemas.ts'

const toRead = (row: Selectable<Database['record_read']>): RecordRead => {
  const ground = row.ground as Ground
  return {
    id: row.record_read_id,
    personId: row.person_id,
    caseId: row.case_id,
    actorId: row.actor_id,
    actorName: row.actor_name,
    organisationId: row.organisation_id,
    ground,
    because: grounds[ground].purpose,
    operation: row.operation,
    readAt: row.read_at.toISOString(),
  }
}

export interface ReadFilter {
  readonly personId?: string
  readonly actorId?: string | undefined
  readonly from?: string | undefined
  readonly until?: string | undefined
  /** Those of these operations alone. */
  readonly operations?: readonly string[] | undefined
}

/** One row more than a page, newest first. */
export async function listReads(
  reads: Reads,
  actor: Actor,
  { personId, actorId, from, until, operations }: ReadFilter,
  page: PageRequest,
): Promise<RecordRead[]> {
  const rows = await reads
    .selectFrom('record_read')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .$if(personId !== undefined, (query) => query.where(isOfPerson(actor.commissionerId, personId ?? '')))
    .$if(actorId !== undefined, (query) => query.where('actor_id', '=', actorId ?? ''))
    .$if(from !== undefined, (query) => query.where('read_at', '>=', sql<Date>`${from}::timestamptz`))
    .$if(until !== undefined, (query) => query.where('read_at', '<', sql<Date>`${until}::timestamptz`))
    .$if(operations !== undefined, (query) => query.where(sql<boolean>`operation = any(${operations}::text[])`))
    .$if(page.after !== undefined, (query) => query.where('record_read_id', '<', page.after ?? ''))
    .orderBy('record_read_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toRead)
}

const toBreakGlass = (row: Selectable<Database['break_glass']>): BreakGlass => ({
  id: row.break_glass_id,
  caseId: row.case_id,
  personId: row.person_id,
  actorId: row.actor_id,
  actorName: row.actor_name,
  organisationId: row.organisation_id,
  reason: row.reason,
  beganAt: row.began_at.toISOString(),
  until: row.until_at.toISOString(),
})

/** A case of the commissioner's, or of the actor's own trust, whether or not they may see it. */
export async function findCaseOnCall(
  reads: Reads,
  actor: Actor,
  caseId: string,
): Promise<{ readonly personId: string; readonly writer: Writer } | undefined> {
  const { commissionerId, ofCommissioner, organisationId } = actor
  const row = await reads
    .selectFrom('budget_case as c')
    .select(['c.person_id', writerOn(asking(actor))])
    .where('c.commissioner_id', '=', commissionerId)
    .where('c.case_id', '=', caseId)
    .$if(!ofCommissioner, (query) => query.where('c.trust_id', '=', organisationId))
    .executeTakeFirst()
  return row && { personId: row.person_id, writer: row.writer }
}

export async function insertBreakGlass(
  tx: Tx,
  actor: Actor,
  broken: { readonly caseId: string; readonly personId: string; readonly reason: string },
  now: Date,
  until: Date,
): Promise<BreakGlass> {
  const row = await tx
    .insertInto('break_glass')
    .values({
      commissioner_id: actor.commissionerId,
      break_glass_id: newId(),
      case_id: broken.caseId,
      person_id: broken.personId,
      actor_id: actor.actorId,
      actor_name: actor.name,
      organisation_id: actor.organisationId,
      reason: broken.reason,
      began_at: now,
      until_at: until,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return toBreakGlass(row)
}

/** One row more than a page, newest first; of one person, or of all. */
export async function listBreakGlass(
  reads: Reads,
  actor: Actor,
  personId: string | undefined,
  page: PageRequest,
): Promise<BreakGlass[]> {
  const rows = await reads
    .selectFrom('break_glass')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where(
      personId === undefined
        ? isSeenOfEverybody(actor, sql.ref('break_glass.person_id'))
        : isOfPerson(actor.commissionerId, personId),
    )
    .$if(page.after !== undefined, (query) => query.where('break_glass_id', '<', page.after ?? ''))
    .orderBy('break_glass_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toBreakGlass)
}

export const toRestriction = (row: Selectable<Database['record_restriction']>): Restriction => ({
  id: row.record_restriction_id,
  personId: row.person_id,
  reason: row.reason,
  restrictedBy: row.restricted_by,
  restrictedAt: row.restricted_at.toISOString(),
  liftedAt: row.lifted_at?.toISOString() ?? null,
})

/** Undefined where the record is restricted already. */
export async function insertRestriction(
  tx: Tx,
  actor: Actor,
  personId: string,
  reason: string,
  now: Date,
): Promise<Restriction | undefined> {
  const row = await tx
    .insertInto('record_restriction')
    .values({
      commissioner_id: actor.commissionerId,
      record_restriction_id: newId(),
      person_id: personId,
      reason,
      restricted_by: actor.actorId,
      restricted_at: now,
    })
    .onConflict((conflict) =>
      conflict.columns(['commissioner_id', 'person_id']).where('lifted_at', 'is', null).doNothing(),
    )
    .returningAll()
    .executeTakeFirst()
  return row && toRestriction(row)
}

/** Undefined where the record is not restricted. */
export async function setRestrictionLifted(
  tx: Tx,
  actor: Actor,
  personId: string,
  now: Date,
): Promise<Restriction | undefined> {
  const row = await tx
    .updateTable('record_restriction')
    .set({ lifted_by: actor.actorId, lifted_at: now })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('person_id', '=', personId)
    .where('lifted_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
  return row && toRestriction(row)
}
