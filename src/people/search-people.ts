import type { Static } from '@sinclair/typebox'
import { countAttempt } from '../attempts/attempts-repository.ts'
import { noteSeen } from '../platform/access/seen.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { foldName, lettersOf } from '../rules/people/folded-names.ts'
import { isNhsNumberSystem } from '../rules/people/identifiers.ts'
import { isBornOn } from '../rules/people/sign-ins.ts'
import { listPeopleByLetters } from './letters-repository.ts'
import { toMatch } from './match.ts'
import { nhsNumberIn } from './nhs-number-field.ts'
import { listPeopleByIdentifier, listPeopleByNhsNumber, listWithinReach } from './repository.ts'
import type { PersonRecord, PersonSearch, PersonSearchResult } from './schemas.ts'

type Search = Static<typeof PersonSearch>

/**
 * Looks a person up by NHS number, or what another system knows them by, and a second fact, so that a number alone tells nothing, or by both names and the day of birth. Who looked, what for, and whether somebody was found,
 * goes into the audit; what they sent does not. Who is kept out of a record is answered as if there were none, and the audit knows whose it was.
 */
export async function searchPeople(
  tx: Tx,
  { actor, now }: Context,
  search: Search,
): Promise<Answer<Static<typeof PersonSearchResult>>> {
  const nhsNumber = nhsNumberIn(search.nhsNumber)
  requireEnough(search)
  const [people] = await Promise.all([
    candidates(tx, actor.commissionerId, search, nhsNumber),
    countAttempt(tx, actor, 'person-search', now),
  ])
  const fitting = people.filter((person) => fitsSearch(person, search, nhsNumber)).slice(0, 10)
  const reach = await listWithinReach(
    tx,
    actor,
    fitting.map(({ id }) => id),
  )
  const found = fitting.filter(({ id }) => reach.has(id))
  for (const { id: personId } of found) noteSeen(tx, { caseId: null, personId, ground: 'searched' })
  await record(tx, actor, {
    type: 'person.searched',
    subjectId: fitting[0]?.id ?? newId(),
    caseId: null,
    at: now,
    facts: { found: found.length > 0, purpose: search.purpose },
  })
  return done({ items: found.map(toMatch) })
}

/** Those whom the number, the identifier or the names find; what else is said has yet to fit. */
function candidates(tx: Tx, commissionerId: string, search: Search, nhsNumber: string | null) {
  const { identifier = null, givenName = null, familyName } = search
  if (identifier !== null) return listPeopleByIdentifier(tx, commissionerId, identifier)
  if (nhsNumber !== null) return listPeopleByNhsNumber(tx, commissionerId, nhsNumber)
  return listPeopleByLetters(tx, commissionerId, lettersOf({ givenName, familyName }))
}

/** That what is given is enough to tell one person from others. */
function requireEnough({ nhsNumber, identifier = null, bornOn, familyName, givenName = null }: Search): void {
  if (identifier !== null && isNhsNumberSystem(identifier.slice(0, identifier.indexOf('|'))))
    throw invalidAt('/identifier', 'is an NHS number: give it as `nhsNumber`')
  const needed = { bornOn, familyName, givenName }
  const lacking = Object.entries(needed).filter(([, value]) => value === null)
  if (nhsNumber === null && identifier === null && lacking.length > 0)
    throw new Problem('request-invalid', 'Without the NHS number, say both names and when the person was born', {
      errors: lacking.map(([name]) => ({
        pointer: `/${name}`,
        code: 'required',
        detail: 'must not be null where the NHS number is null',
      })),
    })
  if (bornOn !== null || familyName !== null) return
  throw new Problem('request-invalid', 'Say when the person was born, or their family name', {
    errors: [{ pointer: '/bornOn', code: 'required', detail: 'must not be null where the family name is null' }],
  })
}

function fitsSearch(
  person: PersonRecord,
  { identifier = null, bornOn, familyName }: Search,
  nhsNumber: string | null,
): boolean {
  if (nhsNumber !== null && person.nhsNumber !== nhsNumber) return false
  if (bornOn !== null && !isBornOn(person.bornOn, bornOn)) return false
  // By names, the letters of both fit already, whichever was written first.
  if ((nhsNumber === null && identifier === null) || familyName === null) return true
  return foldName(person.familyName ?? person.givenName ?? '') === foldName(familyName)
}
