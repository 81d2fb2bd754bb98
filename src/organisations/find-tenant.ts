import type { FindTenant } from '../platform/access/actor-of-claims.ts'
import type { DatabaseAccess } from '../platform/database/database.ts'
import { findRegisteredClient } from './machine-client-repository.ts'
import { findCommissionerId, findOrganisationByCode } from './repository.ts'

const nobody = { commissionerId: '', actorId: '' }

/** Finds the tenant, the organisation and the client that a token names. Asked now and then for a token, not once a request. */
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
  return async ({ commissioner, organisation: code, clientId }) => {
    const commissionerId = await commissionerIdOf(commissioner)
    if (commissionerId === undefined) return undefined
    if (code === undefined && clientId === undefined) return { commissionerId, organisation: null, client: undefined }
    const [organisation, client] = await database.read({ commissionerId, actorId: '' }, (reads) =>
      Promise.all([
        code === undefined ? null : findOrganisationByCode(reads, commissionerId, code),
        clientId === undefined ? undefined : findRegisteredClient(reads, commissionerId, clientId),
      ]),
    )
    return organisation === undefined ? undefined : { commissionerId, organisation, client }
  }
}
