import { type Selectable, sql } from 'kysely'
import { isSeenOfEverybody } from '../case-access/everybody-repository.ts'
import { everybodyTold } from '../case-access/told-of.ts'
import type { Database } from '../database/tables.ts'
import { type Actor, isOwnSystem } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { OpeningGround, Referral } from './opening-schemas.ts'

/** Keeps on what ground a case was opened. */
export async function insertOpening(tx: Tx, actor: Actor, caseId: string, ground: OpeningGround): Promise<void> {
  const referral = ground.kind === 'referral' ? ground : undefined
  await tx
    .insertInto('case_opening')
    .values({
      commissioner_id: actor.commissionerId,
      case_id: caseId,
      ground: ground.kind,
      opened_by: actor.actorId,
      opened_for: actor.organisationId,
      referring_organisation_id: referral?.organisationId ?? null,
      referred_by: referral?.referredBy ?? null,
      referred_on: referral?.referredOn ?? null,
      received_how: referral?.receivedHow ?? null,
    })
    .execute()
}

/** Whose the case of a referral is. */
const personOfOpening = sql`(select c.person_id from budget_case c where c.commissioner_id = ${theTenant}
  and c.case_id = case_opening.case_id)`

/** The referrals that the actor may see: those of whoever the commissioner's own see; those that are said to come from their organisation. */
function visibleReferrals(reads: Reads, actor: Actor) {
  const referrals = reads
    .selectFrom('case_opening')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('referring_organisation_id', 'is not', null)
  const seesAll =
    isOwnSystem(actor) || actor.roles.some((role) => role === 'commissioner-officer' || role === 'auditor')
  const fromThem = sql<boolean>`referring_organisation_id = ${actor.organisationId}`
  return referrals.where(
    seesAll ? sql<boolean>`(${isSeenOfEverybody(actor, personOfOpening)} or ${fromThem})` : fromThem,
  )
}

const toReferral = (row: Selectable<Database['case_opening']>): Referral => ({
  id: row.case_id,
  caseId: row.case_id,
  organisationId: row.referring_organisation_id ?? '',
  referredBy: row.referred_by ?? '',
  referredOn: row.referred_on ?? '',
  receivedHow: row.received_how ?? 'by-post',
  openedBy: row.opened_by,
  openedFor: row.opened_for,
  deniedBy: row.denied_by,
  deniedAt: row.denied_at?.toISOString() ?? null,
})

interface ReferralRow extends Referral {
  readonly personId: string
}

/** Who sees all referrals sees this one by what they are; else it is for the organisation that it is said to come from. */
export const referralTold = (row: ReferralRow, actor: Actor) => everybodyTold(actor, [row], 'referred')

/** One row more than a page, newest first. */
export async function listReferrals(reads: Reads, actor: Actor, page: PageRequest): Promise<ReferralRow[]> {
  const rows = await visibleReferrals(reads, actor)
    .select((eb) =>
      eb
        .selectFrom('budget_case as c')
        .select('c.person_id')
        .where('c.commissioner_id', '=', theTenant)
        .whereRef('c.case_id', '=', 'case_opening.case_id')
        .$asScalar()
        .$notNull()
        .as('person_id'),
    )
    .$if(page.after !== undefined, (query) => query.where('case_id', '<', page.after ?? ''))
    .orderBy('case_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map((row) => ({ ...toReferral(row), personId: row.person_id }))
}

/** The referral of a case, for whoever sees the case. */
export async function findReferral(reads: Reads, actor: Actor, caseId: string): Promise<Referral | undefined> {
  const row = await reads
    .selectFrom('case_opening')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('referring_organisation_id', 'is not', null)
    .executeTakeFirst()
  return row && toReferral(row)
}

export async function lockReferral(tx: Tx, actor: Actor, caseId: string): Promise<Referral | undefined> {
  const row = await visibleReferrals(tx, actor).where('case_id', '=', caseId).forUpdate().executeTakeFirst()
  return row && toReferral(row)
}

export async function setReferralDenied(tx: Tx, actor: Actor, caseId: string, at: Date): Promise<void> {
  await tx
    .updateTable('case_opening')
    .set({ denied_by: actor.actorId, denied_at: at })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .execute()
}
