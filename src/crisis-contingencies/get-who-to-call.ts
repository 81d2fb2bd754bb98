import type { Static } from '@sinclair/typebox'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { contactsAt } from '../rules/planning/cover-sources.ts'
import { whoToCall } from '../rules/planning/who-to-call.ts'
import { findCoverOfDay } from './cover-of-day.ts'
import type { CoverQuery, WhoToCall } from './schemas.ts'

/** Who could be called at an instant, from the text that stood then and what of its cover stood on that day. */
export async function getWhoToCall(
  reads: Reads,
  actor: Actor,
  caseId: string,
  { at }: Static<typeof CoverQuery>,
  now: Date,
): Promise<Static<typeof WhoToCall> | undefined> {
  const instant = at === undefined ? now : new Date(at)
  const found = await findCoverOfDay(reads, actor, caseId, instant)
  return (
    found && {
      at: instant.toISOString(),
      ...whoToCall(found.cover, instant),
      contacts: contactsAt(found.crisisContingency.contacts, instant),
    }
  )
}
