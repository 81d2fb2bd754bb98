import { actsForPerson } from '../people/safe-contact-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { findSafeContact } from './safe-contact-repository.ts'
import type { SafeContact } from './schemas.ts'

/** How a person can be reached; not for who acts or speaks for them, whatever else they are. */
export async function getSafeContact(
  reads: Reads,
  actor: Actor,
  personId: string,
): Promise<(SafeContact & { version: number }) | undefined> {
  const [contact, acts] = await Promise.all([
    findSafeContact(reads, actor, personId),
    actsForPerson(reads, actor, personId),
  ])
  return acts ? undefined : contact
}
