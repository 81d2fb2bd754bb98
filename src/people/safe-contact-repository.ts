import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import { theTenant } from '../platform/database/slots.ts'

/** What was said last of how a person can be reached safely, on their record or on one that was joined into it: a row, or none. */
export const saidOfContact = (personId: RawBuilder<unknown>) =>
  sql<Selectable<Database['safe_contact']>>`(select k.* from safe_contact k where k.commissioner_id = ${theTenant}
    and k.person_id in (select ${personId} union all select j.person_id from person j
      where j.commissioner_id = ${theTenant} and j.joined_into = ${personId})
    order by k.set_at desc limit 1)`
