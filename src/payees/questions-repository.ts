import type { Selectable } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { insertMany } from '../platform/database/insert-many.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { payeeTies } from '../rules/spending/payees.ts'
import type { PayeeQuestion } from './tie-schemas.ts'

const toQuestion = (row: Selectable<Database['payee_question']>): PayeeQuestion => ({
  id: row.payee_question_id,
  caseId: row.case_id,
  payeeId: row.payee_id,
  ties: payeeTies.filter((tie) => row.ties.includes(tie)),
  askedAt: row.asked_at.toISOString(),
  outcome: row.outcome,
  closedAt: row.closed_at?.toISOString() ?? null,
})

const questions = (reads: Reads, actor: Actor, caseId: string) =>
  reads
    .selectFrom('payee_question')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)

/** One row more than a page, newest first. */
export async function listQuestions(
  reads: Reads,
  actor: Actor,
  caseId: string,
  page: PageRequest,
): Promise<PayeeQuestion[]> {
  const rows = await questions(reads, actor, caseId)
    .$if(page.after !== undefined, (query) => query.where('payee_question_id', '<', page.after ?? ''))
    .orderBy('payee_question_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toQuestion)
}

/** The question about a payee on a case that nobody has decided. */
export async function findOpenQuestion(
  reads: Reads,
  actor: Actor,
  caseId: string,
  payeeId: string,
): Promise<PayeeQuestion | undefined> {
  const row = await questions(reads, actor, caseId)
    .where('payee_id', '=', payeeId)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  return row && toQuestion(row)
}

/** The questions on a case that nobody has decided: few. */
export async function listOpenQuestions(reads: Reads, actor: Actor, caseId: string): Promise<PayeeQuestion[]> {
  const rows = await questions(reads, actor, caseId).where('closed_at', 'is', null).execute()
  return rows.map(toQuestion)
}

/** The questions about a payee that nobody has decided, of every case. */
export async function listOpenQuestionsAbout(reads: Reads, actor: Actor, payeeId: string): Promise<PayeeQuestion[]> {
  const rows = await reads
    .selectFrom('payee_question')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('payee_id', '=', payeeId)
    .where('closed_at', 'is', null)
    .orderBy('payee_question_id')
    .execute()
  return rows.map(toQuestion)
}

/** Of whom it was asked as a case ended, and nobody had decided. */
export async function listAskedAtEnd(reads: Reads, actor: Actor, caseId: string): Promise<string[]> {
  const rows = await questions(reads, actor, caseId).where('outcome', '=', 'case-ended').execute()
  return [...new Set(rows.map(({ payee_id }) => payee_id))]
}

/** Who is named to give a line of a case now. */
export async function listNamedOnLines(reads: Reads, actor: Actor, caseId: string): Promise<string[]> {
  const rows = await reads
    .selectFrom('plan_line as l')
    .innerJoin('line_provider as g', (join) =>
      join.on('g.commissioner_id', '=', theTenant).onRef('g.plan_line_id', '=', 'l.plan_line_id'),
    )
    .select('g.payee_id')
    .distinct()
    .where('l.commissioner_id', '=', actor.commissionerId)
    .where('l.case_id', '=', caseId)
    .where('l.status', '=', 'active')
    .where('g.ended_at', 'is', null)
    .execute()
  return rows.map(({ payee_id }) => payee_id)
}

export function insertQuestion(tx: Tx, actor: Actor, question: PayeeQuestion): void {
  const row = {
    commissioner_id: actor.commissionerId,
    payee_question_id: question.id,
    case_id: question.caseId,
    payee_id: question.payeeId,
    ties: [...question.ties],
    asked_at: new Date(question.askedAt),
  }
  insertMany(tx, 'payee_question', [row])
}

export async function setQuestionClosed(
  tx: Tx,
  actor: Actor,
  id: string,
  outcome: NonNullable<PayeeQuestion['outcome']>,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('payee_question')
    .set({ outcome, closed_at: now })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('payee_question_id', '=', id)
    .execute()
}
