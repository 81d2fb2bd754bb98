import type { Actor } from '../platform/access/access.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { findConfirmation } from './identity-repository.ts'
import { insertLikelyDouble, listLikelySame, listLikePerson } from './likely-doubles-repository.ts'
import type { Person, PersonRecord } from './schemas.ts'

/**
 * Keeps who may be the same as a person that was registered or changed, and gives those of them whom the actor may see. Where they see none, the
 * answer is the one that they would get if there were none: whether a number is known is told to nobody by it.
 */
export async function withDoubles(tx: Tx, actor: Actor, person: PersonRecord, now: Date): Promise<Person> {
  for (const { otherId, likeness } of await listLikePerson(tx, actor, person)) {
    const likelyDoubleId = await insertLikelyDouble(tx, actor, [person.id, otherId], likeness, now)
    if (likelyDoubleId === undefined) continue
    await record(tx, actor, {
      type: 'person.likely-double-found',
      subjectId: person.id,
      caseId: null,
      at: now,
      facts: { likelyDoubleId, likeness },
    })
  }
  const [likelySame, identity] = await Promise.all([
    listLikelySame(tx, actor, person.id),
    findConfirmation(tx, actor, person.id),
  ])
  return { ...person, identity, likelySame }
}
