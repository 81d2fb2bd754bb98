import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { LocalDate } from '../shared/dates.ts'

/**
 * Locks the person of a case, and then every case of theirs, oldest first, before any of them is looked at. Whatever is done to all cases of somebody
 * because of one begins here: two that lock one case each, and then the others, would wait for each other; and none is opened meanwhile.
 */
export async function lockWithOthers(tx: Tx, { commissionerId }: Actor, caseId: string): Promise<void> {
  const personId = tx
    .selectFrom('budget_case as c')
    .select('c.person_id')
    .where('c.commissioner_id', '=', theTenant)
    .where('c.case_id', '=', caseId)
  await tx
    .selectFrom('person')
    .select('person_id')
    .where('commissioner_id', '=', commissionerId)
    .where('person_id', '=', personId)
    .forNoKeyUpdate()
    .execute()
  await tx
    .selectFrom('budget_case')
    .select('case_id')
    .where('commissioner_id', '=', commissionerId)
    .where('person_id', '=', personId)
    .orderBy('case_id')
    .forUpdate()
    .execute()
}

/** A death of which somebody wrote down on a case of the person that it happened. */
export interface RecordedDeath {
  readonly diedOn: LocalDate
  /** Whether a second person has confirmed it, or a case ended by it where nothing was agreed. */
  readonly confirmed: boolean
}

/** Two have said that a death was an error, or the person that they are alive: on the case of `e`, after this report `h` was recorded. */
const alive = sql`exists (select from death_report e join budget_case o on o.commissioner_id = ${theTenant} and o.case_id = e.case_id
  where e.commissioner_id = ${theTenant} and o.person_id = c.person_id and (e.denied or e.error_confirmed_at is not null)
    and (e.death_report_id >= h.death_report_id or coalesce(e.error_confirmed_at, e.closed_at) > h.reported_at))`

/** The earliest death that is recorded on any case of the person, be it confirmed or not, where nobody who can has said since that they are alive. */
export async function findDeath(
  reads: Reads,
  { commissionerId }: Actor,
  personId: string,
): Promise<RecordedDeath | undefined> {
  const row = await reads
    .selectFrom('budget_case as c')
    .innerJoin('death_report as h', (join) =>
      join.on('h.commissioner_id', '=', theTenant).onRef('h.case_id', '=', 'c.case_id'),
    )
    .select(['h.died_on', 'h.outcome'])
    .where('c.commissioner_id', '=', commissionerId)
    .where('c.person_id', '=', personId)
    .where(sql<boolean>`(h.closed_at is null or h.outcome = 'confirmed' and not ${alive})`)
    .orderBy('h.died_on')
    .limit(1)
    .executeTakeFirst()
  return row && { diedOn: row.died_on, confirmed: row.outcome !== null }
}
