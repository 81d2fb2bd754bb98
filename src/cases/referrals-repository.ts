import { sql } from 'kysely'
import { isSeenOfEverybody } from '../case-access/everybody-repository.ts'
import { groundOfEverybody } from '../case-access/grounds-repository.ts'
import type { ClosedLists } from '../database/tables.ts'
import { toMatch } from '../people/match.ts'
import { isOwn, notRestricted } from '../people/visible-people-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import { asking } from '../platform/access/asking.ts'
import type { Seen } from '../platform/access/seen.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { LocalDate } from '../shared/dates.ts'
import type { NewReferral, Referral } from './referral-schemas.ts'

/** A referral, and whose it is. */
export interface KeptReferral extends Referral {
  readonly personId: string
  /** Under what name whoever recorded it becomes care coordinator of the case; null where they do not. */
  readonly coordinatorName: string | null
  /** Whether it is of the person who asks. */
  readonly own: boolean
}

export async function insertReferral(
  tx: Tx,
  actor: Actor,
  referral: NewReferral & { readonly id: string; readonly answerBy: LocalDate; readonly coordinates: boolean },
  now: Date,
): Promise<void> {
  await tx
    .insertInto('referral')
    .values({
      commissioner_id: actor.commissionerId,
      referral_id: referral.id,
      person_id: referral.personId,
      scheme_id: referral.schemeId,
      trust_id: referral.trustId,
      organisation_id: referral.organisationId,
      referred_by: referral.referredBy,
      referred_on: referral.referredOn,
      received_how: referral.receivedHow,
      entry_status: referral.entryStatus ?? null,
      recorded_by: actor.actorId,
      recorded_by_name: actor.name || actor.actorId,
      recorded_for: actor.organisationId,
      coordinates: referral.coordinates,
      recorded_at: now,
      answer_by: referral.answerBy,
    })
    .execute()
}

/**
 * The referrals that the actor may see: those that they recorded, those that are said to come from their organisation, the person’s own, and for the
 * commissioner’s own everybody’s. A record that is kept to its team is in none of them, except for the person.
 */
function visibleReferrals(reads: Reads, actor: Actor) {
  const [own, seen] = [isOwn(asking(actor)), isSeenOfEverybody(actor, sql`person.person_id`)]
  const theirs = sql<boolean>`(r.recorded_by = ${actor.actorId} or r.organisation_id = ${actor.organisationId}::uuid)`
  return reads
    .selectFrom('referral as r')
    .innerJoin('person', (join) =>
      join.on('person.commissioner_id', '=', theTenant).onRef('person.person_id', '=', 'r.person_id'),
    )
    .selectAll('r')
    .select(['person.given_name', 'person.family_name', 'person.born_on', own.as('own')])
    .where('r.commissioner_id', '=', actor.commissionerId)
    .where(sql<boolean>`(${own} or ${seen} or ${theirs} and ${notRestricted})`)
}
type Row = Awaited<ReturnType<ReturnType<typeof visibleReferrals>['executeTakeFirstOrThrow']>>

/** Who sees every referral to check how work is done learns nothing of whose it is. */
const knows = (row: Row, actor: Actor) =>
  row.own ||
  row.recorded_by === actor.actorId ||
  row.organisation_id === actor.organisationId ||
  actor.permissions.has('person:read')

const toReferral = (row: Row, actor: Actor): KeptReferral => ({
  id: row.referral_id,
  personId: row.person_id,
  schemeId: row.scheme_id,
  trustId: row.trust_id,
  organisationId: row.organisation_id,
  referredBy: row.referred_by,
  referredOn: row.referred_on,
  receivedHow: row.received_how,
  entryStatus: row.entry_status,
  recordedBy: row.recorded_by,
  recordedFor: row.recorded_for,
  recordedAt: row.recorded_at.toISOString(),
  answerBy: row.answer_by,
  outcome: row.outcome,
  answeredBy: row.answered_by,
  answeredAt: row.answered_at?.toISOString() ?? null,
  caseId: row.case_id,
  person:
    row.outcome === null && knows(row, actor)
      ? toMatch({ id: row.person_id, givenName: row.given_name, familyName: row.family_name, bornOn: row.born_on })
      : null,
  coordinatorName: row.coordinates ? row.recorded_by_name : null,
  own: row.own,
})

