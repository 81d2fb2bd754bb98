import { kindByProvided, type ProvidedType } from '../event-catalogue/provided.ts'
import { type Event, provided } from './schemas.ts'

interface Row {
  readonly sequence: number
  readonly hash: string
  readonly audit_entry_id: string | null
  readonly subject_id: string | null
  readonly facts: unknown
  readonly happened_at: Date
}

/** What a provider is told: which of its own lines, invoices, payments or agreements it is about, and nothing of the case or of who did it. */
export function toProvided(row: Row, type: ProvidedType): Event {
  const about = kindByProvided[type]
  const subjectId = about === 'own-line' ? (row.facts as { readonly planLineId: string }).planLineId : row.subject_id
  return {
    sequence: row.sequence,
    id: row.audit_entry_id,
    type: provided,
    happened: type,
    about,
    subjectId,
    happenedAt: row.happened_at.toISOString(),
    hash: row.hash,
  } as Event
}
