import type { Selectable } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { insertMany } from '../platform/database/insert-many.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { type DecidedOn, payeeTies } from '../rules/spending/payees.ts'
import type { PayeeDecision } from './schemas.ts'

/** What is kept beside what is told: the ties that it was made on. */
export type KeptPayeeDecision = PayeeDecision & Pick<DecidedOn, 'teamTies' | 'declaredTieIds'>
export const toldPayeeDecision = ({ teamTies: _, declaredTieIds: __, ...told }: KeptPayeeDecision): PayeeDecision =>
  told

const toPayeeDecision = (row: Selectable<Database['payee_decision']>): KeptPayeeDecision => ({
  id: row.payee_decision_id,
  caseId: row.case_id,
  payeeId: row.payee_id,
  outcome: row.outcome,
  because: row.because,
  ties: payeeTies.filter((tie) => row.ties.includes(tie)),
  teamTies: payeeTies.filter((tie) => row.team_ties.includes(tie)),
  declaredTieIds: row.declared_tie_ids,
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
  return rows.map((row) => toldPayeeDecision(toPayeeDecision(row)))
}

/** The newest decision on a payee on a case. */
export async function findPayeeDecision(
  reads: Reads,
  actor: Actor,
  caseId: string,
  payeeId: string,
): Promise<KeptPayeeDecision | undefined> {
  const row = await decisions(reads, actor, caseId).where('payee_id', '=', payeeId).limit(1).executeTakeFirst()
  return row && toPayeeDecision(row)
}

/** What those are called who by the newest decision on them are not paid on a case. */
export async function listRefusedNames(reads: Reads, { commissionerId }: Actor, caseId: string): Promise<string[]> {
  const newest = reads
    .selectFrom('payee_decision')
    .distinctOn('payee_id')
    .select(['payee_id', 'outcome'])
    .where('commissioner_id', '=', commissionerId)
    .where('case_id', '=', caseId)
    .orderBy('payee_id')
    .orderBy('payee_decision_id', 'desc')
  const rows = await reads
    .selectFrom(newest.as('d'))
    .innerJoin('payee as p', (join) =>
      join.on('p.commissioner_id', '=', theTenant).onRef('p.payee_id', '=', 'd.payee_id'),
    )
    .select('p.name')
    .where('d.outcome', '=', 'refused')
    .execute()
  return rows.map(({ name }) => name)
}

export function insertPayeeDecision(tx: Tx, actor: Actor, decision: KeptPayeeDecision): void {
  const row = {
    commissioner_id: actor.commissionerId,
    payee_decision_id: decision.id,
    case_id: decision.caseId,
    payee_id: decision.payeeId,
    outcome: decision.outcome,
    ties: decision.ties,
    team_ties: [...decision.teamTies],
    declared_tie_ids: [...decision.declaredTieIds],
    because: decision.because,
    decided_by: actor.actorId,
    decided_at: new Date(decision.decidedAt),
  }
  insertMany(tx, 'payee_decision', [row])
}
