import type { Selectable } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PersonInBrief } from './schemas.ts'

const columns = [
  'p.person_id',
  'p.given_name',
  'p.family_name',
  'p.language',
  'p.interpreter_needed',
  'p.communication_needs',
] as const
type Row = Pick<
  Selectable<Database['person']>,
  'communication_needs' | 'family_name' | 'given_name' | 'interpreter_needed' | 'language' | 'person_id'
>
const toBrief = (row: Row): PersonInBrief => ({
  id: row.person_id,
  givenName: row.given_name,
  familyName: row.family_name,
  language: row.language,
  interpreterNeeded: row.interpreter_needed,
  communicationNeeds: row.communication_needs,
})

/** Who the person of a case is, and how to speak with them. */
export async function findPersonInBrief(
  reads: Reads,
  { commissionerId }: Actor,
  caseId: string,
): Promise<PersonInBrief | undefined> {
  const row = await reads
    .selectFrom('budget_case as c')
    .innerJoin('person as p', (join) =>
      join.on('p.commissioner_id', '=', theTenant).onRef('p.person_id', '=', 'c.person_id'),
    )
    .select(columns)
    .where('c.commissioner_id', '=', commissionerId)
    .where('c.case_id', '=', caseId)
    .executeTakeFirst()
  return row && toBrief(row)
}

/** The same of several, by who they are; only of those whom the actor may be told. */
export async function listPeopleInBrief(
  reads: Reads,
  { commissionerId }: Actor,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PersonInBrief>> {
  if (ids.length === 0) return new Map()
  const rows = await reads
    .selectFrom('person as p')
    .select(columns)
    .where('p.commissioner_id', '=', commissionerId)
    .where((eb) => eb('p.person_id', '=', eb.fn.any(eb.val([...ids]))))
    .execute()
  return new Map(rows.map((row) => [row.person_id, toBrief(row)]))
}
