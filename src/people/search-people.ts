import type { Static } from '@sinclair/typebox'
import { v7 } from 'uuid'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { nhsNumberIn } from './nhs-number-field.ts'
import { findPersonByNhsNumber } from './repository.ts'
import type { PersonSearch, PersonSearchResult } from './schemas.ts'

/** Looks a person up by NHS number. Who looked, and whether somebody was found, goes into the audit; the number does not. */
export async function searchPeople(
  tx: Tx,
  { actor, now }: Context,
  input: Static<typeof PersonSearch>,
): Promise<Answer<Static<typeof PersonSearchResult>>> {
  const person = await findPersonByNhsNumber(tx, actor.commissionerId, nhsNumberIn(input.nhsNumber))
  await record(tx, actor, {
    type: 'person.searched',
    subjectId: person?.id ?? v7(),
    caseId: null,
    at: now,
    facts: { found: person !== undefined },
  })
  return done({ items: person ? [person] : [] })
}
