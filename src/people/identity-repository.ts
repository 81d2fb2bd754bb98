import { type Selectable, sql } from 'kysely'
import type { Case } from '../case-access/case.ts'
import { toCase, visibleCases } from '../case-access/visible-repository.ts'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { preparedByActor } from '../platform/database/prepared.ts'
import { eachPage, type PagePlaces, placesOf } from '../platform/database/prepared-pages.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { IdentityConfirmation, UnconfirmedIdentity } from './identity-schemas.ts'

const toConfirmation = (row: Selectable<Database['identity_confirmation']>): IdentityConfirmation => ({
  id: row.identity_confirmation_id,
  personId: row.person_id,
  source: row.source,
  evidence: row.evidence,
  confirmedOn: row.confirmed_on,
  confirmedBy: row.confirmed_by,
  organisationId: row.organisation_id,
  recordedAt: row.recorded_at.toISOString(),
})

/** The newest that has not fallen away. */
export async function findConfirmation(
  reads: Reads,
  { commissionerId }: Actor,
  personId: string,
): Promise<IdentityConfirmation | null> {
  const row = await reads
    .selectFrom('identity_confirmation')
    .selectAll()
    .where('commissioner_id', '=', commissionerId)
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .orderBy('identity_confirmation_id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? toConfirmation(row) : null
}

/** Keeps a confirmation. The record of the person shows it, and so is another version. */
export async function insertConfirmation(tx: Tx, actor: Actor, confirmation: IdentityConfirmation): Promise<void> {
  const ofPerson = { commissioner_id: actor.commissionerId, person_id: confirmation.personId }
  await tx
    .insertInto('identity_confirmation')
    .values({
      ...ofPerson,
      identity_confirmation_id: confirmation.id,
      source: confirmation.source,
      evidence: confirmation.evidence,
      confirmed_on: confirmation.confirmedOn,
      confirmed_by: confirmation.confirmedBy,
      organisation_id: confirmation.organisationId,
      recorded_at: new Date(confirmation.recordedAt),
      ended_at: null,
    })
    .execute()
  await tx
    .updateTable('person')
    .set({ version: sql`version + 1` })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('person_id', '=', confirmation.personId)
    .execute()
}

/** Ends what was confirmed of a record that says something else now; gives how many there were. */
export async function endConfirmations(tx: Tx, actor: Actor, personId: string, now: Date): Promise<number> {
  const ended = await tx
    .updateTable('identity_confirmation')
    .set({ ended_at: now })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .returning('identity_confirmation_id')
    .execute()
  return ended.length
}

const unconfirmed = eachPage((of) =>
  preparedByActor((reads: Reads, actor, page: PagePlaces) =>
    visibleCases(reads, actor)
      .select(
        sql<number | null>`(select p.agreed_pence from support_plan p where p.commissioner_id = ${theTenant}
          and p.case_id = c.case_id and p.status in ('agreed', 'active'))`.as('agreed_pence'),
      )
      .where('c.ended_at', 'is', null)
      .where(sql<boolean>`not c.identity_confirmed`)
      .$if(of === 'later', (query) => query.where('c.case_id', '<', page.after))
      .orderBy('c.case_id', 'desc')
      .limit(page.rows),
  ),
)

/** The cases under way, of those that the actor sees, whose person nobody independent has confirmed. One row more than a page, newest first. */
export async function listUnconfirmed(
  reads: Reads,
  actor: Actor,
  page: PageRequest,
): Promise<(UnconfirmedIdentity & { of: Case })[]> {
  const rows = await unconfirmed(page)(reads, actor, placesOf(page))
  return rows.map((row) => ({
    id: row.case_id,
    of: toCase(row),
    personId: row.person_id,
    schemeId: row.scheme_id,
    trustId: row.trust_id,
    step: row.step,
    agreedPence: row.agreed_pence,
    openedAt: row.opened_at.toISOString(),
  }))
}
