import type { Identifiers, SystemIdentifiers } from '../identifiers/schemas.ts'
import { setIdentifiers } from '../identifiers/set-identifiers.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, orNotFound } from '../platform/http/operation.ts'
import { lockPerson } from './repository.ts'

/** Sets what another system knows a person by. */
export async function setPersonIdentifiers(
  tx: Tx,
  context: Context,
  personId: string,
  input: SystemIdentifiers,
): Promise<Answer<Identifiers>> {
  const { id } = orNotFound(await lockPerson(tx, context.actor, personId))
  return setIdentifiers(tx, context, { kind: 'person', id, personId: id, caseId: null }, input)
}
