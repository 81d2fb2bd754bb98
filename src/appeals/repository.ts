import { type Selectable, sql } from 'kysely'
import { hadPart, nearCase } from '../case-access/near-repository.ts'
import type { Database } from '../database/tables.ts'
import type { Decision } from '../decisions/schemas.ts'
import type { Actor } from '../platform/access/access.ts'
import { humanOf } from '../platform/access/human-repository.ts'
import { changedSince } from '../platform/database/changed-since.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { newId } from '../platform/work/new-id.ts'
import { type LocalDate, londonDate } from '../shared/dates.ts'
import type { Appeal, AppealFilter } from './schemas.ts'

export type VersionedAppeal = Appeal & { readonly version: number }

type Row = Selectable<Database['appeal']> & { due_on: LocalDate | null }

const toAppeal = (row: Row): VersionedAppeal => ({
  id: row.appeal_id,
  caseId: row.case_id,
  decisionId: row.decision_id,
  status: row.status,
  words: row.words,
  lateBecause: row.late_because,
  statutory: row.statutory,
  lodgedAs: row.lodged_as,
  how: row.how,
  saidOn: row.said_on,
  lodgedAt: row.lodged_at.toISOString(),
  dueOn: row.due_on,
  outcomeDecisionId: row.outcome_decision_id,
  endedAt: row.ended_at?.toISOString() ?? null,
  version: row.version,
})

/** Appeals, each with the day its running clock is due. */
function appeals(reads: Reads, actor: Actor) {
  return reads
    .selectFrom('appeal as a')
    .leftJoin('clock as k', (join) =>
      join
        .on('k.commissioner_id', '=', theTenant)
        .onRef('k.subject_id', '=', 'a.appeal_id')
        .on('k.kind', 'in', ['appeal-acceptance', 'appeal-decision'])
        .on('k.stopped_on', 'is', null),
    )
    .selectAll('a')
    .select('k.due_on')
    .where('a.commissioner_id', '=', actor.commissionerId)
}

export async function findAppeal(reads: Reads, actor: Actor, id: string): Promise<VersionedAppeal | undefined> {
  const row = await appeals(reads, actor).where('a.appeal_id', '=', id).executeTakeFirst()
  return row && toAppeal(row)
}

