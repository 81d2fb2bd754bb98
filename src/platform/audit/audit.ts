import type { Actor } from '../access/access.ts'
import type { Tx } from '../database/database.ts'
import { posted } from '../database/prepared.ts'
import type { Slots } from '../database/slots.ts'
import { newId } from '../work/new-id.ts'

/**
 * What can happen: by type, whether it belongs to a case, and its facts. The event catalogue fills it in, since the platform knows no
 * domain; a type that is not there, or a fact that does not fit, does not compile.
 */
// biome-ignore lint/suspicious/noEmptyInterface: it is filled in by the catalogue.
export interface Happenings {}

type Fact<T> = T extends readonly (infer Item)[] ? readonly Item[] : T
type Facts<F> = keyof F extends never ? { facts?: never } : { facts: { readonly [Name in keyof F]: Fact<F[Name]> } }
type Told<Entry> = Entry extends { caseId: infer CaseId; facts: infer F }
  ? { readonly caseId: CaseId } & Facts<F>
  : never

/** What happened: one entry in the audit and one outgoing event, in the transaction of the write that they tell of. */
export type Happening = {
  [Type in keyof Happenings]: {
    /** A noun and a past participle: `support-plan.signed`. */
    readonly type: Type
    /** What it happened to. */
    readonly subjectId: string
    readonly at: Date
    /** The rules in force, where a rule decided. */
    readonly schemeVersion?: number
  } & Told<Happenings[Type]>
}[keyof Happenings]

const insertEntry = posted(
  (
    tx,
    entry: Slots<{
      commissionerId: string
      id: string
      type: string
      subjectId: string
      caseId: string | null
      actorId: string
      organisationId: string | null
      schemeVersion: number | null
      facts: string
      at: Date
    }>,
  ) =>
    tx.insertInto('audit_entry').values({
      commissioner_id: entry.commissionerId,
      audit_entry_id: entry.id,
      type: entry.type,
      subject_id: entry.subjectId,
      case_id: entry.caseId,
      actor_id: entry.actorId,
      organisation_id: entry.organisationId,
      scheme_version: entry.schemeVersion,
      facts: entry.facts,
      happened_at: entry.at,
    }),
)

/**
 * Records what happened, at the latest with the commit. The entry gets its place in the tenant's hash chain from the sequencer, after the
 * commit, so that writes do not queue for the head of the chain.
 */
export async function record(
  tx: Tx,
  { actorId, commissionerId, organisationId }: Pick<Actor, 'actorId' | 'commissionerId' | 'organisationId'>,
  { type, subjectId, caseId, schemeVersion, facts = {}, at }: Happening,
): Promise<void> {
  insertEntry(tx, {
    commissionerId,
    id: newId(),
    type,
    subjectId,
    caseId,
    actorId,
    organisationId,
    schemeVersion: schemeVersion ?? null,
    facts: JSON.stringify(facts),
    at,
  })
}
