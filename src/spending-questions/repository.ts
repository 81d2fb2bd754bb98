import { type Selectable, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { insertMany } from '../platform/database/insert-many.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { questionWorkingDays } from '../rules/spending/outlook.ts'
import { type LocalDate, londonDate } from '../shared/dates.ts'
import { workingDaysAfter } from '../shared/working-days.ts'
import type { SpendingQuestion } from './schemas.ts'

export type QuestionRow = Omit<Selectable<Database['spending_question']>, 'commissioner_id' | 'answered_by'> & {
  readonly key: string
  readonly title: string
}

export const toQuestion = (row: QuestionRow): SpendingQuestion => ({
  id: row.spending_question_id,
  caseId: row.case_id,
  planLineId: row.plan_line_id,
  line: row.key,
  title: row.title,
  code: row.code,
  sentence: row.sentence,
  since: row.since,
  askedAt: row.asked_at.toISOString(),
  askBy: workingDaysAfter(londonDate(row.asked_at), questionWorkingDays),
  outcome: row.outcome,
  answer: row.answer,
  closedAt: row.closed_at?.toISOString() ?? null,
})

const questions = (reads: Reads, actor: Actor) =>
  reads
    .selectFrom('spending_question as q')
    .innerJoin('plan_line as l', (join) =>
      join.on('l.commissioner_id', '=', theTenant).onRef('l.plan_line_id', '=', 'q.plan_line_id'),
    )
    .selectAll('q')
    .select(['l.key', 'l.title'])
    .where('q.commissioner_id', '=', actor.commissionerId)

export async function findQuestion(reads: Reads, actor: Actor, id: string): Promise<SpendingQuestion | undefined> {
  const row = await questions(reads, actor).where('q.spending_question_id', '=', id).executeTakeFirst()
  return row && toQuestion(row)
}

/** One row more than a page, newest first. */
export async function listQuestionsOfCase(
  reads: Reads,
  actor: Actor,
  caseId: string,
  page: PageRequest,
): Promise<SpendingQuestion[]> {
  const rows = await questions(reads, actor)
    .where('q.case_id', '=', caseId)
    .$if(page.after !== undefined, (query) => query.where('q.spending_question_id', '<', page.after ?? ''))
    .orderBy('q.spending_question_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toQuestion)
}

/** What the person is to be asked on a case. */
export async function listOpenQuestions(reads: Reads, actor: Actor, caseId: string): Promise<SpendingQuestion[]> {
  const rows = await questions(reads, actor)
    .where('q.case_id', '=', caseId)
    .where('q.closed_at', 'is', null)
    .orderBy('q.spending_question_id')
    .execute()
  return rows.map(toQuestion)
}

/** The day on which a question of a kind about a line of a case was closed last: by the line's key, since a changed plan has the line again. */
export async function listRests(reads: Reads, actor: Actor, caseId: string): Promise<ReadonlyMap<string, LocalDate>> {
  const rows = await reads
    .selectFrom('spending_question as q')
    .innerJoin('plan_line as l', (join) =>
      join.on('l.commissioner_id', '=', theTenant).onRef('l.plan_line_id', '=', 'q.plan_line_id'),
    )
    .select(['l.key', 'q.code', sql<LocalDate>`max((q.closed_at at time zone 'Europe/London')::date)`.as('on')])
    .where('q.commissioner_id', '=', actor.commissionerId)
    .where('q.case_id', '=', caseId)
    .where('q.closed_at', 'is not', null)
    .groupBy(['l.key', 'q.code'])
    .execute()
  return new Map(rows.map(({ key, code, on }) => [`${key} ${code}`, on]))
}

export function insertQuestions(tx: Tx, { commissionerId }: Actor, asked: readonly SpendingQuestion[]): void {
  if (asked.length === 0) return
  const rows = asked.map((one) => ({
    commissioner_id: commissionerId,
    spending_question_id: one.id,
    case_id: one.caseId,
    plan_line_id: one.planLineId,
    code: one.code,
    since: one.since,
    sentence: one.sentence,
    asked_at: new Date(one.askedAt),
  }))
  insertMany(tx, 'spending_question', rows)
}

/** Closes a question. What the person says closes it, and can be said again; null takes it back, and the question is closed all the same. */
export async function setClosed(
  tx: Tx,
  actor: Actor,
  { id, outcome, answer, closedAt }: Pick<SpendingQuestion, 'id' | 'outcome' | 'answer' | 'closedAt'>,
): Promise<void> {
  await tx
    .updateTable('spending_question')
    .set({
      outcome,
      answer,
      answered_by: answer === null ? null : actor.actorId,
      closed_at: closedAt === null ? null : new Date(closedAt),
    })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('spending_question_id', '=', id)
    .execute()
}
