import { v7 } from 'uuid'
import type { Actor } from '../access/access.ts'
import type { Tx } from '../database/database.ts'

/** What happened: one entry in the audit and one outgoing event, in the transaction of the write that they tell of. */
export interface Happening {
  /** A noun and a past participle: `support-plan.signed`. */
  type: string
  /** What it happened to. */
  subjectId: string
  caseId: string | null
  at: Date
  /** Codes, identifiers, amounts and dates. Never a name, an NHS number or free text. */
  facts?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>
  /** The rules in force, where a rule decided. */
  schemeVersion?: number
}

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
