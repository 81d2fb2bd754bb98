import type { DatabaseAccess } from './database.ts'

/** Sees no tenant's rows: what is looked at belongs to none. */
export const nobody = { commissionerId: '', actorId: '' }

export interface Tenant {
  readonly commissionerId: string
  readonly code: string
}

/** Every tenant, by its code, for work that nobody asked for: it is done one tenant after the other. */
export function listTenants(database: DatabaseAccess): Promise<Tenant[]> {
  return database.read(nobody, (reads) =>
    reads.selectFrom('commissioner').select(['commissioner_id as commissionerId', 'code']).orderBy('code').execute(),
  )
}
