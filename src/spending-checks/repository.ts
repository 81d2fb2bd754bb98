import { type Selectable, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { insertMany } from '../platform/database/insert-many.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { Pence } from '../shared/money.ts'
import type { SpendingCheck } from './schemas.ts'

/** What is kept beside what is told. */
export type KeptCheck = SpendingCheck & {
  readonly wordsHash: string
  readonly askedBy: string
  readonly decidedBy: string | null
}
export const toldCheck = ({ wordsHash: _, askedBy: __, decidedBy: ___, ...check }: KeptCheck): SpendingCheck => check

export const toCheck = (row: Selectable<Database['spending_check']>): KeptCheck => ({
  id: row.spending_check_id,
  caseId: row.case_id,
  about: row.about,
  foundIn: row.found_in,
  planLineId: row.plan_line_id,
  supportPlanId: row.support_plan_id,
  line: row.line,
  payee: row.payee,
  cardFeedLineId: row.card_feed_line_id,
  offPlanRequestId: row.off_plan_request_id,
  waitingClaimId: row.waiting_claim_id,
  amountPence: row.amount_pence,
  words: row.words,
  wordsHash: row.words_hash,
  uses: row.uses,
  said: row.said,
  askedBy: row.asked_by,
  askedAt: row.asked_at.toISOString(),
  outcome: row.outcome,
  vetting: row.vetting,
  because: row.because,
  decidedBy: row.decided_by,
  decidedAt: row.decided_at?.toISOString() ?? null,
})

const checks = (reads: Reads, actor: Actor) =>
  reads.selectFrom('spending_check').selectAll().where('spending_check.commissioner_id', '=', actor.commissionerId)

export async function findCheck(reads: Reads, actor: Actor, id: string): Promise<KeptCheck | undefined> {
  const row = await checks(reads, actor).where('spending_check_id', '=', id).executeTakeFirst()
  return row && toCheck(row)
}

/** One row more than a page, newest first. */
export async function listChecks(reads: Reads, actor: Actor, caseId: string, page: PageRequest): Promise<KeptCheck[]> {
  const rows = await checks(reads, actor)
    .where('case_id', '=', caseId)
    .$if(page.after !== undefined, (query) => query.where('spending_check_id', '<', page.after ?? ''))
    .orderBy('spending_check_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toCheck)
}

/** What was asked of these words on a case, the newest first. */
export async function listChecksOf(
  reads: Reads,
  actor: Actor,
  caseId: string,
  hashes: readonly string[],
): Promise<KeptCheck[]> {
  if (hashes.length === 0) return []
  const rows = await checks(reads, actor)
    .where('case_id', '=', caseId)
    .where((eb) => eb('words_hash', '=', eb.fn.any(eb.val([...hashes]))))
    .orderBy('spending_check_id', 'desc')
    .execute()
  return rows.map(toCheck)
}

/** What those were called of whom somebody asked who they are, and who by the newest answer are not paid on a case. */
export async function listRefusedGivers(reads: Reads, { commissionerId }: Actor, caseId: string): Promise<string[]> {
  const newest = reads
    .selectFrom('spending_check')
    .distinctOn('words_hash')
    .select(['words', 'outcome'])
    .where('commissioner_id', '=', commissionerId)
    .where('case_id', '=', caseId)
    .where('about', '=', 'payee')
    .where('outcome', 'is not', null)
    .orderBy('words_hash')
    .orderBy('spending_check_id', 'desc')
  const rows = await reads.selectFrom(newest.as('n')).select('n.words').where('n.outcome', '=', 'refused').execute()
  return rows.map(({ words }) => words)
}

/** What stands of what was bought by these passes, by the pass. */
export async function sumUses(
  reads: Reads,
  actor: Actor,
  passes: readonly string[],
): Promise<ReadonlyMap<string, Pence>> {
  if (passes.length === 0) return new Map()
  const rows = await reads
    .selectFrom('spending_check_use as u')
    .innerJoin('purchase as p', (join) =>
      join.on('p.commissioner_id', '=', theTenant).onRef('p.purchase_id', '=', 'u.purchase_id'),
    )
    .select(['u.spending_check_id', sql<Pence>`sum(p.amount_pence - p.reversed_pence)::bigint`.as('pence')])
    .where('u.commissioner_id', '=', actor.commissionerId)
    .where((eb) => eb('u.spending_check_id', '=', eb.fn.any(eb.val([...passes]))))
    .where('p.reversed_at', 'is', null)
    .groupBy('u.spending_check_id')
    .execute()
  return new Map(rows.map((row) => [row.spending_check_id, row.pence]))
}

/** A pass by which something was bought. */
export interface UseOfPass {
  readonly passId: string
  readonly purchaseId: string
}

/** Keeps by which passes something was bought. */
export function insertUses(tx: Tx, actor: Actor, uses: readonly UseOfPass[]): void {
  const rows = uses.map(({ passId, purchaseId }) => ({
    ...{ commissioner_id: actor.commissionerId, spending_check_id: passId, purchase_id: purchaseId },
  }))
  if (rows.length > 0) insertMany(tx, 'spending_check_use', rows)
}

/** Who wrote a plan of a case, asked or claimed for something on it, or recorded what was bought: they have their part in what its words name. */
export async function listTakingPart(reads: Reads, actor: Actor, caseId: string): Promise<string[]> {
  const taken = sql<{ actor_id: string }>`(select unnest(p.author_ids) as actor_id from support_plan p
      where p.commissioner_id = ${actor.commissionerId} and p.case_id = ${caseId}
    union select b.bought_by from purchase b where b.commissioner_id = ${theTenant} and b.case_id = ${caseId}
    union select r.asked_by from off_plan_request r where r.commissioner_id = ${theTenant} and r.case_id = ${caseId}
    union select w.claimed_by from waiting_claim w where w.commissioner_id = ${theTenant} and w.case_id = ${caseId})`
  const rows = await reads.selectFrom(taken.as('taken')).select('actor_id').execute()
  return rows.map(({ actor_id }) => actor_id)
}

export function insertChecks(tx: Tx, actor: Actor, asked: readonly KeptCheck[]): void {
  const rows = asked.map((check) => ({
    commissioner_id: actor.commissionerId,
    spending_check_id: check.id,
    case_id: check.caseId,
    about: check.about,
    found_in: check.foundIn,
    plan_line_id: check.planLineId,
    support_plan_id: check.supportPlanId,
    line: check.line,
    payee: check.payee,
    card_feed_line_id: check.cardFeedLineId,
    off_plan_request_id: check.offPlanRequestId,
    waiting_claim_id: check.waitingClaimId,
    amount_pence: check.amountPence,
    words: check.words,
    words_hash: check.wordsHash,
    uses: check.uses,
    said: check.said,
    asked_by: check.askedBy,
    asked_at: new Date(check.askedAt),
  }))
  insertMany(tx, 'spending_check', rows)
}

export async function setCheckDecided(
  tx: Tx,
  actor: Actor,
  id: string,
  { outcome, vetting, because }: Pick<SpendingCheck, 'outcome' | 'vetting' | 'because'>,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('spending_check')
    .set({ outcome, vetting, because, decided_by: actor.actorId, decided_at: now })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('spending_check_id', '=', id)
    .where('outcome', 'is', null)
    .execute()
}
