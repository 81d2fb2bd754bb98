import type { Service } from './service.ts'

export interface AuditEntry {
  readonly type: string
  readonly subject_id: string
  readonly case_id: string | null
  readonly actor_id: string
  readonly organisation_id: string | null
  readonly facts: Record<string, unknown>
  readonly scheme_version: number | null
  readonly happened_at: Date
}

/** What a request added to the audit. */
export async function audited(service: Service, ask: () => Promise<unknown>): Promise<AuditEntry[]> {
  const before = await service.database.sql<{ id: string }>('select audit_entry_id as id from audit_entry')
  await ask()
  return service.database.sql<AuditEntry>(
    'select * from audit_entry where audit_entry_id <> all($1) order by audit_entry_id',
    [before.map((row) => row.id)],
  )
}
