import type { Selectable } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { insertMany } from '../platform/database/insert-many.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { DeclaredTie } from './tie-schemas.ts'

/** What is kept beside what is told: who declared it. */
export type KeptTie = DeclaredTie & { readonly declaredBy: string }
export const toldTie = ({ declaredBy: _, ...tie }: KeptTie): DeclaredTie => tie

const toTie = (row: Selectable<Database['payee_tie']>): KeptTie => ({
  id: row.payee_tie_id,
  caseId: row.case_id,
  payeeId: row.payee_id,
  tie: row.tie,
  words: row.words,
  declaredAs: row.declared_as,
  declaredBy: row.declared_by,
  declaredAt: row.declared_at.toISOString(),
  endedBecause: row.ended_because,
  endedAt: row.ended_at?.toISOString() ?? null,
})

const ties = (reads: Reads, { commissionerId }: Actor) =>
  reads.selectFrom('payee_tie').selectAll().where('commissioner_id', '=', commissionerId)

export async function findTie(reads: Reads, actor: Actor, id: string): Promise<KeptTie | undefined> {
  const row = await ties(reads, actor).where('payee_tie_id', '=', id).executeTakeFirst()
  return row && toTie(row)
}

/** The ties to a payee that are declared on a case and stand: each kind once. */
export async function listStandingTies(
  reads: Reads,
  actor: Actor,
  caseId: string,
  payeeId: string,
): Promise<KeptTie[]> {
  const rows = await ties(reads, actor)
    .where('case_id', '=', caseId)
    .where('payee_id', '=', payeeId)
    .where('ended_at', 'is', null)
    .execute()
  return rows.map(toTie)
}

/** A tie that stands, with what the payee is called of whom it was declared. */
export type NamedTie = KeptTie & { readonly name: string }

/** The ties that are declared on a case and stand, each with what the payee is called. */
export async function listNamedTies(reads: Reads, { commissionerId }: Actor, caseId: string): Promise<NamedTie[]> {
  const rows = await reads
    .selectFrom('payee_tie as t')
    .innerJoin('payee as p', (join) =>
      join.on('p.commissioner_id', '=', theTenant).onRef('p.payee_id', '=', 't.payee_id'),
    )
    .selectAll('t')
    .select('p.name')
    .where('t.commissioner_id', '=', commissionerId)
    .where('t.case_id', '=', caseId)
    .where('t.ended_at', 'is', null)
    .execute()
  return rows.map((row) => ({ ...toTie(row), name: row.name }))
}

/** One row more than a page, newest first. */
export async function listTies(reads: Reads, actor: Actor, caseId: string, page: PageRequest): Promise<KeptTie[]> {
  const rows = await ties(reads, actor)
    .where('case_id', '=', caseId)
    .$if(page.after !== undefined, (query) => query.where('payee_tie_id', '<', page.after ?? ''))
    .orderBy('payee_tie_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toTie)
}

export function insertTie(tx: Tx, actor: Actor, tie: DeclaredTie): void {
  const row = {
    commissioner_id: actor.commissionerId,
    payee_tie_id: tie.id,
    case_id: tie.caseId,
    payee_id: tie.payeeId,
    tie: tie.tie,
    words: tie.words,
    declared_as: tie.declaredAs,
    declared_by: actor.actorId,
    declared_at: new Date(tie.declaredAt),
  }
  insertMany(tx, 'payee_tie', [row])
}

export async function setTieEnded(tx: Tx, actor: Actor, id: string, because: string, now: Date): Promise<void> {
  await tx
    .updateTable('payee_tie')
    .set({ ended_because: because, ended_by: actor.actorId, ended_at: now })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('payee_tie_id', '=', id)
    .execute()
}
