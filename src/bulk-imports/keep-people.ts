import { insertIdentifiers } from '../identifiers/repository.ts'
import { requireBirthday } from '../people/born-on-field.ts'
import {
  insertPeople,
  keepLikePeople,
  listPeopleByIdentifiers,
  listPeopleOfNumbers,
} from '../people/bringing-over-repository.ts'
import { requireName } from '../people/names-field.ts'
import { nhsNumberIn } from '../people/nhs-number-field.ts'
import type { PersonRecord } from '../people/schemas.ts'
import { record } from '../platform/audit/audit.ts'
import { orThrow } from '../platform/http/errors.ts'
import { newId } from '../platform/work/new-id.ts'
import { identifierTaken, tokenOf } from '../rules/people/identifiers.ts'
import { londonDate } from '../shared/dates.ts'
import {
  differs,
  itself,
  type LineKind,
  made,
  noteMatched,
  refusedAt,
  thereAlready,
  underIdentifier,
} from './judged.ts'
import type { PersonLine } from './line-schemas.ts'

const fields = [
  'nhsNumber',
  'givenName',
  'familyName',
  'bornOn',
  'ethnicCategory',
  'language',
  'interpreterNeeded',
  'communicationNeeds',
] as const

/** Registers people by the rules by which one is registered, many at once. Whose NHS number is recorded already is not registered again. */
export const people: LineKind<PersonLine> = {
  check(value, { now }) {
    requireBirthday(value.bornOn, londonDate(now))
    requireName(value)
    const nhsNumber = nhsNumberIn(value.nhsNumber)
    orThrow(underIdentifier(identifierTaken('person', value.identifier, nhsNumber === null ? [] : [nhsNumber])))
    return { ...value, nhsNumber }
  },
  once: (value) => [
    itself(value),
    ...(value.nhsNumber === null ? [] : [{ pointer: '/nhsNumber', text: `nhs number ${value.nhsNumber}` }]),
  ],
  async keep(tx, context, lines, { dryRun }) {
    const { actor, now } = context
    const numbers = lines.flatMap(({ value }) => value.nhsNumber ?? [])
    const [known, ofNumbers] = await Promise.all([
      listPeopleByIdentifiers(
        tx,
        actor,
        lines.map(({ value }) => tokenOf(value.identifier)),
      ),
      listPeopleOfNumbers(tx, actor, numbers),
    ])
    noteMatched(
      tx,
      [...[...known.values()].flatMap((person) => person?.id ?? []), ...ofNumbers.values()],
      lines,
      ({ identifier, nhsNumber }) => Boolean(known.get(tokenOf(identifier))) || ofNumbers.has(nhsNumber ?? ''),
    )
    const fresh: { readonly person: PersonRecord; readonly identifier: PersonLine['identifier'] }[] = []
    const judged = lines.map(({ line, value: { identifier, ...value } }) => {
      const before = known.get(tokenOf(identifier))
      if (before === null)
        return refusedAt(line, '/identifier', 'identifier-taken', 'is the identifier of something else')
      if (before) {
        const others = fields.filter((field) => before[field] !== value[field])
        return others.length === 0
          ? thereAlready(line, before.id)
          : differs(
              line,
              others.map((field) => `/${field}`),
            )
      }
      if (value.nhsNumber !== null && ofNumbers.has(value.nhsNumber))
        return refusedAt(
          line,
          '/nhsNumber',
          'nhs-number-recorded',
          'is that of a person who is recorded already: where it is them, set their identifier',
        )
      if (dryRun) return made(line, null)
      const person = { id: newId(), ...value, registeredAt: now.toISOString(), joinedInto: null }
      fresh.push({ person, identifier })
      return made(line, person.id)
    })
    if (fresh.length === 0) return judged
    insertPeople(
      tx,
      actor,
      fresh.map(({ person }) => person),
    )
    await insertIdentifiers(
      tx,
      actor,
      fresh.map(({ person: { id }, identifier }) => ({ of: { kind: 'person', id }, identifier })),
      now,
    )
    for (const { person } of fresh)
      await record(tx, actor, { type: 'person.registered', subjectId: person.id, caseId: null, at: now })
    const doubles = await keepLikePeople(
      tx,
      actor,
      fresh.map(({ person }) => person),
      now,
    )
    for (const { personId, ...facts } of doubles)
      await record(tx, actor, { type: 'person.likely-double-found', subjectId: personId, caseId: null, at: now, facts })
    return judged
  },
}
