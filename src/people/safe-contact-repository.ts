import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import { humanOf } from '../platform/access/human-repository.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'

/** What was said last of how a person can be reached safely, on their record or on one that was joined into it: a row, or none. */
export const saidOfContact = (personId: RawBuilder<unknown>) =>
  sql<Selectable<Database['safe_contact']>>`(select k.* from safe_contact k where k.commissioner_id = ${theTenant}
    and k.person_id in (select ${personId} union all select j.person_id from person j
      where j.commissioner_id = ${theTenant} and j.joined_into = ${personId})
    order by k.set_at desc limit 1)`

/** Whether a person is taken for dead: they died, or it was said that they did. A death that was recorded in error is none. */
export const takenForDead = (personId: RawBuilder<unknown>) =>
  sql<boolean>`exists (select from budget_case b left join death_report d
      on d.commissioner_id = ${theTenant} and d.case_id = b.case_id and d.closed_at is null
    where b.commissioner_id = ${theTenant} and b.person_id = ${personId} and (b.ending = 'died' or d.case_id is not null) offset 0)`

/** That the human behind an account acts or speaks for a person, with this account or another: two accounts of one human are one. */
export const actsFor = (actorId: RawBuilder<unknown>, personId: RawBuilder<unknown>) =>
  sql<boolean>`exists (select from case_member m join budget_case o on o.commissioner_id = ${theTenant} and o.case_id = m.case_id
    where m.commissioner_id = ${theTenant} and o.person_id = ${personId} and m.case_role in ('representative', 'advocate')
      and m.left_at is null and ${humanOf('m.actor_id')} = ${humanOf(actorId)} offset 0)`

export async function actsForPerson(reads: Reads, { actorId }: Actor, personId: string): Promise<boolean> {
  const row = await reads
    .selectFrom('person as p')
    .select(actsFor(sql`${actorId}`, sql`p.person_id`).as('acts'))
    .where('p.commissioner_id', '=', theTenant)
    .where('p.person_id', '=', personId)
    .executeTakeFirst()
  return row?.acts ?? false
}