/** One row more than a page of those that are asked for, newest first. */
export async function listAppeals(
  reads: Reads,
  actor: Actor,
  caseId: string,
  page: PageRequest,
  { status, open, late, dueSince, dueBy, lodgedSince, endedSince, updatedSince }: AppealFilter,
  now: Date,
): Promise<VersionedAppeal[]> {
  const isLate = sql<boolean>`coalesce(k.due_on < ${londonDate(now)}::date, false)`
  const rows = await appeals(reads, actor)
    .where('a.case_id', '=', caseId)
    .$if(status !== undefined, (query) => query.where('a.status', '=', status ?? 'lodged'))
    .$if(open !== undefined, (query) => query.where('a.ended_at', open ? 'is' : 'is not', null))
    .$if(late !== undefined, (query) => query.where(late ? isLate : sql<boolean>`not ${isLate}`))
    .$if(dueSince !== undefined, (query) => query.where('k.due_on', '>=', dueSince ?? ''))
    .$if(dueBy !== undefined, (query) => query.where('k.due_on', '<=', dueBy ?? ''))
    .$if(lodgedSince !== undefined, (query) => query.where(sql<boolean>`a.lodged_at >= ${lodgedSince}::timestamptz`))
    .$if(endedSince !== undefined, (query) => query.where(sql<boolean>`a.ended_at >= ${endedSince}::timestamptz`))
    .where(changedSince(updatedSince, 'a.changed_at', 'k.changed_at'))
    .$if(page.after !== undefined, (query) => query.where('a.appeal_id', '<', page.after ?? ''))
    .orderBy('a.appeal_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toAppeal)
}

/**
 * When a decision was appealed before, how that ended, and whether it was the person's own act, or of somebody whom they chose; those that were
 * not accepted or taken back do not count.
 */
export async function listLodgedBefore(
  reads: Reads,
  actor: Actor,
  decisionId: string,
): Promise<{ id: string; on: LocalDate; status: string; own: boolean }[]> {
  const rows = await reads
    .selectFrom('appeal as a')
    .select(['appeal_id', 'lodged_at', 'status'])
    .select(
      sql<boolean>`a.lodged_as = 'person' or exists (select from case_member m where m.commissioner_id = ${theTenant}
        and m.case_id = a.case_id and m.actor_id = a.lodged_by and m.case_role = a.lodged_as::text::case_role and m.chosen_by_person)`.as(
        'own',
      ),
    )
    .where('commissioner_id', '=', actor.commissionerId)
    .where('decision_id', '=', decisionId)
    .where('status', 'not in', ['not-accepted', 'withdrawn'])
    .execute()
  return rows.map((row) => ({
    id: row.appeal_id,
    on: londonDate(row.lodged_at),
    status: row.status,
    own: row.own,
  }))
}

/** The open appeals of a case, oldest first. */
export async function listOpenAppealIds(reads: Reads, actor: Actor, caseId: string): Promise<string[]> {
  const rows = await reads
    .selectFrom('appeal')
    .select('appeal_id')
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('status', 'in', ['awaiting-acceptance', 'lodged'])
    .orderBy('appeal_id')
    .execute()
  return rows.map((row) => row.appeal_id)
}

export async function insertAppeal(
  tx: Tx,
  actor: Actor,
  appeal: Pick<
    Appeal,
    'caseId' | 'decisionId' | 'status' | 'lateBecause' | 'statutory' | 'lodgedAs' | 'how' | 'saidOn'
  > & {
    readonly words: string
  },
  now: Date,
): Promise<VersionedAppeal> {
  const row = await tx
    .insertInto('appeal')
    .values({
      commissioner_id: actor.commissionerId,
      appeal_id: newId(),
      case_id: appeal.caseId,
      decision_id: appeal.decisionId,
      status: appeal.status,
      words: appeal.words,
      late_because: appeal.lateBecause,
      statutory: appeal.statutory,
      lodged_by: actor.actorId,
      lodged_as: appeal.lodgedAs,
      lodged_at: now,
      how: appeal.how,
      said_on: appeal.saidOn,
      outcome_decision_id: null,
      ended_at: null,
      version: 1,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return toAppeal({ ...row, due_on: null })
}

export async function setAppeal(
  tx: Tx,
  actor: Actor,
  id: string,
  change: { status: Appeal['status']; outcomeDecisionId?: string; endedAt?: Date },
): Promise<void> {
  await tx
    .updateTable('appeal')
    .set({
      status: change.status,
      ...(change.outcomeDecisionId ? { outcome_decision_id: change.outcomeDecisionId } : {}),
      ...(change.endedAt ? { ended_at: change.endedAt } : {}),
      version: sql`version + 1`,
    })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('appeal_id', '=', id)
    .execute()
}

/**
 * Everybody who took part in a decision, or has too much to do with it to look at it again: who made it, voted on it, passed it on or
 * asked for more, or decided an earlier appeal against it, in person or in somebody's place; who wrote, sent or signed what it is about, in
 * any text of it; who confirmed who the person is, wrote down what they said, or declared a conflict of interest on the case; who assessed needs, or worked out or told an amount of the case; who is or was on
 * its team; who recorded the appeal for the person; and who stands in for one of these, or did since the decision. Each is told as the human
 * behind the account.
 */
export async function listTookPart(
  reads: Reads,
  actor: Actor,
  { id, caseId, subjectId, subjectVersion, decidedAt }: Decision,
): Promise<ReadonlySet<string>> {
  const tenant = actor.commissionerId
  const ofPlan = sql`commissioner_id = ${tenant} and support_plan_id in (${subjectId}::uuid,
      (select support_plan_id from review where commissioner_id = ${tenant} and review_id = ${subjectId}))`
  const ofVersion = sql`commissioner_id = ${tenant} and support_plan_id = ${subjectId} and plan_version = ${subjectVersion}`
  const ofCase = sql`commissioner_id = ${tenant} and case_id = ${caseId}`
  const ofExpression = sql`commissioner_id = ${tenant} and expression_of_interest_id = ${subjectId}`
  const tookPart = sql<{ actor_id: string }>`(with part (actor_id) as (
    select unnest(array[decided_by, in_place_of]) as actor_id from decision where commissioner_id = ${tenant} and decision_id = ${id}
    union select unnest(array[o.decided_by, o.in_place_of]) from appeal e
      join decision o on o.commissioner_id = ${theTenant} and o.decision_id = e.outcome_decision_id
      where e.commissioner_id = ${tenant} and e.decision_id = ${id}
    union select unnest(array[actor_id, in_place_of]) from vote where ${ofVersion}
    union select passed_on_by from routing where ${ofVersion}
    union select unnest(array[actor_id, recorded_by]) from signature where ${ofVersion}
    union select unnest(author_ids) from support_plan where ${ofPlan}
    union select submitted_by from support_plan_version where ${ofPlan}
    union select actor_id from ${hadPart(sql`${caseId}::uuid`)} h
    union select unnest(array[made_by, submitted_by]) from expression_of_interest where ${ofExpression}
    union select asked_by from information_request where ${ofExpression}
    union select done_by from practice_act where commissioner_id = ${tenant} and health_need_id = ${subjectId}
    union select actor_id from ${nearCase(sql`${caseId}::uuid`)} n
    union select assessor_id from needs_assessment where ${ofCase}
    union select calculated_by from budget_calculation where ${ofCase}
    union select unnest(array[adopted_by, disclosed_by]) from indicative_budget where ${ofCase}
    union select lodged_by from appeal where commissioner_id = ${tenant} and decision_id = ${id}
    ) select actor_id from part union select d.delegate_id from part, lateral (select delegate_id from delegation
        where commissioner_id = ${tenant} and holder_id = part.actor_id and until_on >= ${londonDate(new Date(decidedAt))}
          and (ended_at is null or ended_at >= ${decidedAt}) offset 0) d
  )`
  const rows = await reads
    .selectFrom(tookPart.as('took_part'))
    .select(humanOf('took_part.actor_id').as('human_id'))
    .where('actor_id', 'is not', null)
    .execute()
  return new Set(rows.map((row) => row.human_id))
}
