import type { Selectable } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { LocalDate } from '../shared/dates.ts'
import type { OffPlanRequest } from './schemas.ts'

/** What is kept beside what is told: who asked, the plan that was in force then, and how often it was to be decided on: votes are of a round. */
export type KeptRequest = OffPlanRequest & {
  readonly because: string
  readonly askedBy: string
  readonly supportPlanId: string
  readonly round: number
}

const toRequest = (row: Selectable<Database['off_plan_request']> & { due_on: LocalDate | null }): KeptRequest => ({
  id: row.off_plan_request_id,
  caseId: row.case_id,
  supportPlanId: row.support_plan_id,
  status: row.status,
  kind: row.kind,
  line: row.line,
  title: row.title,
  category: row.category,
  amountPence: row.amount_pence,
  because: row.because,
  round: row.round,
  outcomes: row.outcomes,
  takesFrom: row.takes_from,
  element: row.element,
  payee: row.payee,
  payeeId: row.payee_id,
  ties: row.ties,
  askedBy: row.asked_by,
  askedAs: row.asked_as,
  askedAt: row.asked_at.toISOString(),
  tier: row.tier,
  dueOn: row.due_on,
  agreedPence: row.agreed_pence,
  planLineId: row.plan_line_id,
  decisionId: row.decision_id,
  closedAt: row.closed_at?.toISOString() ?? null,
})

/** What is told: all but who asked, by their account, the plan, and the round. */
export const told = ({ askedBy: _, supportPlanId: __, round: ___, ...request }: KeptRequest): OffPlanRequest => request

/** Requests, each with the day by which it is due to be decided on. */
const requests = (reads: Reads, actor: Actor) =>
  reads
    .selectFrom('off_plan_request as r')
    .leftJoin('clock as k', (join) =>
      join
        .on('k.commissioner_id', '=', theTenant)
        .onRef('k.subject_id', '=', 'r.off_plan_request_id')
        .on('k.kind', '=', 'off-plan-decision')
        .on('k.stopped_on', 'is', null),
    )
    .selectAll('r')
    .select('k.due_on')
    .where('r.commissioner_id', '=', actor.commissionerId)

export async function findRequest(reads: Reads, actor: Actor, id: string): Promise<KeptRequest | undefined> {
  const row = await requests(reads, actor).where('r.off_plan_request_id', '=', id).executeTakeFirst()
  return row && toRequest(row)
}

/** One row more than a page, newest first. */
export async function listRequests(
  reads: Reads,
  actor: Actor,
  caseId: string,
  page: PageRequest,
): Promise<KeptRequest[]> {
  const rows = await requests(reads, actor)
    .where('r.case_id', '=', caseId)
    .$if(page.after !== undefined, (query) => query.where('r.off_plan_request_id', '<', page.after ?? ''))
    .orderBy('r.off_plan_request_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toRequest)
}

/** So many requests of a case wait at once, at most. */
export const mostWaiting = 20

/** What waits for a decision on a case, oldest first. */
export async function listWaiting(reads: Reads, actor: Actor, caseId: string): Promise<KeptRequest[]> {
  const rows = await requests(reads, actor)
    .where('r.case_id', '=', caseId)
    .where('r.status', '=', 'waiting')
    .orderBy('r.off_plan_request_id')
    .limit(mostWaiting)
    .execute()
  return rows.map(toRequest)
}

export async function insertRequest(tx: Tx, actor: Actor, request: KeptRequest): Promise<void> {
  await tx
    .insertInto('off_plan_request')
    .values({
      commissioner_id: actor.commissionerId,
      off_plan_request_id: request.id,
      case_id: request.caseId,
      support_plan_id: request.supportPlanId,
      kind: request.kind,
      line: request.line,
      title: request.title,
      category: request.category,
      amount_pence: request.amountPence,
      because: request.because,
      outcomes: [...request.outcomes],
      takes_from: request.takesFrom,
      element: request.element,
      payee: request.payee,
      payee_id: request.payeeId,
      ties: JSON.stringify(request.ties),
      asked_by: request.askedBy,
      asked_as: request.askedAs,
      asked_at: new Date(request.askedAt),
      status: request.status,
      tier: request.tier,
      round: request.round,
    })
    .execute()
}

/** Keeps where it is. */
export async function setRequest(tx: Tx, actor: Actor, request: KeptRequest): Promise<void> {
  await tx
    .updateTable('off_plan_request')
    .set({
      status: request.status,
      tier: request.tier,
      round: request.round,
      ties: JSON.stringify(request.ties),
      support_plan_id: request.supportPlanId,
      agreed_pence: request.agreedPence,
      plan_line_id: request.planLineId,
      decision_id: request.decisionId,
      closed_at: request.closedAt === null ? null : new Date(request.closedAt),
    })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('off_plan_request_id', '=', request.id)
    .execute()
}

/** What waits for a decision ends with its case. */
export async function withdrawRequests(tx: Tx, actor: Actor, caseId: string, now: Date): Promise<void> {
  await tx
    .updateTable('off_plan_request')
    .set({ status: 'withdrawn', closed_at: now })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('status', '=', 'waiting')
    .execute()
}
