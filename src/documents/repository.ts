import { type SqlBool, sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Scope, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { StoredFile } from '../platform/http/files.ts'
import type { FileScan } from '../shared/file-scans.ts'

/** Keeps a file with its case: it stays in the store as long as this row does, and until it is said to be gone. */
export async function insertDocument(tx: Tx, actor: Actor, caseId: string, file: StoredFile, now: Date): Promise<void> {
  await tx
    .insertInto('document')
    .values({
      commissioner_id: actor.commissionerId,
      document_id: file.id,
      case_id: caseId,
      media_type: file.mediaType,
      size_bytes: file.sizeBytes,
      sha256: file.sha256,
      added_by: actor.actorId,
      added_at: now,
      scan: file.scan,
      scan_due_at: now,
      scanned_at: null,
      gone_at: null,
      gone_because: null,
      replaced_by: null,
    })
    .execute()
}

/** A file that is to be scanned. */
export interface ToScan {
  readonly id: string
  readonly hash: string
  readonly tries: number
  readonly scan: FileScan
  /** Since when a scanner is asked about it. */
  readonly askedAt: Date
  /** When the verdict came that it has, where it has one. */
  readonly scannedAt: Date | null
  /** Since when it counts as given up, where the scanner was away. */
  readonly endedAt: Date | null
}

/** Takes files to scan, so that no other instance does until then: first those that somebody waits for, last those that could not be read before. */
export function takeToScan(
  tx: Tx,
  { commissionerId }: Scope,
  { now, until, most }: { readonly now: Date; readonly until: Date; readonly most: number },
): Promise<ToScan[]> {
  const due = tx
    .selectFrom('document')
    .select('document_id')
    .where('commissioner_id', '=', commissionerId)
    .where('scan', 'in', ['not-scanned', 'waiting', 'failed'])
    .where('gone_at', 'is', null)
    .where('scan_due_at', '<=', now)
    .orderBy(sql`case scan when 'waiting' then 0 when 'not-scanned' then 1 else 2 end`)
    .orderBy('scan_due_at')
    .limit(most)
    .forUpdate()
    .skipLocked()
  return tx
    .updateTable('document')
    .set((eb) => ({ scan_due_at: until, scan_asked_at: eb.fn.coalesce('scan_asked_at', eb.val(now)) }))
    .where('commissioner_id', '=', commissionerId)
    .where('document_id', 'in', due)
    .returning(['document_id as id', 'sha256 as hash', 'scan_tries as tries', 'scan'])
    .returning(['scanned_at as scannedAt', 'scan_ended_at as endedAt'])
    .returning((eb) => eb.fn.coalesce('scan_asked_at', eb.val(now)).as('askedAt'))
    .execute()
}

/**
 * Keeps the verdict on a file that is there, and says of which case it is where that is news. That it is harmful goes before whatever another
 * instance found; nothing else goes before a verdict but on a file that could not be read.
 */
export async function setScanned(
  tx: Tx,
  { commissionerId }: Scope,
  id: string,
  scan: Exclude<FileScan, 'not-scanned' | 'waiting'>,
  { now, again }: { readonly now: Date; readonly again: Date },
): Promise<string | undefined> {
  const gone = scan === 'infected' ? ({ gone_at: now, gone_because: 'infected' } as const) : {}
  const row = await tx
    .updateTable('document')
    .set({ scan, scanned_at: now, scan_due_at: again, ...gone })
    .where('commissioner_id', '=', commissionerId)
    .where('document_id', '=', id)
    .where('gone_at', 'is', null)
    .$if(scan === 'clean', (query) => query.where('scan', 'in', ['not-scanned', 'waiting', 'failed']))
    .$if(scan === 'failed', (query) => query.where('scan', 'in', ['not-scanned', 'waiting']))
    .returning('case_id')
    .executeTakeFirst()
  return row?.case_id
}

/** Locks whose file it is, before the file: whether a hold keeps what is removed is asked of them, and whoever takes a file back locks in this order too. */
export async function lockWhose(tx: Tx, { commissionerId }: Scope, id: string): Promise<void> {
  await tx
    .selectFrom('person')
    .select('person_id')
    .where('commissioner_id', '=', commissionerId)
    .where('person_id', '=', (eb) =>
      eb
        .selectFrom('document as d')
        .innerJoin('budget_case as c', (join) =>
          join.on('c.commissioner_id', '=', theTenant).onRef('c.case_id', '=', 'd.case_id'),
        )
        .select('c.person_id')
        .where('d.commissioner_id', '=', theTenant)
        .where('d.document_id', '=', id),
    )
    .forNoKeyUpdate()
    .execute()
}

/** The scanner gave no verdict: the file is tried again from then on, and waits unless it was given up before. */
export async function setScanAgain(
  tx: Tx,
  { commissionerId }: Scope,
  { id, tries, scan }: ToScan,
  from: Date,
): Promise<void> {
  await tx
    .updateTable('document')
    .set({ scan_due_at: from, ...(scan !== 'failed' && { scan: 'waiting', scan_tries: tries + 1 }) })
    .where('commissioner_id', '=', commissionerId)
    .where('document_id', '=', id)
    .where('scan', 'in', scan === 'failed' ? ['failed'] : ['not-scanned', 'waiting'])
    .execute()
}

/** The scanner answers again, and cannot read a file that was given up while it was away: its tries begin anew. */
export async function setScanBegun(
  tx: Tx,
  { commissionerId }: Scope,
  id: string,
  { now, again }: { readonly now: Date; readonly again: Date },
): Promise<void> {
  await tx
    .updateTable('document')
    .set({ scanned_at: now, scan_due_at: again, scan_ended_at: null })
    .where('commissioner_id', '=', commissionerId)
    .where('document_id', '=', id)
    .where('scan', '=', 'failed')
    .execute()
}

/** A file that could not be looked into is given up, and tried no more unless it is asked again; says of which case it is. */
export async function setScanEnded(
  tx: Tx,
  { commissionerId }: Scope,
  id: string,
  { now, again }: { readonly now: Date; readonly again: Date | null },
): Promise<string | undefined> {
  const row = await tx
    .updateTable('document')
    .set(again === null ? { scan_due_at: sql<Date>`'infinity'` } : { scan_due_at: again, scan_ended_at: now })
    .where('commissioner_id', '=', commissionerId)
    .where('document_id', '=', id)
    .where('scan', '=', 'failed')
    .where('gone_at', 'is', null)
    .returning('case_id')
    .executeTakeFirst()
  return row?.case_id
}

/** What a file hangs on: an attachment, or the purchase or claim whose receipt it is. Nothing where another took its place. */
export async function findHolder(
  tx: Tx,
  { commissionerId }: Scope,
  id: string,
): Promise<{ readonly attachmentId: string | null; readonly ofMoneyId: string | null } | undefined> {
  return tx
    .selectFrom('document as d')
    .leftJoin('attachment as a', (join) =>
      join.on('a.commissioner_id', '=', theTenant).onRef('a.document_id', '=', 'd.document_id'),
    )
    .leftJoin('receipt as r', (join) =>
      join.on('r.commissioner_id', '=', theTenant).onRef('r.document_id', '=', 'd.document_id'),
    )
    .leftJoin('waiting_claim as w', (join) =>
      join.on('w.commissioner_id', '=', theTenant).onRef('w.document_id', '=', 'd.document_id'),
    )
    .select([
      'a.attachment_id as attachmentId',
      sql<string | null>`coalesce(r.purchase_id, w.waiting_claim_id)`.as('ofMoneyId'),
    ])
    .where('d.commissioner_id', '=', commissionerId)
    .where('d.document_id', '=', id)
    .executeTakeFirst()
}

/** Keeps that an audit found that a file shows nothing; another can take its place. */
export async function setRefused(tx: Tx, { commissionerId }: Scope, id: string, now: Date): Promise<void> {
  await tx
    .updateTable('document')
    .set({ refused_at: now })
    .where('commissioner_id', '=', commissionerId)
    .where('document_id', '=', id)
    .where('refused_at', 'is', null)
    .execute()
}

/** Says which file took the place of one: what was there first stays known, with its hash. */
export async function setReplaced(tx: Tx, { commissionerId }: Scope, id: string, by: string): Promise<void> {
  await tx
    .updateTable('document')
    .set({ replaced_by: by })
    .where('commissioner_id', '=', commissionerId)
    .where('document_id', '=', id)
    .execute()
}

/** Has a file removed from the store, and each of which it took the place, since who put it there took it back. What they were stays known. */
export async function setWithdrawn(tx: Tx, { commissionerId }: Scope, id: string, now: Date): Promise<void> {
  await tx
    .updateTable('document')
    .set({ gone_at: now, gone_because: 'withdrawn' })
    .where('commissioner_id', '=', commissionerId)
    .where(
      sql<SqlBool>`document_id = any(array(with recursive taken as (select ${id}::uuid as document_id
        union select r.document_id from taken cross join lateral (select d.document_id from document d
          where d.commissioner_id = ${theTenant} and d.replaced_by = taken.document_id offset 0) r)
        select document_id from taken))`,
    )
    .where('gone_at', 'is', null)
    .execute()
}
