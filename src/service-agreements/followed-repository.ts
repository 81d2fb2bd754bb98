import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import type { LocalDate } from '../shared/dates.ts'
import { agreements, toAgreement } from './repository.ts'

/** Agreements that both have signed and payments do not follow yet: each with its first day and its last. */
export async function listToFollow(
  reads: Reads,
  actor: Actor,
  most: number,
): Promise<{ id: string; payeeId: string; from: LocalDate; until: LocalDate }[]> {
  const rows = await agreements(reads, actor)
    .where('s.followed_at', 'is', null)
    .where('s.payer_signed_at', 'is not', null)
    .where('s.provider_signed_at', 'is not', null)
    .orderBy('s.service_agreement_id')
    .limit(most)
    .execute()
  return rows.map((row) => {
    const { id, payeeId, agreedOn, from, until, endedOn } = toAgreement(row, row.from_on)
    const first = agreedOn !== null && agreedOn > from ? agreedOn : from
    return { id, payeeId, from: first, until: endedOn !== null && endedOn < until ? endedOn : until }
  })
}

/** Keeps that payments follow an agreement as it was then: one that was ended since is followed again. */
export async function setFollowed(tx: Tx, actor: Actor, id: string, endedOn: LocalDate, now: Date): Promise<void> {
  await tx
    .updateTable('service_agreement')
    .set({ followed_at: now })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('service_agreement_id', '=', id)
    .where(sql<boolean>`least(until_on, coalesce(ended_on, until_on)) = ${endedOn}::date`)
    .execute()
}
