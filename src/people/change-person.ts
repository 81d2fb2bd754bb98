import type { Static } from '@sinclair/typebox'
import { lockCasesOfPerson } from '../case-access/repository.ts'
import { setPersonOnCases } from '../case-team/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, checkVersion, done, orNotFound } from '../platform/http/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { mergePatch } from '../shared/merge-patch.ts'
import { requireBirthday } from './born-on-field.ts'
import { nhsNumberIn } from './nhs-number-field.ts'
import { lockPerson, setPerson } from './repository.ts'
import type { Person, PersonPatch } from './schemas.ts'
import { checkSubject } from './subject-field.ts'

/** Changes what is recorded of a person. Who signs in as them, from now on, stands on their cases as the person; who did before does not. */
export async function changePerson(
  tx: Tx,
  context: Context,
  personId: string,
  patch: Static<typeof PersonPatch>,
): Promise<Answer<Person>> {
  const { actor, now } = context
  const { version, ...before } = orNotFound(await lockPerson(tx, actor, personId))
  checkVersion(context, version)
  if (patch.bornOn !== undefined) requireBirthday(patch.bornOn, londonDate(now))
  const person = mergePatch<Person>(
    before,
    patch.nhsNumber === undefined ? patch : { ...patch, nhsNumber: nhsNumberIn(patch.nhsNumber) },
  )
  if (person.subject !== before.subject) await checkSubject(tx, actor, personId, person.subject)
  // The cases before the person, as whoever writes on a case does: each waits for the other in one order.
  const cases = await lockCasesOfPerson(tx, actor, personId)
  const inFlight = cases.filter((one) => one.inFlight).map(({ id }) => id)
  const standing = { subject: person.subject, name: `${person.givenName} ${person.familyName}` }
  await Promise.all([
    setPerson(tx, actor, person, version + 1),
    person.subject === before.subject ? undefined : setPersonOnCases(tx, actor, inFlight, standing, now),
    record(tx, actor, {
      type: 'person.changed',
      subjectId: personId,
      caseId: null,
      at: now,
      facts: { fields: Object.keys(patch) },
    }),
  ])
  return done(person, version + 1)
}
