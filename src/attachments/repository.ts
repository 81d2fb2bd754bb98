import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Case } from '../case-access/case.ts'
import { findCaseOnEveryGround } from '../case-access/repository.ts'
import { scanTold } from '../documents/schemas.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { KeptFile } from '../platform/http/files.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { surelyOpens } from '../rules/access/opens.ts'
import {
  type AttachmentAdder,
  type AttachmentKind,
  type AttachmentWithdrawal,
  attachmentKinds,
  carries,
} from '../rules/evidence/attachments.ts'
import type { Attachment } from './schemas.ts'

/** What is kept beside what is told: whose it is to take back, and the file. */
export type KeptAttachment = Attachment & { readonly addedBy: string; readonly documentId: string | null }

/** What is told: all but who put it there, by their account. */
export const told = ({ addedBy: _, documentId: __, ...attachment }: KeptAttachment): Attachment => attachment

const seenOf = ({ grounds }: Pick<Case, 'grounds'>): AttachmentKind[] =>
  attachmentKinds.filter((kind) => surelyOpens(grounds, carries[kind].view))

/** Whether what hangs on a thing of this kind is for whoever has these grounds. */
export const isSeen = (budgetCase: Pick<Case, 'grounds'>, kind: AttachmentKind): boolean =>
  seenOf(budgetCase).includes(kind)

const attachments = (reads: Reads, actor: Actor) =>
  reads
    .selectFrom('attachment as a')
    .leftJoin('document as d', (join) =>
      join.on('d.commissioner_id', '=', theTenant).onRef('d.document_id', '=', 'a.document_id'),
    )
    .select(['a.attachment_id', 'a.case_id', 'a.kind', 'a.of_id', 'a.title', 'a.sha256', 'a.document_id'])
    .select(['a.added_by', 'a.added_by_name', 'a.added_as', 'a.added_at'])
    .select(['a.withdrawn_at', 'a.withdrawn_because', 'a.withdrawn_words'])
    .select(['d.media_type', 'd.size_bytes', 'd.scan', 'd.gone_because'])
    .where('a.commissioner_id', '=', actor.commissionerId)

type Row = Awaited<ReturnType<ReturnType<typeof attachments>['execute']>>[number]

const toAttachment = (row: Row): KeptAttachment => ({
  id: row.attachment_id,
  caseId: row.case_id,
  kind: row.kind,
  ofId: row.of_id,
  title: row.title,
  sha256: row.sha256,
  addedAs: row.added_as,
  addedBy: row.added_by,
  addedByName: row.added_by_name,
  addedAt: row.added_at.toISOString(),
  documentId: row.document_id,
  file:
    row.media_type && row.size_bytes && row.scan
      ? { mediaType: row.media_type, sizeBytes: row.size_bytes, ...scanTold(row.scan) }
      : null,
  withdrawn:
    row.withdrawn_at && row.withdrawn_because
      ? { at: row.withdrawn_at.toISOString(), because: row.withdrawn_because, words: row.withdrawn_words }
      : null,
})

const rowOf = (reads: Reads, actor: Actor, id: string): Promise<Row | undefined> =>
  attachments(reads, actor).where('a.attachment_id', '=', id).executeTakeFirst()

/** One attachment, whoever may see it: of a case that is locked, where the operation asks itself. */
export async function findAttachment(reads: Reads, actor: Actor, id: string): Promise<KeptAttachment | undefined> {
  const row = await rowOf(reads, actor, id)
  return row && toAttachment(row)
}

/** One that the actor may see: whoever sees the thing sees what hangs on it. */
export async function findSeenAttachment(reads: Reads, actor: Actor, id: string): Promise<KeptAttachment | undefined> {
  const attachment = await findAttachment(reads, actor, id)
  const budgetCase = attachment && (await findCaseOnEveryGround(reads, actor, attachment.caseId))
  return budgetCase && isSeen(budgetCase, attachment.kind) ? attachment : undefined
}