export const toldReferral = ({ personId: _, coordinatorName: __, own: ___, ...referral }: KeptReferral): Referral =>
  referral

/** Who sees all referrals sees this one by what they are, the person as their own; else it is for those at either side of it. One that names nobody tells of nobody. */
export function referralTold({ personId, caseId, person, own }: KeptReferral, actor: Actor): Seen[] {
  if (person === null && caseId === null) return []
  const ground = own ? 'own' : (groundOfEverybody(asking(actor))?.ground ?? 'referred')
  return [{ personId, caseId, ground }]
}

/** One row more than a page, newest first. */
export async function listReferrals(reads: Reads, actor: Actor, page: PageRequest): Promise<KeptReferral[]> {
  const rows = await visibleReferrals(reads, actor)
    .$if(page.after !== undefined, (query) => query.where('r.referral_id', '<', page.after ?? ''))
    .orderBy('r.referral_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map((row) => toReferral(row, actor))
}

/** One row more than a page of those that nobody has answered, oldest first. */
export async function listUnanswered(reads: Reads, actor: Actor, page: PageRequest): Promise<KeptReferral[]> {
  const rows = await visibleReferrals(reads, actor)
    .where('r.answered_at', 'is', null)
    .$if(page.after !== undefined, (query) => query.where('r.referral_id', '>', page.after ?? ''))
    .orderBy('r.referral_id')
    .limit(page.limit + 1)
    .execute()
  return rows.map((row) => toReferral(row, actor))
}

export async function findReferral(reads: Reads, actor: Actor, id: string): Promise<KeptReferral | undefined> {
  const row = await visibleReferrals(reads, actor).where('r.referral_id', '=', id).executeTakeFirst()
  return row && toReferral(row, actor)
}

export async function lockReferral(tx: Tx, actor: Actor, id: string): Promise<KeptReferral | undefined> {
  const row = await visibleReferrals(tx, actor).where('r.referral_id', '=', id).forUpdate('r').executeTakeFirst()
  return row && toReferral(row, actor)
}

/** The referral on which a case was opened, for whoever sees the case. */
export async function findReferralOfCase(reads: Reads, actor: Actor, caseId: string): Promise<Referral | undefined> {
  const row = await reads
    .selectFrom('referral as r')
    .innerJoin('person', (join) =>
      join.on('person.commissioner_id', '=', theTenant).onRef('person.person_id', '=', 'r.person_id'),
    )
    .selectAll('r')
    .select(['person.given_name', 'person.family_name', 'person.born_on', sql<boolean>`false`.as('own')])
    .where('r.commissioner_id', '=', actor.commissionerId)
    .where('r.case_id', '=', caseId)
    .executeTakeFirst()
  return row && toldReferral(toReferral(row, actor))
}

export async function setAnswer(
  tx: Tx,
  actor: Actor,
  id: string,
  answer: { readonly outcome: ClosedLists['referral_outcome']; readonly caseId: string | null },
  at: Date,
): Promise<void> {
  await tx
    .updateTable('referral')
    .set({ outcome: answer.outcome, answered_by: actor.actorId, answered_at: at, case_id: answer.caseId })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('referral_id', '=', id)
    .execute()
}

/** Has the referrals of a person go over to another record of theirs. */
export async function moveReferrals(tx: Tx, actor: Actor, fromId: string, toId: string): Promise<void> {
  await tx
    .updateTable('referral')
    .set({ person_id: toId })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('person_id', '=', fromId)
    .execute()
}
