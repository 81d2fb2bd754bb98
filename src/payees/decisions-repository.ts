import type { Selectable } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { insertMany } from '../platform/database/insert-many.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { payeeTies } from '../rules/spending/payees.ts'
import type { PayeeDecision } from './schemas.ts'

const toPayeeDecision = (row: Selectable<Database['payee_decision']>): PayeeDecision => ({
  id: row.payee_decision_id,
  caseId: row.case_id,
  payeeId: row.payee_id,
  outcome: row.outcome,
  because: row.because,
  ties: payeeTies.filter((tie) => row.ties.includes(tie)),
  decidedAt: row.decided_at.toISOString(),
})

const decisions = (reads: Reads, actor: Actor, caseId: string) =>
  reads
    .selectFrom('payee_decision')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .orderBy('payee_decision_id', 'desc')

/** One row more than a page, newest first. */
export async function listPayeeDecisions(
  reads: Reads,
  actor: Actor,
  caseId: string,
  page: PageRequest,
): Promise<PayeeDecision[]> {
  const rows = await decisions(reads, actor, caseId)
    .$if(page.after !== undefined, (query) => query.where('payee_decision_id', '<', page.after ?? ''))
    .limit(page.limit + 1)
    .execute()
  return rows.map(toPayeeDecision)
}

/** The newest decision on a payee on a case. */
export async function findPayeeDecision(
  reads: Reads,
  actor: Actor,
  caseId: string,
  payeeId: string,
): Promise<PayeeDecision | undefined> {
  const row = await decisions(reads, actor, caseId).where('payee_id', '=', payeeId).limit(1).executeTakeFirst()
  return row && toPayeeDecision(row)
}

export function insertPayeeDecision(tx: Tx, actor: Actor, decision: PayeeDecision): void {
  const row = {
    commissioner_id: actor.commissionerId,
    payee_decision_id: decision.id,
    case_id: decision.caseId,
    payee_id: decision.payeeId,
    outcome: decision.outcome,
    ties: decision.ties,
    because: decision.because,
    decided_by: actor.actorId,
    decided_at: new Date(decision.decidedAt),
  }
  insertMany(tx, 'payee_decision', [row])
}
