import type { Static } from '@sinclair/typebox'
import { lockCasesOfPerson } from '../case-access/repository.ts'
import { setPersonName } from '../case-team/repository.ts'
import { dropNumbers } from '../identifiers/drop-numbers.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, checkVersion, done, orNotFound } from '../platform/http/operation.ts'
import { fullName } from '../rules/people/names.ts'
import { londonDate } from '../shared/dates.ts'
import { mergePatch } from '../shared/merge-patch.ts'
import { requireBirthday } from './born-on-field.ts'
import { findDoubles, withDoubles } from './find-doubles.ts'
import { endConfirmations } from './identity-repository.ts'
import { forgetProposals } from './likely-doubles-repository.ts'
import { requireName } from './names-field.ts'
import { nhsNumberIn } from './nhs-number-field.ts'
import { lockPerson, setPerson } from './repository.ts'
import type { Person, PersonPatch, PersonRecord } from './schemas.ts'

/** Changes what is recorded of a person. A new name is the one that the teams of their cases read, and that is signed with, from now on. */
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
  const person = mergePatch<PersonRecord>(
    before,
    patch.nhsNumber === undefined ? patch : { ...patch, nhsNumber: nhsNumberIn(patch.nhsNumber) },
  )
  requireName(person)
  const name = fullName(person)
  const renamed = name !== fullName(before)
  const numbered = person.nhsNumber !== before.nhsNumber
  const another = renamed || numbered || person.bornOn !== before.bornOn
  // What was confirmed was another record: whoever is meant now is confirmed again.
  const unconfirmed = another && (await endConfirmations(tx, actor, personId, now)) > 0
  // Those of the cases can hold the number too: none is set on them meanwhile.
  const cases = renamed || unconfirmed || numbered ? await lockCasesOfPerson(tx, actor, personId) : []
  if (renamed) {
    const inFlight = cases.filter((one) => one.inFlight).map(({ id }) => id)
    await setPersonName(tx, actor, inFlight, name)
  }
  await Promise.all([
    setPerson(tx, actor, person, version + 1),
    record(tx, actor, {
      type: 'person.changed',
      subjectId: personId,
      caseId: null,
      at: now,
      facts: { fields: Object.keys(patch) },
    }),
    unconfirmed &&
      record(tx, actor, { type: 'person.identity-unconfirmed', subjectId: personId, caseId: null, at: now }),
  ])
  if (numbered) await dropNumbers(tx, context, personId)
  if (another) {
    await forgetProposals(tx, actor, personId)
    await findDoubles(tx, actor, person, now)
  }
  return done(await withDoubles(tx, actor, person), version + 1)
}
