import { type SqlBool, sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Purpose } from '../rules/people/consent.ts'
import type { LocalDate } from '../shared/dates.ts'

/** Ends the places that a consent, or sharing without one, had opened, and names them. */
export async function setOpenedByLeft(
  tx: Tx,
  actor: Actor,
  { kind, id }: Pick<SharingGround, 'kind' | 'id'>,
  at: Date,
): Promise<{ readonly id: string; readonly caseRole: 'broker'; readonly caseId: string }[]> {
  const rows = await tx
    .updateTable('case_member')
    .set({ left_at: at })
    .where('commissioner_id', '=', actor.commissionerId)
    .where(kind === 'consent' ? 'consent_id' : 'sharing_without_consent_id', '=', id)
    .where('left_at', 'is', null)
    .returning(['case_id', 'case_member_id'])
    .execute()
  return rows.map((row) => ({ id: row.case_member_id, caseRole: 'broker', caseId: row.case_id }))
}

/** What a place stands on: the person's consent, or a decision to share without one. */
export interface SharingGround {
  readonly kind: 'consent' | 'sharing-without-consent'
  readonly id: string
  readonly untilOn: LocalDate | null
}

/** On what ground information is shared with the organisation for this purpose today, if on any. It then holds until the operation ends. */
export async function findGround(
  tx: Tx,
  actor: Actor,
  personId: string,
  organisationId: string,
  purpose: Purpose,
): Promise<SharingGround | undefined> {
  const [consent, sharing] = await Promise.all([
    tx
      .selectFrom('consent')
      .select(['consent_id as id', 'until_on as untilOn'])
      .where('commissioner_id', '=', actor.commissionerId)
      .where('person_id', '=', personId)
      .where('organisation_id', '=', organisationId)
      .where('purpose', '=', purpose)
      .where('withdrawn_at', 'is', null)
      .where('lapsed_at', 'is', null)
      .where(sql<SqlBool>`coalesce(until_on >= current_day(), true)`)
      .forShare()
      .executeTakeFirst(),
    tx
      .selectFrom('sharing_without_consent')
      .select(['sharing_without_consent_id as id', 'until_on as untilOn'])
      .where('commissioner_id', '=', actor.commissionerId)
      .where('person_id', '=', personId)
      .where('organisation_id', '=', organisationId)
      .where('purpose', '=', purpose)
      .where('ended_at', 'is', null)
      .where('until_on', '>=', sql<string>`current_day()`)
      .forShare()
      .executeTakeFirst(),
  ])
  if (consent) return { kind: 'consent', ...consent }
  return sharing && { kind: 'sharing-without-consent', ...sharing }
}
