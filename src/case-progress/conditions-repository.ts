import { sql } from 'kysely'
import { theTenant } from '../platform/database/slots.ts'

/** Whether the person of the case `c` is taken for dead: they died, or it was said that they did. */
export const died = sql<boolean>`exists (select from budget_case b left join death_report h
    on h.commissioner_id = ${theTenant} and h.case_id = b.case_id and h.closed_at is null
  where b.commissioner_id = ${theTenant} and b.person_id = c.person_id and (b.ending = 'died' or h.case_id is not null) offset 0)`