/** One row more than a page of those that the actor may see, newest first. */
export async function listSeenAttachments(
  reads: Reads,
  actor: Actor,
  caseId: string,
  page: PageRequest,
  { ofId }: { readonly ofId?: string },
): Promise<KeptAttachment[] | undefined> {
  const budgetCase = await findCaseOnEveryGround(reads, actor, caseId)
  if (!budgetCase) return undefined
  const rows = await attachments(reads, actor)
    .where('a.case_id', '=', caseId)
    .where(sql<SqlBool>`a.kind::text = any(${seenOf(budgetCase)}::text[])`)
    .$if(ofId !== undefined, (query) => query.where('a.of_id', '=', ofId ?? ''))
    .$if(page.after !== undefined, (query) => query.where('a.attachment_id', '<', page.after ?? ''))
    .orderBy('a.attachment_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toAttachment)
}

/** The file of one that the actor may see, once it was sent. */
export async function findAttachmentFile(reads: Reads, actor: Actor, id: string): Promise<KeptFile | undefined> {
  const row = await rowOf(reads, actor, id)
  if (!row?.document_id || !row.media_type || !row.scan) return undefined
  return {
    documentId: row.document_id,
    mediaType: row.media_type,
    sha256: row.sha256,
    scan: row.scan,
    goneBecause: row.gone_because,
    name: `attachment-${row.attachment_id}`,
  }
}

/** Where each kind of thing is, and that it is open: nobody has settled it. */
const things: Readonly<
  Record<Exclude<AttachmentKind, 'case'>, { table: string; key: string; open: RawBuilder<SqlBool> }>
> = {
  decision: { table: 'decision', key: 'decision_id', open: sql`false` },
  'information-request': {
    table: 'information_request',
    key: 'information_request_id',
    open: sql`t.answered_at is null`,
  },
  'person-request': { table: 'person_request', key: 'person_request_id', open: sql`t.answered_at is null` },
  appeal: { table: 'appeal', key: 'appeal_id', open: sql`t.ended_at is null` },
  'off-plan-request': { table: 'off_plan_request', key: 'off_plan_request_id', open: sql`t.closed_at is null` },
  'surplus-recovery': {
    table: 'surplus_recovery',
    key: 'surplus_recovery_id',
    open: sql`t.decision_id is null and t.closed_at is null`,
  },
}

/** Whether a thing of the case is there, and open. The case itself is, until it ends. */
export async function findThing(
  reads: Reads,
  { commissionerId }: Actor,
  budgetCase: Pick<Case, 'id' | 'endedAt'>,
  kind: AttachmentKind,
  id: string,
): Promise<{ readonly isOpen: boolean } | undefined> {
  if (kind === 'case') return id === budgetCase.id ? { isOpen: budgetCase.endedAt === null } : undefined
  const { table, key, open } = things[kind]
  const row = await reads
    .selectFrom(sql<object>`${sql.table(table)}`.as('t'))
    .select(sql<boolean>`${open}`.as('isOpen'))
    .where(
      sql<SqlBool>`t.commissioner_id = ${commissionerId} and t.case_id = ${budgetCase.id} and t.${sql.ref(key)} = ${id}`,
    )
    .executeTakeFirst()
  return row
}

/** How many stand on the thing, and on its case. */
export async function countAttachments(reads: Reads, { commissionerId }: Actor, caseId: string, ofId: string) {
  const row = await reads
    .selectFrom('attachment')
    .select([
      sql<number>`count(*) filter (where of_id = ${ofId})::int`.as('ofThing'),
      sql<number>`count(*)::int`.as('ofCase'),
    ])
    .where('commissioner_id', '=', commissionerId)
    .where('case_id', '=', caseId)
    .executeTakeFirstOrThrow()
  return row
}

export async function insertAttachment(
  tx: Tx,
  actor: Actor,
  attachment: Attachment & { readonly addedAs: AttachmentAdder },
  now: Date,
): Promise<void> {
  await tx
    .insertInto('attachment')
    .values({
      commissioner_id: actor.commissionerId,
      attachment_id: attachment.id,
      case_id: attachment.caseId,
      kind: attachment.kind,
      of_id: attachment.ofId,
      title: attachment.title,
      sha256: attachment.sha256,
      document_id: null,
      added_by: actor.actorId,
      added_by_name: attachment.addedByName,
      added_as: attachment.addedAs,
      added_at: now,
      withdrawn_at: null,
      withdrawn_by: null,
      withdrawn_because: null,
      withdrawn_words: null,
    })
    .execute()
}

export async function setAttachmentFile(tx: Tx, actor: Actor, id: string, documentId: string): Promise<void> {
  await tx
    .updateTable('attachment')
    .set({ document_id: documentId })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('attachment_id', '=', id)
    .execute()
}

export async function setTakenBack(
  tx: Tx,
  actor: Actor,
  id: string,
  { because, words }: { readonly because: AttachmentWithdrawal; readonly words: string | null },
  now: Date,
): Promise<void> {
  await tx
    .updateTable('attachment')
    .set({
      withdrawn_at: now,
      withdrawn_by: actor.actorId,
      withdrawn_because: because,
      withdrawn_words: words,
      ...(because === 'about-somebody-else' && { title: null }),
    })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('attachment_id', '=', id)
    .execute()
}
