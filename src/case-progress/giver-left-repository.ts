import { sql } from 'kysely'
import { theTenant } from '../platform/database/slots.ts'

/**
 * That the account was given by somebody who acted for the person and does not any more: it may be their own. They act still by a place that they
 * had when they gave it and that reaches money; one that they were given since says nothing of what they gave before.
 */
export const giverLeft = (
  account: string,
) => sql<boolean>`exists (select from case_member m where m.commissioner_id = ${theTenant}
  and m.case_id = ${sql.ref(`${account}.case_id`)} and m.actor_id = ${sql.ref(`${account}.proposed_by`)} and m.case_role = 'representative'
  and m.joined_at <= ${sql.ref(`${account}.proposed_at`)} and coalesce(m.left_at >= ${sql.ref(`${account}.proposed_at`)}, true)
  and not exists (select from case_member n where n.commissioner_id = ${theTenant} and n.case_id = m.case_id and n.actor_id = m.actor_id
    and n.case_role = 'representative' and n.joined_at <= ${sql.ref(`${account}.proposed_at`)} and place_holds(n.left_at, n.until_on)
    and coalesce((select r.for_property and coalesce(r.until_on >= current_day(), true) from representation r
      where r.commissioner_id = ${theTenant} and r.case_member_id = n.case_member_id), true) offset 0) offset 0)`
/** The same of who gave it and still acts, or never did. */
export const giverStays = sql<boolean>`not ${giverLeft('bank_account')}`
