import { type Selectable, sql } from 'kysely'
import { notHandedOver } from '../case-access/places-repository.ts'
import type { Database } from '../database/tables.ts'
import type { Role } from '../permissions.ts'
import type { Actor } from '../platform/access/access.ts'
import { asking } from '../platform/access/asking.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import { Problem } from '../platform/http/errors.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { Party } from '../rules/people/consent.ts'
import type { SaidFor } from '../rules/people/recording.ts'
import type { Consent } from './consent-schemas.ts'
import { visiblePeople } from './visible-people-repository.ts'

/** Who has none but these is no staff. */
const rolesOfPeople: readonly Role[] = ['person', 'representative', 'advocate']

type Row = Selectable<Database['consent']> & { status: Consent['status'] }

export const toConsent = (row: Row): Consent => ({
  id: row.consent_id,
  personId: row.person_id,
  organisationId: row.organisation_id,
  purpose: row.purpose,
  givenHow: row.given_how,
  giver: row.giver,
  saidFor:
    row.said_on === null || row.evidence === null
      ? null
      : { giver: row.giver, saidOn: row.said_on, evidence: row.evidence },
  until: row.until_on,
  status: row.status,
  givenAt: row.given_at.toISOString(),
  recordedBy: row.recorded_by,
  withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
  withdrawnBy: row.withdrawn_as,
  withdrawalSaidFor:
    row.withdrawn_said_on && row.withdrawn_how && row.withdrawn_present && row.withdrawn_evidence
      ? {
          saidOn: row.withdrawn_said_on,
          how: row.withdrawn_how,
          present: row.withdrawn_present,
          evidence: row.withdrawn_evidence,
        }
      : null,
})

export const consents = (reads: Reads, { commissionerId }: Pick<Actor, 'commissionerId'>) =>
  reads
    .selectFrom('consent')
    .selectAll('consent')
    .select(
      sql<Consent['status']>`case when consent.withdrawn_at is not null then 'withdrawn'
        when consent.lapsed_at is not null or consent.until_on < current_day() then 'ended' else 'in-force' end`.as(
        'status',
      ),
    )
    .where('consent.commissioner_id', '=', commissionerId)

export async function insertConsent(tx: Tx, actor: Actor, consent: Consent): Promise<void> {
  await tx
    .insertInto('consent')
    .values({
      commissioner_id: actor.commissionerId,
      consent_id: consent.id,
      person_id: consent.personId,
      organisation_id: consent.organisationId,
      purpose: consent.purpose,
      given_how: consent.givenHow,
      giver: consent.giver,
      said_on: consent.saidFor?.saidOn ?? null,
      evidence: consent.saidFor?.evidence ?? null,
      until_on: consent.until,
      given_at: new Date(consent.givenAt),
      recorded_by: consent.recordedBy,
    })
    .execute()
}

/** What the person agreed to last, for this organisation and purpose. */
export async function findLastConsent(
  reads: Reads,
  actor: Actor,
  personId: string,
  { organisationId, purpose }: Pick<Consent, 'organisationId' | 'purpose'>,
): Promise<Consent | undefined> {
  const row = await consents(reads, actor)
    .where('person_id', '=', personId)
    .where('organisation_id', '=', organisationId)
    .where('purpose', '=', purpose)
    .orderBy('consent_id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && toConsent(row)
}

/**
 * Who the actor is to a person whom they see, when it comes to what the person agrees to. Who acts for them does so while a case is under way
 * on whose team they stand, or after the last one has ended, until it is handed over; and is never staff because they act no longer.
 */
export async function findParty(reads: Reads, actor: Actor, personId: string): Promise<Party> {
  if (actor.machine) return 'staff'
  const { commissionerId, actorId } = actor
  const row = await reads
    .selectNoFrom([
      sql<boolean>`exists (select from sign_in s where s.commissioner_id = ${commissionerId} and s.person_id = ${personId}
        and s.subject = ${actorId} and s.ended_at is null)`.as('person'),
      sql<boolean>`exists (select from case_member m
        join budget_case c on c.commissioner_id = ${theTenant} and c.case_id = m.case_id
        where m.commissioner_id = ${commissionerId} and m.actor_id = ${actorId} and m.case_role = 'representative'
          and place_holds(m.left_at, m.until_on) and c.person_id = ${personId} and ${notHandedOver}
          and (c.ended_at is null or not exists (select from budget_case o where o.commissioner_id = ${theTenant}
            and o.person_id = c.person_id and o.ended_at is null)))`.as('representative'),
    ])
    .executeTakeFirstOrThrow()
  if (row.person) return 'person'
  if (row.representative) return 'representative'
  if (actor.roles.every((role) => rolesOfPeople.includes(role)))
    throw new Problem('case-role-required', 'You act for this person no longer')
  return 'staff'
}

/** Locks the person whose consent it is, where the actor may see them: whatever changes what a person agreed to waits its turn here. */
export async function lockPersonOfConsent(tx: Tx, actor: Actor, consentId: string): Promise<boolean> {
  const row = await visiblePeople(tx, asking(actor))
    .where('person.person_id', '=', (eb) =>
      eb
        .selectFrom('consent')
        .select('person_id')
        .where('commissioner_id', '=', actor.commissionerId)
        .where('consent_id', '=', consentId),
    )
    .forNoKeyUpdate('person')
    .executeTakeFirst()
  return row !== undefined
}

export async function findConsent(reads: Reads, actor: Actor, consentId: string): Promise<Consent | undefined> {
  const row = await consents(reads, actor).where('consent_id', '=', consentId).executeTakeFirst()
  return row && toConsent(row)
}

export async function setConsentWithdrawn(
  tx: Tx,
  actor: Actor,
  consentId: string,
  { by, saidFor }: { readonly by: Party; readonly saidFor: SaidFor | null },
  at: Date,
): Promise<void> {
  await tx
    .updateTable('consent')
    .set({
      withdrawn_at: at,
      withdrawn_by: actor.actorId,
      withdrawn_as: by,
      withdrawn_said_on: saidFor?.saidOn ?? null,
      withdrawn_how: saidFor?.how ?? null,
      withdrawn_present: saidFor?.present ?? null,
      withdrawn_evidence: saidFor?.evidence ?? null,
    })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('consent_id', '=', consentId)
    .execute()
}

/** Keeps that a consent ended with its last day. */
export async function setConsentLapsed(tx: Tx, actor: Actor, consentId: string, at: Date): Promise<boolean> {
  const row = await tx
    .updateTable('consent')
    .set({ lapsed_at: at })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('consent_id', '=', consentId)
    .where('withdrawn_at', 'is', null)
    .where('lapsed_at', 'is', null)
    .returning('consent_id')
    .executeTakeFirst()
  return row !== undefined
}

/** Consents whose last day is over and that nobody has closed yet. */
export async function listToLapse(reads: Reads, actor: Actor, most: number): Promise<Consent[]> {
  const rows = await consents(reads, actor)
    .where('until_on', '<', sql<string>`current_day()`)
    .where('withdrawn_at', 'is', null)
    .where('lapsed_at', 'is', null)
    .orderBy('until_on')
    .limit(most)
    .execute()
  return rows.map(toConsent)
}

/** One row more than a page, newest first. */
export async function listConsents(
  reads: Reads,
  actor: Actor,
  personId: string,
  page: PageRequest,
): Promise<Consent[]> {
  const rows = await consents(reads, actor)
    .where('person_id', '=', personId)
    .$if(page.after !== undefined, (query) => query.where('consent_id', '<', page.after ?? ''))
    .orderBy('consent_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toConsent)
}
