import { type Selectable, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import { humanOf } from '../platform/access/human-repository.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { newId } from '../platform/work/new-id.ts'
import { type HealthNeedStatus, practiceAnswerWorkingDays } from '../rules/assessment/health-needs.ts'
import { fullName } from '../rules/people/names.ts'
import { type LocalDate, londonDate } from '../shared/dates.ts'
import { workingDaysAfter } from '../shared/working-days.ts'
import type { HealthNeed, PracticeAct } from './schemas.ts'

interface ActRow extends Omit<PracticeAct, 'at'> {
  readonly at: string
}
type Row = Selectable<Database['health_need']> & {
  practice_name: string
  given_name: string | null
  family_name: string | null
  answer_by: LocalDate | null
  acts: ActRow[]
}

/** An agreement counts that came by the practice's own sign-in, or that the practice was told of since. */
const countsBy = (acts: readonly Pick<PracticeAct, 'kind' | 'way'>[]) => {
  const last = acts.findLast(({ kind }) => kind === 'agreed' || kind === 'told')
  return last?.kind === 'told' || last?.way === 'signed-in'
}

export const toNeed = (row: Row): HealthNeed => ({
  id: row.health_need_id,
  caseId: row.case_id,
  needsAssessmentId: row.needs_assessment_id,
  organisationId: row.organisation_id,
  practiceName: row.practice_name,
  personName: fullName({ givenName: row.given_name, familyName: row.family_name }),
  words: row.words,
  status: row.status,
  suggestedByName: row.suggested_by_name,
  suggestedAt: row.suggested_at.toISOString(),
  // Each need is suggested with a clock; who was asked before there were clocks had the same days.
  answerBy: row.answer_by ?? workingDaysAfter(londonDate(row.suggested_at), practiceAnswerWorkingDays),
  counts: row.status === 'agreed' && countsBy(row.acts),
  acts: row.acts.map((act) => ({ ...act, at: new Date(act.at).toISOString() })),
})

/** What was said about the need `h`, in order. */
const acts = sql<
  ActRow[]
>`coalesce((select json_agg(json_build_object('kind', a.kind, 'words', a.words, 'whatWouldChange', a.what_would_change, 'gpName', a.gp_name, 'gpRole', a.gp_post,
    'way', a.way, 'on', a.on_day, 'documentHash', a.document_hash, 'byName', a.done_by_name, 'at', a.done_at) order by a.practice_act_id)
  from practice_act a where a.commissioner_id = ${theTenant} and a.health_need_id = h.health_need_id), '[]')`

/** Until when the practice has time for the need `h`, or had at last: the time can have been given anew. */
const answerBy = sql<LocalDate | null>`(select k.due_on from clock k where k.commissioner_id = ${theTenant} and k.case_id = h.case_id
  and k.subject_id = h.health_need_id and k.kind = 'practice-answer' order by k.clock_id desc limit 1)`

/** Each need with its practice, its person and what was said. */
export const needs = (reads: Reads, actor: Actor) =>
  reads
    .selectFrom('health_need as h')
    .innerJoin('organisation as o', (join) =>
      join.on('o.commissioner_id', '=', theTenant).onRef('o.organisation_id', '=', 'h.organisation_id'),
    )
    .innerJoin('budget_case as c', (join) =>
      join.on('c.commissioner_id', '=', theTenant).onRef('c.case_id', '=', 'h.case_id'),
    )
    .innerJoin('person as p', (join) =>
      join.on('p.commissioner_id', '=', theTenant).onRef('p.person_id', '=', 'c.person_id'),
    )
    .selectAll('h')
    .select(['o.name as practice_name', 'p.given_name', 'p.family_name', acts.as('acts'), answerBy.as('answer_by')])
    .where('h.commissioner_id', '=', actor.commissionerId)

export async function findHealthNeed(reads: Reads, actor: Actor, id: string): Promise<HealthNeed | undefined> {
  const row = await needs(reads, actor).where('h.health_need_id', '=', id).executeTakeFirst()
  return row && toNeed(row)
}

/** The need of a case that stands: the next one takes its place. */
export async function findStandingNeed(reads: Reads, actor: Actor, caseId: string): Promise<HealthNeed | undefined> {
  const row = await needs(reads, actor)
    .where('h.case_id', '=', caseId)
    .where(sql<boolean>`h.status not in ('replaced', 'withdrawn')`)
    .executeTakeFirst()
  return row && toNeed(row)
}

/** One row more than a page, newest first. */
export async function listHealthNeeds(
  reads: Reads,
  actor: Actor,
  caseId: string,
  page: PageRequest,
): Promise<HealthNeed[]> {
  const rows = await needs(reads, actor)
    .where('h.case_id', '=', caseId)
    .$if(page.after !== undefined, (query) => query.where('h.health_need_id', '<', page.after ?? ''))
    .orderBy('h.health_need_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toNeed)
}

export async function insertHealthNeed(
  tx: Tx,
  actor: Actor,
  need: Pick<HealthNeed, 'caseId' | 'needsAssessmentId' | 'organisationId' | 'words'>,
  now: Date,
): Promise<string> {
  const id = newId()
  await tx
    .insertInto('health_need')
    .values({
      commissioner_id: actor.commissionerId,
      health_need_id: id,
      case_id: need.caseId,
      needs_assessment_id: need.needsAssessmentId,
      organisation_id: need.organisationId,
      words: need.words,
      status: 'awaiting-practice',
      suggested_by: actor.actorId,
      suggested_by_name: actor.name || actor.actorId,
      suggested_at: now,
    })
    .execute()
  return id
}

export async function setNeedStatus(tx: Tx, actor: Actor, id: string, status: HealthNeedStatus): Promise<void> {
  await tx
    .updateTable('health_need')
    .set({ status })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('health_need_id', '=', id)
    .execute()
}

/** With the case nobody is asked any more; what was answered stays as it is. */
export async function withdrawNeeds(tx: Tx, actor: Actor, caseId: string): Promise<void> {
  await tx
    .updateTable('health_need')
    .set({ status: 'withdrawn' })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where(sql<boolean>`status in ('awaiting-practice', 'question-asked')`)
    .execute()
}

export type NewAct = Omit<PracticeAct, 'whatWouldChange' | 'byName' | 'at'> &
  Partial<Pick<PracticeAct, 'whatWouldChange'>>

export async function insertAct(
  tx: Tx,
  actor: Actor,
  { id, caseId }: Pick<HealthNeed, 'id' | 'caseId'>,
  act: NewAct,
  now: Date,
): Promise<void> {
  await tx
    .insertInto('practice_act')
    .values({
      commissioner_id: actor.commissionerId,
      practice_act_id: newId(),
      case_id: caseId,
      health_need_id: id,
      kind: act.kind,
      words: act.words,
      what_would_change: act.whatWouldChange ?? null,
      gp_name: act.gpName,
      gp_post: act.gpRole,
      way: act.way,
      on_day: act.on,
      document_hash: act.documentHash,
      done_by: actor.actorId,
      done_by_name: actor.name || actor.actorId,
      done_at: now,
    })
    .execute()
}

/** Who recorded what was last answered for the practice, where it did not sign in. */
export async function findRecorder(reads: Reads, actor: Actor, id: string): Promise<string | undefined> {
  const row = await reads
    .selectFrom('practice_act')
    .select('done_by')
    .where('commissioner_id', '=', actor.commissionerId)
    .where('health_need_id', '=', id)
    .where(sql<boolean>`kind in ('agreed', 'declined') and way <> 'signed-in'`)
    .orderBy('practice_act_id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.done_by
}

/** Whether the human behind the account gains by what the practice says: is or was the broker of the case, or wrote a plan of it. */
export async function hasStake(reads: Reads, actor: Actor, caseId: string): Promise<boolean> {
  const human = humanOf(sql`${actor.actorId}`)
  const near = sql`(select m.actor_id from case_member m
      where m.commissioner_id = ${theTenant} and m.case_id = ${caseId}::uuid and m.case_role::text = 'broker'
    union all select unnest(s.author_ids) from support_plan s where s.commissioner_id = ${theTenant} and s.case_id = ${caseId}::uuid)`
  const row = await reads
    .selectNoFrom(sql<boolean>`exists (select from ${near} t where ${humanOf('t.actor_id')} = ${human})`.as('stake'))
    .executeTakeFirstOrThrow()
  return row.stake
}

/** What a budget is worked out from: that the practice agreed the need that follows from the assessment in force, and since when that counts. */
export async function findAgreement(
  reads: Reads,
  actor: Actor,
  caseId: string,
): Promise<{ readonly practiceCode: string; readonly agreedOn: string } | undefined> {
  const row = await reads
    .selectFrom('health_need as h')
    .innerJoin('needs_assessment as n', (join) =>
      join.on('n.commissioner_id', '=', theTenant).onRef('n.needs_assessment_id', '=', 'h.needs_assessment_id'),
    )
    .innerJoin('organisation as o', (join) =>
      join.on('o.commissioner_id', '=', theTenant).onRef('o.organisation_id', '=', 'h.organisation_id'),
    )
    .innerJoin('practice_act as a', (join) =>
      join.on('a.commissioner_id', '=', theTenant).onRef('a.health_need_id', '=', 'h.health_need_id'),
    )
    .select(['o.code', 'a.on_day'])
    .where('h.commissioner_id', '=', actor.commissionerId)
    .where('h.case_id', '=', caseId)
    .where('h.status', '=', 'agreed')
    .where('n.status', '=', 'completed')
    .where('a.kind', '=', 'agreed')
    .where(
      sql<boolean>`(a.way = 'signed-in' or exists (select from practice_act t where t.commissioner_id = ${theTenant}
        and t.health_need_id = h.health_need_id and t.kind = 'told' and t.practice_act_id > a.practice_act_id offset 0))`,
    )
    .orderBy('a.practice_act_id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { practiceCode: row.code, agreedOn: row.on_day }
}
