import { type Selectable, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { KeptFile, StoredFile } from '../platform/http/files.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { LocalDate } from '../shared/dates.ts'
import type { FileScan } from '../shared/file-scans.ts'
import { scanWords } from '../words/file-scans.ts'
import { alikeOf } from './alike-repository.ts'
import type { WaitingClaim } from './schemas.ts'

/** What is kept beside what is told: who claimed. */
export type KeptClaim = WaitingClaim & { readonly words: string; readonly claimedBy: string }

const toClaim = (
  row: Selectable<Database['waiting_claim']> &
    Pick<WaitingClaim, 'alike'> & { due_on: LocalDate | null; scan: FileScan | null },
): KeptClaim => ({
  id: row.waiting_claim_id,
  caseId: row.case_id,
  status: row.status,
  cause: row.cause,
  causeId: row.cause_id,
  waitedFrom: row.window_from,
  waitedUntil: row.window_until,
  bought: row.bought,
  category: row.category,
  amountPence: row.amount_pence,
  spentOn: row.spent_on,
  words: row.words,
  documentHash: row.document_hash,
  noReceiptBecause: row.no_receipt_because,
  fileSent: row.document_id !== null,
  fileScan: row.scan,
  fileScanSays: row.scan && scanWords[row.scan],
  claimedBy: row.claimed_by,
  claimedAs: row.claimed_as,
  claimedAt: row.claimed_at.toISOString(),
  tier: row.tier,
  dueOn: row.due_on,
  agreedPence: row.agreed_pence,
  planLineId: row.plan_line_id,
  decisionId: row.decision_id,
  closedAt: row.closed_at?.toISOString() ?? null,
  alike: row.alike,
})

/** What is told: all but who claimed, by their account. */
export const told = ({ claimedBy: _, ...claim }: KeptClaim): WaitingClaim => claim

/** Claims, each with the day by which it is due to be decided on. */
const claims = (reads: Reads, actor: Actor) =>
  reads
    .selectFrom('waiting_claim as w')
    .leftJoin('clock as k', (join) =>
      join
        .on('k.commissioner_id', '=', theTenant)
        .onRef('k.subject_id', '=', 'w.waiting_claim_id')
        .on('k.kind', '=', 'claim-decision')
        .on('k.stopped_on', 'is', null),
    )
    .leftJoin('document as d', (join) =>
      join.on('d.commissioner_id', '=', theTenant).onRef('d.document_id', '=', 'w.document_id'),
    )
    .selectAll('w')
    .select(['k.due_on', 'd.scan'])
    .select(
      alikeOf(actor, {
        ...{ caseId: sql.ref('w.case_id'), spentOn: sql.ref('w.spent_on') },
        ...{ amountPence: sql.ref('w.amount_pence'), but: sql.ref('w.waiting_claim_id') },
      }).as('alike'),
    )
    .where('w.commissioner_id', '=', actor.commissionerId)

export async function findClaim(reads: Reads, actor: Actor, id: string): Promise<KeptClaim | undefined> {
  const row = await claims(reads, actor).where('w.waiting_claim_id', '=', id).executeTakeFirst()
  return row && toClaim(row)
}

/** One row more than a page, newest first. */
export async function listClaims(reads: Reads, actor: Actor, caseId: string, page: PageRequest): Promise<KeptClaim[]> {
  const rows = await claims(reads, actor)
    .where('w.case_id', '=', caseId)
    .$if(page.after !== undefined, (query) => query.where('w.waiting_claim_id', '<', page.after ?? ''))
    .orderBy('w.waiting_claim_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toClaim)
}

/** So many claims of a case stand at once, at most. */
export const mostStanding = 200

/** The claims of a case that wait or of which something was agreed, oldest first. */
export async function listStanding(reads: Reads, actor: Actor, caseId: string): Promise<KeptClaim[]> {
  const rows = await claims(reads, actor)
    .where('w.case_id', '=', caseId)
    .where('w.status', 'in', ['waiting', 'agreed', 'agreed-in-part'])
    .orderBy('w.waiting_claim_id')
    .limit(mostStanding)
    .execute()
  return rows.map(toClaim)
}

export async function insertClaim(tx: Tx, actor: Actor, claim: KeptClaim): Promise<void> {
  await tx
    .insertInto('waiting_claim')
    .values({
      commissioner_id: actor.commissionerId,
      waiting_claim_id: claim.id,
      case_id: claim.caseId,
      cause: claim.cause,
      cause_id: claim.causeId,
      window_from: claim.waitedFrom,
      window_until: claim.waitedUntil,
      bought: claim.bought,
      category: claim.category,
      amount_pence: claim.amountPence,
      spent_on: claim.spentOn,
      words: claim.words,
      document_hash: claim.documentHash,
      no_receipt_because: claim.noReceiptBecause,
      claimed_by: claim.claimedBy,
      claimed_as: claim.claimedAs,
      claimed_at: new Date(claim.claimedAt),
      status: claim.status,
      tier: claim.tier,
    })
    .execute()
}

/** Keeps where it is. */
export async function setClaim(tx: Tx, actor: Actor, claim: KeptClaim): Promise<void> {
  await tx
    .updateTable('waiting_claim')
    .set({
      status: claim.status,
      tier: claim.tier,
      agreed_pence: claim.agreedPence,
      plan_line_id: claim.planLineId,
      decision_id: claim.decisionId,
      closed_at: claim.closedAt === null ? null : new Date(claim.closedAt),
    })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('waiting_claim_id', '=', claim.id)
    .execute()
}

export async function setClaimFile(
  tx: Tx,
  actor: Actor,
  id: string,
  { id: document_id, sha256: document_hash }: Pick<StoredFile, 'id' | 'sha256'>,
): Promise<void> {
  await tx
    .updateTable('waiting_claim')
    .set({ document_id, document_hash })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('waiting_claim_id', '=', id)
    .execute()
}

/** The receipt of a claim, where it was sent. */
export async function findClaimFile(reads: Reads, actor: Actor, id: string): Promise<KeptFile | undefined> {
  const row = await reads
    .selectFrom('waiting_claim as w')
    .innerJoin('document as d', (join) =>
      join.on('d.commissioner_id', '=', theTenant).onRef('d.document_id', '=', 'w.document_id'),
    )
    .select([
      'd.document_id as documentId',
      'd.media_type as mediaType',
      'd.sha256',
      'd.scan',
      'd.gone_because as goneBecause',
    ])
    .where('w.commissioner_id', '=', actor.commissionerId)
    .where('w.waiting_claim_id', '=', id)
    .executeTakeFirst()
  return row && { ...row, name: `claim-${id}` }
}

/** The newest plan of a case that was agreed, in force or not: who pays for it pays what is owed. */
export async function findPaidPlan(reads: Reads, actor: Actor, caseId: string): Promise<{ id: string } | undefined> {
  return reads
    .selectFrom('support_plan')
    .select('support_plan_id as id')
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('agreed_pence', 'is not', null)
    .where('status', 'in', ['agreed', 'active', 'superseded', 'ended'])
    .orderBy('support_plan_id', 'desc')
    .limit(1)
    .executeTakeFirst()
}
