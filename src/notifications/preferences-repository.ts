import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { newId } from '../platform/work/new-id.ts'
import { isStaffRole } from '../role-organisations.ts'
import { type Wanted, wantedUnlessSaid } from '../rules/notifications/when-to-tell.ts'
import type { Owner } from './addresses-repository.ts'

/** Whose preferences an actor sets: those of the person whom they sign in as, or of their account. */
export async function findOwner(reads: Reads, { commissionerId, actorId, roles }: Actor): Promise<Owner> {
  const row = roles.includes('person')
    ? await reads
        .selectFrom('sign_in')
        .select('person_id')
        .where('commissioner_id', '=', commissionerId)
        .where('subject', '=', actorId)
        .where('ended_at', 'is', null)
        .executeTakeFirst()
    : undefined
  return row ? { personId: row.person_id, actorId: null } : { personId: null, actorId }
}

export type Preferences = Wanted & { readonly version: number }

/** What somebody wants; as long as they said nothing, version 0. */
export async function findPreferences(reads: Reads, { commissionerId }: Actor, owner: Owner): Promise<Preferences> {
  const row = await reads
    .selectFrom('notification_preference')
    .select(['channels', 'digest', 'digest_hour', 'digest_day', 'version'])
    .where('commissioner_id', '=', commissionerId)
    .where(owner.actorId === null ? 'person_id' : 'actor_id', '=', owner.actorId ?? owner.personId)
    .executeTakeFirst()
  if (!row) return { ...wantedUnlessSaid, version: 0 }
  const { channels, digest, digest_hour: digestHour, digest_day: digestDay, version } = row
  return { channels, digest, digestHour, digestDay, version }
}

/** Keeps what somebody wants where nobody changed it since that version, and in which roles an account says it; says whether. */
export async function setPreferences(
  tx: Tx,
  { commissionerId, machine, organisationId, roles }: Actor,
  owner: Owner,
  { channels, digest, digestHour, digestDay, version }: Preferences,
  now: Date,
): Promise<boolean> {
  const wanted = {
    ...{ channels: JSON.stringify(channels), digest, digest_hour: digestHour, digest_day: digestDay },
    ...{ set_at: now, version: version + 1 },
    ...(owner.actorId !== null && !machine && { roles: roles.filter(isStaffRole), organisation_id: organisationId }),
  }
  const row =
    version === 0
      ? await tx
          .insertInto('notification_preference')
          .values({
            ...{ commissioner_id: commissionerId, notification_preference_id: newId() },
            ...{ person_id: owner.personId, actor_id: owner.actorId },
            ...wanted,
          })
          .onConflict((conflict) => conflict.doNothing())
          .returning('version')
          .executeTakeFirst()
      : await tx
          .updateTable('notification_preference')
          .set(wanted)
          .where('commissioner_id', '=', commissionerId)
          .where(owner.actorId === null ? 'person_id' : 'actor_id', '=', owner.actorId ?? owner.personId)
          .where('version', '=', version)
          .returning('version')
          .executeTakeFirst()
  return row !== undefined
}
