import { v7 } from 'uuid'
import type { Actor } from '../access/access.ts'
import type { Tx } from '../database/database.ts'

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

/**
 * Records what happened. The entry gets its place in the tenant's hash chain from the sequencer, after the commit,
 * so that writes do not queue for the head of the chain.
 */
export async function record(
  tx: Tx,
  actor: Pick<Actor, 'actorId' | 'commissionerId' | 'organisationId'>,
  happening: Happening,
): Promise<void> {
  await tx
    .insertInto('audit_entry')
    .values({
      commissioner_id: actor.commissionerId,
      audit_entry_id: v7(),
      type: happening.type,
      subject_id: happening.subjectId,
      case_id: happening.caseId,
      actor_id: actor.actorId,
      organisation_id: actor.organisationId,
      scheme_version: happening.schemeVersion ?? null,
      facts: JSON.stringify(happening.facts ?? {}),
      happened_at: happening.at,
    })
    .execute()
}
