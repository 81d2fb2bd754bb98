import { listIdentifiersOf } from '../identifiers/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { findConfirmation } from './identity-repository.ts'
import { keepLikePerson, listLikelySame } from './likely-doubles-repository.ts'
import type { Person, PersonRecord } from './schemas.ts'

/** Keeps who may be the same as a person who was registered, or whose name, number or birth was changed. */
export async function findDoubles(tx: Tx, actor: Actor, person: PersonRecord, now: Date): Promise<void> {
  for (const facts of await keepLikePerson(tx, actor, person, now))
    await record(tx, actor, {
      type: 'person.likely-double-found',
      subjectId: person.id,
      caseId: null,
      at: now,
      facts,
    })
}

/**
 * A person with those who may be the same, of whom the actor may see. Where they see none, the answer is the one that they would get if there were
 * none: whether a number is known is told to nobody by it.
 */
export async function withDoubles(tx: Tx, actor: Actor, person: PersonRecord): Promise<Person> {
  const [likelySame, identity, identifiers] = await Promise.all([
    listLikelySame(tx, actor, person.id),
    findConfirmation(tx, actor, person.id),
    listIdentifiersOf(tx, actor, { kind: 'person', id: person.id }),
  ])
  return { ...person, identifiers, identity, likelySame }
}
