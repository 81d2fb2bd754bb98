import { type SqlBool, sql } from 'kysely'
import { theTenant } from '../platform/database/slots.ts'

/** Whether the person of the case `c` is taken for dead: they died, or it was said that they did. */
export const died = sql<boolean>`exists (select from budget_case b left join death_report h
    on h.commissioner_id = ${theTenant} and h.case_id = b.case_id and h.closed_at is null
  where b.commissioner_id = ${theTenant} and b.person_id = c.person_id and (b.ending = 'died' or h.case_id is not null) offset 0)`

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

/** The account of the case `c` that is paid into no longer, since who gave it acts for the person no more; null where it has none such. */
export const accountOfLeft = sql<{
  id: string
} | null>`(select json_build_object('id', a.bank_account_id) from bank_account a
  where a.commissioner_id = ${theTenant} and a.case_id = c.case_id and a.status = 'confirmed' and ${giverLeft('a')})`

/** That the signature `s` counts: one that the person says is not theirs does not, and nothing that is made of signatures has it. */
export const signatureCounts = sql<SqlBool>`not exists (select from said_for f where f.commissioner_id = ${theTenant}
  and f.said_for_id = s.said_for_id and f.objected_at is not null)`
