import { sql } from 'kysely'
import { saidOfContact } from '../people/safe-contact-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { insertMany } from '../platform/database/insert-many.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { CaseRole } from '../rules/sign-off/sign-off-rules.ts'
import { findAddresses } from './addresses-repository.ts'
import type { KeptContact } from './schemas.ts'

/** Who set it. */
export type Setter = 'person' | 'care-coordinator' | 'commissioner-officer'

const nothingSaid = {
  ...{ mayEmail: true, mayText: true, mayPost: true, hours: null, pause: null, notTo: [], setAt: null, saidFor: null },
  version: 0,
}

/** How a person can be reached; version 0 as long as nobody said anything. */
export async function findSafeContact(reads: Reads, actor: Actor, personId: string): Promise<KeptContact> {
  const [row, own] = await Promise.all([
    reads
      .selectFrom(saidOfContact(sql`${personId}::uuid`).as('s'))
      .selectAll()
      .executeTakeFirst(),
    reads
      .selectFrom('safe_contact')
      .select('version')
      .where('commissioner_id', '=', actor.commissionerId)
      .where('person_id', '=', personId)
      .executeTakeFirst(),
  ])
  const of = row?.person_id ?? personId
  const [addresses, notTo] = await Promise.all([
    findAddresses(reads, actor, { personId: of, actorId: null }),
    reads
      .selectFrom('safe_contact_not_to')
      .select('case_member_id')
      .where('commissioner_id', '=', actor.commissionerId)
      .where('person_id', '=', of)
      .orderBy('case_member_id')
      .execute(),
  ])
  const { email, phone, postalAddress = null } = addresses
  const known = { personId, email, phone, postalAddress }
  if (!row) return { ...known, ...nothingSaid }
  const { from_time: from, to_time: to, said_on: saidOn, how, present, evidence } = row
  return {
    ...known,
    mayEmail: row.may_email,
    mayText: row.may_text,
    mayPost: row.may_post,
    hours: from === null || to === null ? null : { from, to },
    pause: row.paused ? { until: row.paused_until } : null,
    notTo: notTo.map(({ case_member_id }) => case_member_id),
    setAt: row.set_at.toISOString(),
    saidFor:
      saidOn === null || how === null || present === null || evidence === null
        ? null
        : { saidOn, how, present, evidence },
    // What was said on a record that was joined into this one was never a version of it.
    version: own?.version ?? 0,
  }
}

/** Keeps how a person can be reached, under the lock on the person. */
export async function setSafeContactOf(
  tx: Tx,
  { commissionerId, actorId }: Actor,
  contact: KeptContact,
  setAs: Setter,
  now: Date,
): Promise<void> {
  const { personId, hours, pause, saidFor } = contact
  const row = {
    ...{ may_email: contact.mayEmail, may_text: contact.mayText, may_post: contact.mayPost },
    ...{ from_time: hours?.from ?? null, to_time: hours?.to ?? null },
    ...{ paused: pause !== null, paused_until: pause?.until ?? null },
    ...{ said_on: saidFor?.saidOn ?? null, how: saidFor?.how ?? null },
    ...{ present: saidFor?.present ?? null, evidence: saidFor?.evidence ?? null },
    ...{ set_by: actorId, set_as: setAs, set_at: now, version: contact.version },
  }
  await tx
    .insertInto('safe_contact')
    .values({ commissioner_id: commissionerId, person_id: personId, ...row })
    .onConflict((conflict) => conflict.columns(['commissioner_id', 'person_id']).doUpdateSet(row))
    .execute()
  await tx
    .deleteFrom('safe_contact_not_to')
    .where('commissioner_id', '=', commissionerId)
    .where('person_id', '=', personId)
    .execute()
  const rows = contact.notTo.map((case_member_id) => ({
    ...{ commissioner_id: commissionerId, person_id: personId, case_member_id },
  }))
  insertMany(tx, 'safe_contact_not_to', rows)
}

/** The roles in which these are, or were, on teams of the person's cases, by their identifiers. */
export async function listRolesOf(
  reads: Reads,
  personId: string,
  memberIds: readonly string[],
): Promise<ReadonlyMap<string, CaseRole>> {
  if (memberIds.length === 0) return new Map()
  const rows = await reads
    .selectFrom('case_member as m')
    .innerJoin('budget_case as c', (join) =>
      join.on('c.commissioner_id', '=', theTenant).onRef('c.case_id', '=', 'm.case_id'),
    )
    .select(['m.case_member_id', 'm.case_role'])
    .where('m.commissioner_id', '=', theTenant)
    .where('c.person_id', '=', personId)
    .where(sql<boolean>`m.case_member_id = any(${memberIds}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.case_member_id, row.case_role]))
}
