import type { Static } from '@sinclair/typebox'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { HealthNeedPatient } from './schemas.ts'

/** Whose need it is, as far as a practice asks it to know its patient. */
export async function findPatient(
  reads: Reads,
  { commissionerId }: Actor,
  id: string,
): Promise<Static<typeof HealthNeedPatient> | undefined> {
  const row = await reads
    .selectFrom('health_need as h')
    .innerJoin('budget_case as c', (join) =>
      join.on('c.commissioner_id', '=', theTenant).onRef('c.case_id', '=', 'h.case_id'),
    )
    .innerJoin('person as p', (join) =>
      join.on('p.commissioner_id', '=', theTenant).onRef('p.person_id', '=', 'c.person_id'),
    )
    .select(['p.given_name', 'p.family_name', 'p.born_on', 'p.nhs_number'])
    .where('h.commissioner_id', '=', commissionerId)
    .where('h.health_need_id', '=', id)
    .executeTakeFirst()
  return (
    row && {
      givenName: row.given_name,
      familyName: row.family_name,
      bornOn: row.born_on,
      nhsNumber: row.nhs_number,
    }
  )
}
