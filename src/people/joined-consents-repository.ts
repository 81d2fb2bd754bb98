import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { Party } from '../rules/people/consent.ts'
import { consents, toConsent } from './consent-repository.ts'
import type { Consent } from './consent-schemas.ts'

/**
 * What one record agrees to and the other took back last, each with who took it back: unless the person agreed by their own sign-in after that.
 */
export async function listTakenBackBy(
  tx: Tx,
  actor: Actor,
  agreedId: string,
  takenBackId: string,
): Promise<{ readonly consent: Consent; readonly by: Party }[]> {
  const rows = await consents(tx, actor)
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('consent as o')
          .select(['o.withdrawn_as as other_withdrawn_as', 'o.withdrawn_at as other_withdrawn_at'])
          .where('o.commissioner_id', '=', theTenant)
          .where('o.person_id', '=', takenBackId)
          .whereRef('o.organisation_id', '=', 'consent.organisation_id')
          .whereRef('o.purpose', '=', 'consent.purpose')
          .orderBy('o.consent_id', 'desc')
          .limit(1)
          .as('last'),
      (join) => join.onTrue(),
    )
    .select('last.other_withdrawn_as')
    .where('consent.person_id', '=', agreedId)
    .where('consent.withdrawn_at', 'is', null)
    .where('consent.lapsed_at', 'is', null)
    .where(
      sql<boolean>`(consent.said_on is not null or consent.giver <> 'person' or consent.given_at < last.other_withdrawn_at)`,
    )
    .execute()
  return rows.flatMap((row) =>
    row.other_withdrawn_as === null ? [] : [{ consent: toConsent(row), by: row.other_withdrawn_as }],
  )
}

/** What one record agrees to that the other agrees to as well. */
export async function listAgreedTwice(tx: Tx, actor: Actor, fromId: string, toId: string): Promise<Consent[]> {
  const rows = await consents(tx, actor)
    .where('person_id', '=', fromId)
    .where('withdrawn_at', 'is', null)
    .where('lapsed_at', 'is', null)
    .where(
      sql<boolean>`exists (select from consent o where o.commissioner_id = ${theTenant} and o.person_id = ${toId}
        and o.organisation_id = consent.organisation_id and o.purpose = consent.purpose and o.withdrawn_at is null and o.lapsed_at is null)`,
    )
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
