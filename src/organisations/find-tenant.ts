import type { FindTenant } from '../platform/access/access.ts'
import type { DatabaseAccess } from '../platform/database/database.ts'
import { findCommissionerId, findOrganisationByCode } from './repository.ts'

const nobody = { commissionerId: '', actorId: '' }

/** Finds the tenant and the organisation that a token names by code. Asked once a token, not once a request. */
export function tenantFinder(database: DatabaseAccess): FindTenant {
  return async (commissionerCode, organisationCode) => {
    const commissionerId = await database.read(nobody, (reads) => findCommissionerId(reads, commissionerCode))
    if (commissionerId === undefined) return undefined
    if (organisationCode === undefined) return { commissionerId, organisationId: null, ofCommissioner: true }
    const organisation = await database.read({ commissionerId, actorId: '' }, (reads) =>
      findOrganisationByCode(reads, commissionerId, organisationCode),
    )
    if (!organisation) return undefined
    return { commissionerId, organisationId: organisation.id, ofCommissioner: organisation.kind === 'commissioner' }
  }
}
