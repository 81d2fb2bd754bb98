import { type Selectable, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import { humanOf } from '../platform/access/human-repository.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { posted } from '../platform/database/prepared.ts'
import { type Slots, theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { newId } from '../platform/work/new-id.ts'
import type { ExpressionContent } from '../rules/assessment/readiness.ts'
import type { ExpressionOfInterest, InformationRequest } from './schemas.ts'

/** An expression of interest with the version that an ETag tells. */
export type Expression = ExpressionOfInterest & { readonly version: number }

type ContentField = 'goals' | 'basis' | 'targetGroup' | 'answers' | 'unpaidSupport'
type Row = Selectable<Database['expression_of_interest']> & { requests: InformationRequest[] }

const toExpression = (row: Row): Expression => ({
  id: row.expression_of_interest_id,
  caseId: row.case_id,
  status: row.status,
  ...(row.content as Pick<Expression, ContentField>),
  madeAs: row.made_as,
  madeAt: row.made_at.toISOString(),
  submittedAt: row.submitted_at?.toISOString() ?? null,
  informationRequests: row.requests,
  version: row.version,
})

/** Expressions of interest, each with what was asked, in one statement. */
function expressions(reads: Reads, actor: Actor) {
  const requests = sql<InformationRequest[]>`(
    select coalesce(json_agg(json_build_object('id', r.information_request_id, 'items', r.items, 'answerBy', r.answer_by, 'askedAt', r.asked_at at time zone 'UTC',
      'dueOn', r.due_on, 'answeredAt', r.answered_at at time zone 'UTC') order by r.information_request_id), '[]')
    from information_request r
    where r.commissioner_id = ${theTenant} and r.expression_of_interest_id = e.expression_of_interest_id)`
  return reads
    .selectFrom('expression_of_interest as e')
    .selectAll('e')
    .select(requests.as('requests'))
    .where('e.commissioner_id', '=', actor.commissionerId)
}

export async function findExpression(reads: Reads, actor: Actor, id: string): Promise<Expression | undefined> {
  const row = await expressions(reads, actor).where('e.expression_of_interest_id', '=', id).executeTakeFirst()
  return row && toExpression(withInstants(row))
}

/** One row more than a page, newest first. */
export async function listExpressions(
  reads: Reads,
  actor: Actor,
  caseId: string,
  page: PageRequest,
): Promise<Expression[]> {
  const rows = await expressions(reads, actor)
    .where('e.case_id', '=', caseId)
    .$if(page.after !== undefined, (query) => query.where('e.expression_of_interest_id', '<', page.after ?? ''))
    .orderBy('e.expression_of_interest_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map((row) => toExpression(withInstants(row)))
}

/** An instant inside a JSON document comes as PostgreSQL writes it, without its offset: UTC, as the statement asks. */
function withInstants(row: Row): Row {
  const utc = (text: string) => new Date(`${text}Z`).toISOString()
  const requests = row.requests.map((request) => ({
    ...request,
    askedAt: utc(request.askedAt),
    answeredAt: request.answeredAt === null ? null : utc(request.answeredAt),
  }))
  return { ...row, requests }
}

const insertDraft = posted(
  (
    tx,
    draft: Slots<{
      commissionerId: string
      id: string
      caseId: string
      content: string
      madeBy: string
      madeAs: Expression['madeAs']
      madeAt: Date
    }>,
  ) =>
    tx.insertInto('expression_of_interest').values({
      commissioner_id: draft.commissionerId,
      expression_of_interest_id: draft.id,
      case_id: draft.caseId,
      status: 'draft',
      content: draft.content,
      made_by: draft.madeBy,
      made_as: draft.madeAs,
      made_at: draft.madeAt,
      submitted_at: null,
      submitted_by: null,
      version: 1,
    }),
)

export function insertExpression(
  tx: Tx,
  { actorId, commissionerId }: Actor,
  draft: { caseId: string; content: ExpressionContent; madeAs: Expression['madeAs'] },
  now: Date,
): Expression {
  const id = newId()
  const { caseId, madeAs } = draft
  insertDraft(tx, {
    commissionerId,
    id,
    caseId,
    content: JSON.stringify(draft.content),
    madeBy: actorId,
    madeAs,
    madeAt: now,
  })
  return {
    id,
    caseId: draft.caseId,
    status: 'draft',
    ...(draft.content as Pick<Expression, ContentField>),
    madeAs: draft.madeAs,
    madeAt: now.toISOString(),
    submittedAt: null,
    informationRequests: [],
    version: 1,
  }
}

/** Who made, sent or has decided on an expression of interest, by the human behind the account. */
export async function listInvolvedHumans(reads: Reads, actor: Actor, id: string): Promise<ReadonlySet<string>> {
  const ofThis = sql`commissioner_id = ${actor.commissionerId} and expression_of_interest_id = ${id}`
  const involved = sql<{ human_id: string }>`(
    select ${humanOf('t.actor_id')} as human_id from (
      select unnest(array[made_by, submitted_by]) as actor_id from expression_of_interest where ${ofThis}
      union select decided_by from decision where commissioner_id = ${actor.commissionerId} and subject_id = ${id}
        and case_id = (select case_id from expression_of_interest where ${ofThis})
    ) t where t.actor_id is not null)`
  const rows = await reads.selectFrom(involved.as('involved')).select('human_id').execute()
  return new Set(rows.map((row) => row.human_id))
}

/** Keeps what has changed of an expression: its words, its status, or when it was sent, and by whom. */
export async function setExpression(
  tx: Tx,
  actor: Actor,
  id: string,
  change: { content?: ExpressionContent; status?: Expression['status']; submittedAt?: Date },
): Promise<void> {
  await tx
    .updateTable('expression_of_interest')
    .set({
      version: sql`version + 1`,
      ...(change.content ? { content: JSON.stringify(change.content) } : {}),
      ...(change.status ? { status: change.status } : {}),
      ...(change.submittedAt ? { submitted_at: change.submittedAt, submitted_by: actor.actorId } : {}),
    })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('expression_of_interest_id', '=', id)
    .execute()
}

export async function insertInformationRequest(
  tx: Tx,
  actor: Actor,
  asked: { expressionId: string; caseId: string } & Pick<InformationRequest, 'items' | 'answerBy' | 'dueOn'>,
  now: Date,
): Promise<string> {
  const id = newId()
  await tx
    .insertInto('information_request')
    .values({
      commissioner_id: actor.commissionerId,
      information_request_id: id,
      expression_of_interest_id: asked.expressionId,
      case_id: asked.caseId,
      items: JSON.stringify(asked.items),
      asked_by: actor.actorId,
      asked_at: now,
      due_on: asked.dueOn,
      answered_at: null,
      answer_by: asked.answerBy,
    })
    .execute()
  return id
}

/** The expression that an information request belongs to. */
export async function findExpressionOfRequest(
  reads: Reads,
  actor: Actor,
  requestId: string,
): Promise<Expression | undefined> {
  const row = await expressions(reads, actor)
    .where('e.expression_of_interest_id', '=', (eb) =>
      eb
        .selectFrom('information_request')
        .select('expression_of_interest_id')
        .where('commissioner_id', '=', actor.commissionerId)
        .where('information_request_id', '=', requestId),
    )
    .executeTakeFirst()
  return row && toExpression(withInstants(row))
}

export async function setInformationAnswered(
  tx: Tx,
  actor: Actor,
  requestId: string,
  items: InformationRequest['items'],
  now: Date,
): Promise<void> {
  await tx
    .updateTable('information_request')
    .set({ items: JSON.stringify(items), answered_at: now })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('information_request_id', '=', requestId)
    .execute()
}

/** Waits for answers again, since the person says that those were not theirs. */
export async function setInformationUnanswered(tx: Tx, actor: Actor, request: InformationRequest): Promise<void> {
  await tx
    .updateTable('information_request')
    .set({ items: JSON.stringify(request.items.map((item) => ({ ...item, answer: null }))), answered_at: null })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('information_request_id', '=', request.id)
    .execute()
}

/** Withdraws what was not decided on, where the case ends. */
export async function withdrawExpressions(tx: Tx, { commissionerId }: Actor, caseId: string): Promise<void> {
  await tx
    .updateTable('expression_of_interest')
    .set({ status: 'withdrawn', version: sql`version + 1` })
    .where('commissioner_id', '=', commissionerId)
    .where('case_id', '=', caseId)
    .where('status', 'in', ['draft', 'submitted', 'information-requested'])
    .execute()
}
