import { type Selectable, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import { contentHash } from '../platform/audit/content-hash.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { newId } from '../platform/work/new-id.ts'
import { readRules } from '../rules/scheme/rules-format.ts'
import type { SchemeRules } from '../rules/scheme/scheme-rules.ts'
import type { SchemeDraft, SchemeHeading } from './draft-schemas.ts'

/** A draft with what only the ETag tells. */
export type VersionedDraft = SchemeDraft & { readonly authorIds: readonly string[]; readonly version: number }

const toDraft = (row: Selectable<Database['scheme_draft']>): VersionedDraft => ({
  id: row.scheme_draft_id,
  schemeId: row.scheme_id,
  basedOnVersion: row.based_on_version,
  rules: readRules(row.rules),
  contentHash: row.content_hash,
  publishedVersion: row.published_version,
  proposal:
    row.proposed_by === null ||
    row.proposed_at === null ||
    row.proposed_starts_on === null ||
    row.proposed_note === null
      ? null
      : {
          startsOn: row.proposed_starts_on,
          equalityNote: row.proposed_note,
          proposedBy: row.proposed_by,
          proposedAt: row.proposed_at.toISOString(),
        },
  authorIds: [row.drafted_by, ...row.author_ids],
  draftedAt: row.drafted_at.toISOString(),
  changedAt: row.changed_at.toISOString(),
  version: row.version,
})

/** The draft for the wire: without what only the ETag tells. */
export function toSchemeDraft({ version: _, authorIds: __, ...draft }: VersionedDraft): SchemeDraft {
  return draft
}

export async function insertScheme(tx: Tx, actor: Actor, { id, code, title }: SchemeHeading): Promise<void> {
  await tx.insertInto('scheme').values({ commissioner_id: actor.commissionerId, scheme_id: id, code, title }).execute()
}

/** A scheme by its name, whether or not a version is in force. */
export async function findSchemeHeading(
  reads: Reads,
  actor: Actor,
  schemeId: string,
): Promise<SchemeHeading | undefined> {
  const row = await reads
    .selectFrom('scheme')
    .select(['scheme_id', 'code', 'title'])
    .where('commissioner_id', '=', actor.commissionerId)
    .where('scheme_id', '=', schemeId)
    .executeTakeFirst()
  return row && { id: row.scheme_id, code: row.code, title: row.title }
}

export async function insertDraft(
  tx: Tx,
  actor: Actor,
  draft: { readonly schemeId: string; readonly basedOnVersion: number | null; readonly rules: SchemeRules },
  now: Date,
): Promise<VersionedDraft> {
  const row = await tx
    .insertInto('scheme_draft')
    .values({
      commissioner_id: actor.commissionerId,
      scheme_draft_id: newId(),
      scheme_id: draft.schemeId,
      based_on_version: draft.basedOnVersion,
      rules: JSON.stringify(draft.rules),
      content_hash: contentHash(draft.rules),
      published_version: null,
      drafted_by: actor.actorId,
      drafted_at: now,
      changed_at: now,
      version: 1,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return toDraft(row)
}

export async function findDraft(reads: Reads, actor: Actor, id: string): Promise<VersionedDraft | undefined> {
  const row = await ofId(reads, actor, id).executeTakeFirst()
  return row && toDraft(row)
}

/** The draft, locked until the operation ends. */
export async function lockDraft(tx: Tx, actor: Actor, id: string): Promise<VersionedDraft | undefined> {
  const row = await ofId(tx, actor, id).forUpdate().executeTakeFirst()
  return row && toDraft(row)
}

function ofId(reads: Reads, actor: Actor, id: string) {
  return reads
    .selectFrom('scheme_draft')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('scheme_draft_id', '=', id)
}

/** One row more than a page, newest first. */
export async function listDrafts(
  reads: Reads,
  actor: Actor,
  schemeId: string,
  page: PageRequest,
): Promise<VersionedDraft[]> {
  const rows = await reads
    .selectFrom('scheme_draft')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('scheme_id', '=', schemeId)
    .$if(page.after !== undefined, (query) => query.where('scheme_draft_id', '<', page.after ?? ''))
    .orderBy('scheme_draft_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toDraft)
}

/** Keeps that somebody proposes to publish the draft as it is. */
export async function setProposal(
  tx: Tx,
  actor: Actor,
  id: string,
  { startsOn, equalityNote }: Pick<NonNullable<SchemeDraft['proposal']>, 'startsOn' | 'equalityNote'>,
  now: Date,
): Promise<VersionedDraft> {
  const row = await tx
    .updateTable('scheme_draft')
    .set({
      proposed_starts_on: startsOn,
      proposed_note: equalityNote,
      proposed_by: actor.actorId,
      proposed_at: now,
      version: sql`version + 1`,
    })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('scheme_draft_id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return toDraft(row)
}

/** Keeps the draft as it stands after a change, and gives it with its new version. A change takes a proposal back. */
export async function setDraft(
  tx: Tx,
  actor: Actor,
  id: string,
  change: { readonly rules?: SchemeRules; readonly basedOnVersion?: number; readonly publishedVersion?: number },
  now: Date,
): Promise<VersionedDraft> {
  const { rules, basedOnVersion, publishedVersion } = change
  const row = await tx
    .updateTable('scheme_draft')
    .set({
      ...(rules ? { rules: JSON.stringify(rules), content_hash: contentHash(rules) } : {}),
      ...(basedOnVersion === undefined ? {} : { based_on_version: basedOnVersion }),
      ...(publishedVersion === undefined
        ? {
            author_ids: sql`array_append(array_remove(author_ids, ${actor.actorId}), ${actor.actorId})`,
            proposed_starts_on: null,
            proposed_note: null,
            proposed_by: null,
            proposed_at: null,
          }
        : { published_version: publishedVersion }),
      changed_at: now,
      version: sql`version + 1`,
    })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('scheme_draft_id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return toDraft(row)
}
