import type { Reads } from '../platform/database/database.ts'
import { toPerson } from './repository.ts'
import type { PersonRecord } from './schemas.ts'

/**
 * Those who are, or were once, recorded with names of these letters. They are few: the day of birth, which the record can hold in part, tells them
 * apart.
 */
export async function listPeopleByLetters(
  reads: Reads,
  commissionerId: string,
  letters: string,
): Promise<PersonRecord[]> {
  const rows = await reads
    .selectFrom('person')
    .selectAll()
    .where('commissioner_id', '=', commissionerId)
    .where((eb) =>
      eb(
        'person_id',
        'in',
        eb
          .selectFrom('recorded_identity as r')
          .select('r.person_id')
          .where('r.commissioner_id', '=', commissionerId)
          .where('r.name_letters', '=', letters),
      ),
    )
    .where('joined_into', 'is', null)
    .limit(100)
    .execute()
  return rows.map(toPerson)
}
