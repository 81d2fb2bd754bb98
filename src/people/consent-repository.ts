import type { Selectable } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { visiblePeople } from './repository.ts'
import type { Consent } from './schemas.ts'

const toConsent = (row: Selectable<Database['consent']>): Consent => ({
  id: row.consent_id,
  personId: row.person_id,
  organisationId: row.organisation_id,
  purpose: row.purpose,
  givenHow: row.given_how,
  givenAt: row.given_at.toISOString(),
  recordedBy: row.recorded_by,
  withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
})

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
      given_at: new Date(consent.givenAt),
      recorded_by: consent.recordedBy,
    })
    .execute()
}

/** Locks the person whose consent it is, where the actor may see them: whatever changes what a person agreed to waits its turn here. */
export async function lockPersonOfConsent(tx: Tx, actor: Actor, consentId: string): Promise<boolean> {
  const row = await visiblePeople(tx, actor)
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
  const row = await reads
    .selectFrom('consent')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('consent_id', '=', consentId)
    .executeTakeFirst()
  return row && toConsent(row)
}

export async function setConsentWithdrawn(tx: Tx, actor: Actor, consentId: string, at: Date): Promise<void> {
  await tx
    .updateTable('consent')
    .set({ withdrawn_at: at, withdrawn_by: actor.actorId })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('consent_id', '=', consentId)
    .execute()
}

/** One row more than a page, newest first. */
export async function listConsents(
  reads: Reads,
  actor: Actor,
  personId: string,
  page: PageRequest,
): Promise<Consent[]> {
  const rows = await reads
    .selectFrom('consent')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('person_id', '=', personId)
    .$if(page.after !== undefined, (query) => query.where('consent_id', '<', page.after ?? ''))
    .orderBy('consent_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toConsent)
}

/** Gives what one record agreed to, to the one that goes on. */
export async function moveConsents(tx: Tx, actor: Actor, fromId: string, toId: string): Promise<void> {
  await tx
    .updateTable('consent')
    .set({ person_id: toId })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('person_id', '=', fromId)
    .execute()
}
