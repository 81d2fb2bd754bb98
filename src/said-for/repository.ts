import { type Selectable, sql } from 'kysely'
import type { BeforeSaid } from '../database/json-columns.ts'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import { humanOf } from '../platform/access/human-repository.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { newId } from '../platform/work/new-id.ts'
import type { Known, RecorderForPerson, SaidForKind } from '../rules/people/recording.ts'
import type { LocalDate } from '../shared/dates.ts'
import { noticeOf } from '../words/said-for.ts'
import type { SaidForPerson } from './schemas.ts'

/** What was recorded for the person, with what only the service asks. */
export interface KeptSaidFor extends SaidForPerson {
  readonly recordedBy: string
  /** What there was before, where an objection puts it back. */
  readonly before: BeforeSaid | null
  readonly version: number
}

const toSaidFor = (row: Selectable<Database['said_for']>): KeptSaidFor => ({
  id: row.said_for_id,
  caseId: row.case_id,
  kind: row.kind,
  subjectId: row.subject_id,
  words: row.words,
  saidOn: row.said_on,
  how: row.how,
  present: row.present,
  evidence: row.evidence,
  recordedAs: row.recorded_as,
  recordedAt: row.recorded_at.toISOString(),
  objectionBy: row.objection_by,
  notice: noticeOf({ kind: row.kind, recordedAs: row.recorded_as, saidOn: row.said_on, objectionBy: row.objection_by }),
  objection: row.objected_at && {
    at: row.objected_at.toISOString(),
    words: row.objected_words,
    outcome: row.answer,
    answerWords: row.answer_words,
    answeredAt: row.answered_at?.toISOString() ?? null,
  },
  recordedBy: row.recorded_by,
  before: row.before,
  version: row.version,
})

/** What of it is told. */
export const told = ({ recordedBy: _, before: __, version: ___, ...saidFor }: KeptSaidFor): SaidForPerson => saidFor

export interface FreshSaidFor {
  readonly caseId: string
  readonly kind: SaidForKind
  readonly subjectId: string
  readonly words: string | null
  readonly saidFor: Known
  readonly recordedAs: RecorderForPerson
  readonly objectionBy: LocalDate
  readonly before?: BeforeSaid | undefined
}

export async function insertSaidFor(tx: Tx, actor: Actor, fresh: FreshSaidFor, now: Date): Promise<string> {
  const id = newId()
  const { saidFor, before } = fresh
  await tx
    .insertInto('said_for')
    .values({
      commissioner_id: actor.commissionerId,
      said_for_id: id,
      case_id: fresh.caseId,
      kind: fresh.kind,
      subject_id: fresh.subjectId,
      words: fresh.words,
      said_on: saidFor.saidOn,
      how: saidFor.how,
      present: saidFor.present,
      evidence: saidFor.evidence,
      recorded_by: actor.actorId,
      recorded_as: fresh.recordedAs,
      recorded_at: now,
      objection_by: fresh.objectionBy,
      before: before === undefined ? null : JSON.stringify(before),
    })
    .execute()
  return id
}

export async function findSaidFor(reads: Reads, actor: Actor, id: string): Promise<KeptSaidFor | undefined> {
  const row = await reads
    .selectFrom('said_for')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('said_for_id', '=', id)
    .executeTakeFirst()
  return row && toSaidFor(row)
}

/**
 * Whether “that was not me” was said of this, and it is not to be recorded again: by the same human on the case while nobody has answered it, whatever it
 * is called now; a removal by nobody until it was found that there was reason to.
 */
export async function isObjectedTo(
  reads: Reads,
  actor: Actor,
  { caseId, kind, subjectId }: Pick<FreshSaidFor, 'caseId' | 'kind' | 'subjectId'>,
): Promise<boolean> {
  const row = await reads
    .selectFrom('said_for')
    .select('said_for_id')
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('kind', '=', kind)
    .where('objected_at', 'is not', null)
    .where(
      kind === 'removal'
        ? sql<boolean>`subject_id = ${subjectId} and answer is distinct from 'was-said'`
        : sql<boolean>`answered_at is null and ${humanOf('said_for.recorded_by')} = ${humanOf(sql`${actor.actorId}`)}`,
    )
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** One row more than a page, newest first. */
export async function listSaidFor(
  reads: Reads,
  actor: Actor,
  caseId: string,
  page: PageRequest,
): Promise<KeptSaidFor[]> {
  const rows = await reads
    .selectFrom('said_for')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .$if(page.after !== undefined, (query) => query.where('said_for_id', '<', page.after ?? ''))
    .orderBy('said_for_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toSaidFor)
}

export async function setObjected(tx: Tx, actor: Actor, id: string, words: string | null, now: Date): Promise<void> {
  await tx
    .updateTable('said_for')
    .set({ objected_at: now, objected_by: actor.actorId, objected_words: words, version: sql`version + 1` })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('said_for_id', '=', id)
    .execute()
}

export async function setAnswered(
  tx: Tx,
  actor: Actor,
  id: string,
  { outcome, words }: { readonly outcome: 'was-not-said' | 'was-said'; readonly words: string },
  now: Date,
): Promise<void> {
  await tx
    .updateTable('said_for')
    .set({
      answered_at: now,
      answered_by: actor.actorId,
      answer: outcome,
      answer_words: words,
      version: sql`version + 1`,
    })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('said_for_id', '=', id)
    .execute()
}
