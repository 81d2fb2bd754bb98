import { v7 } from 'uuid'
import type { Actor } from './access.ts'
import type { Tx } from './database.ts'
import { type Marks, prepared } from './prepared.ts'

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

interface EntryRow {
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
}
const insertEntry = prepared((db, at: Marks<EntryRow>) =>
  db.insertInto('audit_entry').values({
    commissioner_id: at.commissionerId,
    audit_entry_id: at.id,
    type: at.type,
    subject_id: at.subjectId,
    case_id: at.caseId,
    actor_id: at.actorId,
    organisation_id: at.organisationId,
    scheme_version: at.schemeVersion,
    facts: at.facts,
    happened_at: at.at,
  }),
)

/**
 * Records what happened. The entry gets its place in the tenant's hash chain from the sequencer, after the commit,
 * so that writes do not queue for the head of the chain.
 */
export async function record(
  tx: Tx,
  { commissionerId, actorId, organisationId }: Pick<Actor, 'actorId' | 'commissionerId' | 'organisationId'>,
  { type, subjectId, caseId, at, facts = {}, schemeVersion }: Happening,
): Promise<void> {
  const row = {
    commissionerId,
    actorId,
    organisationId,
    type,
    subjectId,
    caseId,
    at,
    schemeVersion: schemeVersion ?? null,
  }
  await insertEntry(tx, { ...row, id: v7(), facts: JSON.stringify(facts) })
}
