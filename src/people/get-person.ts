import { listIdentifiersOf } from '../identifiers/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { findConfirmation } from './identity-repository.ts'
import { listLikelySame } from './likely-doubles-repository.ts'
import { findPerson } from './repository.ts'

/** A person, with who may be the same, and who has confirmed who they are. */
export async function getPerson(reads: Reads, actor: Actor, personId: string) {
  const [person, likelySame, identity, identifiers] = await Promise.all([
    findPerson(reads, actor, personId),
    listLikelySame(reads, actor, personId),
    findConfirmation(reads, actor, personId),
    listIdentifiersOf(reads, actor, { kind: 'person', id: personId }),
  ])
  return person && { ...person, identity, likelySame, identifiers }
}
