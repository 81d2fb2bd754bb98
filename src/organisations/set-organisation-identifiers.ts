import type { Identifiers, SystemIdentifiers } from '../identifiers/schemas.ts'
import { setIdentifiers } from '../identifiers/set-identifiers.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, orNotFound } from '../platform/http/operation.ts'
import { lockOrganisation } from './repository.ts'

/** Sets what another system knows an organisation by. */
export async function setOrganisationIdentifiers(
  tx: Tx,
  context: Context,
  organisationId: string,
  input: SystemIdentifiers,
): Promise<Answer<Identifiers>> {
  const { id } = orNotFound(await lockOrganisation(tx, context.actor.commissionerId, organisationId))
  return setIdentifiers(tx, context, { kind: 'organisation', id, personId: null, caseId: null }, input)
}
