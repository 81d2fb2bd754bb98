import { createHash } from 'node:crypto'
import { sql } from 'kysely'

/** An audit entry as it enters the chain: every column as text, so that what is hashed is what is stored. */
export interface ChainedEntry {
  audit_entry_id: string
  type: string
  subject_id: string
  case_id: string | null
  actor_id: string
  organisation_id: string | null
  scheme_version: number | null
  facts: string
  happened_at: string
}

/** The columns of `audit_entry as e`, in the texts that the hash is made of. */
export const chainedColumns = [
  'e.audit_entry_id',
  'e.type',
  'e.subject_id',
  'e.case_id',
  'e.actor_id',
  'e.organisation_id',
  'e.scheme_version',
  sql<string>`e.facts::text`.as('facts'),
  sql<string>`to_char(e.happened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as('happened_at'),
] as const

/** The hash before the first entry. */
export const chainStart = '0'.repeat(64)

/** SHA-256 over the hash before and the entry, in a form that has one reading only: a JSON array in this order. */
export function chainHash(before: string, commissionerId: string, sequence: number, entry: ChainedEntry): string {
  const canonical = JSON.stringify([
    commissionerId,
    sequence,
    entry.audit_entry_id,
    entry.type,
    entry.subject_id,
    entry.case_id,
    entry.actor_id,
    entry.organisation_id,
    entry.scheme_version,
    entry.facts,
    entry.happened_at,
  ])
  return createHash('sha256').update(`${before}\n${canonical}`).digest('hex')
}
