import { actsForPerson } from '../people/safe-contact-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { mayPost } from '../rules/notifications/letters.ts'
import { type LocalDate, londonDate } from '../shared/dates.ts'
import { findSafeContact } from './safe-contact-repository.ts'
import type { KeptContact, SafeContact } from './schemas.ts'

/** How a person can be reached; not for who acts or speaks for them, whatever else they are. */
export async function getSafeContact(
  reads: Reads,
  actor: Actor,
  personId: string,
  now: Date,
): Promise<(SafeContact & { version: number }) | undefined> {
  const [contact, acts] = await Promise.all([
    findSafeContact(reads, actor, personId),
    actsForPerson(reads, actor, personId),
  ])
  return acts ? undefined : { ...toSafeContact(contact, londonDate(now)), version: contact.version }
}

/** What is kept of how a person can be reached, with what follows from it on a day. */
export function toSafeContact({ version: _, ...contact }: KeptContact, today: LocalDate): SafeContact {
  const { pause } = contact
  const safely = { ...contact, paused: pause !== null, pausedUntil: pause?.until ?? null }
  return { ...contact, mayPostNow: mayPost(safely, today) }
}
