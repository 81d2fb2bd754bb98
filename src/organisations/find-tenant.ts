import type { FindTenant } from '../platform/access.ts'
import type { DatabaseAccess } from '../platform/database.ts'

const nobody = { commissionerId: '', actorId: '' }

/** Finds the tenant and the organisation that a token names by code. Asked once a token, not once a request. */
export function tenantFinder(database: DatabaseAccess): FindTenant {
  return async (commissionerCode, organisationCode) => {
    const commissioner = await database.read(nobody, (reads) =>
      reads
        .selectFrom('commissioner')
        .select('commissioner_id')
        .where('code', '=', commissionerCode)
        .executeTakeFirst(),
    )
    if (!commissioner) return undefined
    const commissionerId = commissioner.commissioner_id
    if (organisationCode === undefined) return { commissionerId, organisationId: null }
    const organisation = await database.read({ commissionerId, actorId: '' }, (reads) =>
      reads
        .selectFrom('organisation')
        .select('organisation_id')
        .where('commissioner_id', '=', commissionerId)
        .where('code', '=', organisationCode)
        .executeTakeFirst(),
    )
    return organisation && { commissionerId, organisationId: organisation.organisation_id }
  }
}
