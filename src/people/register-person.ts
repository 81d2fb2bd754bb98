import type { Static } from '@sinclair/typebox'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { londonDate } from '../shared/dates.ts'
import { requireBirthday } from './born-on-field.ts'
import { findDoubles, withDoubles } from './find-doubles.ts'
import { requireName } from './names-field.ts'
import { nhsNumberIn } from './nhs-number-field.ts'
import { insertPerson } from './repository.ts'
import type { NewPerson, Person, PersonRecord } from './schemas.ts'

/** Registers a person. Who registers them has to do with them until there is a case, and can open one. */
export async function registerPerson(
  tx: Tx,
  { actor, now }: Context,
  input: Static<typeof NewPerson>,
): Promise<Answer<Person>> {
  requireBirthday(input.bornOn, londonDate(now))
  requireName(input)
  const person: PersonRecord = {
    id: newId(),
    ...input,
    nhsNumber: nhsNumberIn(input.nhsNumber),
    registeredAt: now.toISOString(),
    joinedInto: null,
  }
  await Promise.all([
    insertPerson(tx, actor, person),
    record(tx, actor, { type: 'person.registered', subjectId: person.id, caseId: null, at: now }),
  ])
  await findDoubles(tx, actor, person, now)
  return created(await withDoubles(tx, actor, person), `/v1/people/${person.id}`, 1)
}
