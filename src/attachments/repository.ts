import { type SqlBool, sql } from 'kysely'
import type { Case } from '../case-access/case.ts'
import { findCaseOnEveryGround } from '../case-access/repository.ts'
import { scanTold } from '../documents/schemas.ts'
import type { Actor } from '../platform/access/access.ts'
import { changedSince } from '../platform/database/changed-since.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { KeptFile, StoredFile } from '../platform/http/files.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { surelyOpens } from '../rules/access/opens.ts'
import {
  type AttachmentAdder,
  type AttachmentKind,
  type AttachmentWithdrawal,
  attachmentKinds,
  attachmentsInOwnWords,
  carries,
  viewsOfAttachment,
} from '../rules/evidence/attachments.ts'
import type { Attachment, AttachmentFilter } from './schemas.ts'

/** What is kept beside what is told: whose it is to take back, and the file. */
export type KeptAttachment = Attachment & { readonly addedBy: string; readonly documentId: string | null }

/** What is told: all but who put it there, by their account. */
export const told = ({ addedBy: _, documentId: __, ...attachment }: KeptAttachment): Attachment => attachment

const seenOf = ({ grounds }: Pick<Case, 'grounds'>): AttachmentKind[] =>
  attachmentKinds.filter((kind) => surelyOpens(grounds, carries[kind].view))

/** Whether a thing of this kind is for whoever has these grounds, as far as staff hang evidence on it. */
export const isKindSeen = (budgetCase: Pick<Case, 'grounds'>, kind: AttachmentKind): boolean =>
  seenOf(budgetCase).includes(kind)

/** Whether an attachment is for the actor, who has these grounds: what they put on a thing that they see stays theirs to see. */
export const isSeen = (
  { grounds }: Pick<Case, 'grounds'>,
  { kind, addedAs, addedBy }: KeptAttachment,
  { actorId }: Actor,
): boolean =>
  isKindSeen({ grounds }, kind) &&
  (addedBy === actorId || viewsOfAttachment(kind, addedAs).every((view) => surelyOpens(grounds, view)))

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
      ? { mediaType: row.media_type, sizeBytes: row.size_bytes, ...scanTold(row.scan, row.gone_because) }
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

/** One that the actor may see. */
export async function findSeenAttachment(reads: Reads, actor: Actor, id: string): Promise<KeptAttachment | undefined> {
  const attachment = await findAttachment(reads, actor, id)
  const budgetCase = attachment && (await findCaseOnEveryGround(reads, actor, attachment.caseId))
  return budgetCase && isSeen(budgetCase, attachment, actor) ? attachment : undefined
}

/** One row more than a page of those that the actor may see, newest first. */
export async function listSeenAttachments(
  reads: Reads,
  actor: Actor,
  caseId: string,
  page: PageRequest,
  { ofId, updatedSince }: AttachmentFilter,
): Promise<KeptAttachment[] | undefined> {
  const budgetCase = await findCaseOnEveryGround(reads, actor, caseId)
  if (!budgetCase) return undefined
  const rows = await attachments(reads, actor)
    .where('a.case_id', '=', caseId)
    .where(sql<SqlBool>`a.kind::text = any(${seenOf(budgetCase)}::text[])`)
    .$if(!surelyOpens(budgetCase.grounds, 'own-words'), (query) =>
      query.where(
        sql<SqlBool>`(a.added_by = ${actor.actorId} or a.added_as::text <> all(${attachmentsInOwnWords}::text[]))`,
      ),
    )
    .$if(ofId !== undefined, (query) => query.where('a.of_id', '=', ofId ?? ''))
    .where(changedSince(updatedSince, 'a.changed_at', 'd.changed_at'))
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

/** How many stand on the thing, and on its case. */
export async function countAttachments(reads: Reads, { commissionerId }: Actor, caseId: string, ofId: string) {
  const row = await reads
    .selectFrom('attachment')
    .select([
      sql<number>`count(*) filter (where of_id = ${ofId} and withdrawn_at is null)::int`.as('ofThing'),
      sql<number>`count(*) filter (where withdrawn_at is null)::int`.as('ofCase'),
      sql<number>`count(*)::int`.as('ever'),
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

/** Names the file of an attachment; where it takes the place of one that nobody can get, by its own hash. */
export async function setAttachmentFile(
  tx: Tx,
  actor: Actor,
  id: string,
  { id: document_id, sha256 }: Pick<StoredFile, 'id' | 'sha256'>,
): Promise<void> {
  await tx
    .updateTable('attachment')
    .set({ document_id, sha256 })
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
