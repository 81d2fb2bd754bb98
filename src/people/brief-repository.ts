import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PersonInBrief } from './schemas.ts'

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
    .select([
      'p.person_id',
      'p.given_name',
      'p.family_name',
      'p.language',
      'p.interpreter_needed',
      'p.communication_needs',
    ])
    .where('c.commissioner_id', '=', commissionerId)
    .where('c.case_id', '=', caseId)
    .executeTakeFirst()
  return (
    row && {
      id: row.person_id,
      givenName: row.given_name,
      familyName: row.family_name,
      language: row.language,
      interpreterNeeded: row.interpreter_needed,
      communicationNeeds: row.communication_needs,
    }
  )
}
