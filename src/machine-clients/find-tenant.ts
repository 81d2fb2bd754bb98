import { findCommissionerId, findOrganisationByCode } from '../organisations/repository.ts'
import type { FindTenant } from '../platform/access/actor-of-claims.ts'
import type { DatabaseAccess } from '../platform/database/database.ts'
import { nobody } from '../platform/database/tenants.ts'
import { findRegistered } from '../staff/repository.ts'
import { findRegisteredClient } from './repository.ts'

/** Finds the tenant, the organisation, the client and the member of staff that a token names. Asked now and then for a token, not once a request. */
export function tenantFinder(database: DatabaseAccess): FindTenant {
  // A commissioner keeps its identifier for ever, so it is looked up once.
  const commissionerIds = new Map<string, string>()
  const commissionerIdOf = async (code: string) => {
    const known = commissionerIds.get(code)
    if (known !== undefined) return known
    const found = await database.read(nobody, (reads) => findCommissionerId(reads, code))
    if (found !== undefined) commissionerIds.set(code, found)
    return found
  }
  return async ({ commissioner, organisation: code, clientId, staffId }) => {
    const commissionerId = await commissionerIdOf(commissioner)
    if (commissionerId === undefined) return undefined
    if (code === undefined && clientId === undefined && staffId === undefined)
      return { commissionerId, organisation: null, client: undefined, isStaff: false }
    const [organisation, client, member] = await database.read({ commissionerId, actorId: '' }, (reads) =>
      Promise.all([
        code === undefined ? null : findOrganisationByCode(reads, commissionerId, code),
        clientId === undefined ? undefined : findRegisteredClient(reads, commissionerId, clientId),
        staffId === undefined ? undefined : findRegistered(reads, { commissionerId }, staffId),
      ]),
    )
    return organisation === undefined
      ? undefined
      : { commissionerId, organisation, client, isStaff: member !== undefined }
  }
}
