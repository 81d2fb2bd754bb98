import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { type ChannelChoice, type NotificationKind, notificationKinds } from '../rules/notifications/kinds.ts'
import { findAddresses, noAddresses } from './addresses-repository.ts'
import { findOwner, findPreferences, type Preferences } from './preferences-repository.ts'
import type { NotificationPreferences } from './schemas.ts'

/** What was said of each kind; what was not, is whichever way there is. */
export const everyChoice = ({ channels }: Pick<Preferences, 'channels'>) =>
  Object.fromEntries(notificationKinds.map((kind) => [kind, channels[kind] ?? 'any'])) as Record<
    NotificationKind,
    ChannelChoice
  >

/** What the actor wants to be told of, and where. */
export async function getNotificationPreferences(
  reads: Reads,
  actor: Actor,
): Promise<NotificationPreferences & { version: number }> {
  const owner = await findOwner(reads, actor)
  const [preferences, addresses] = await Promise.all([
    findPreferences(reads, actor, owner),
    owner.actorId === null ? noAddresses : findAddresses(reads, actor, owner),
  ])
  return { ...preferences, channels: everyChoice(preferences), ...addresses }
}
