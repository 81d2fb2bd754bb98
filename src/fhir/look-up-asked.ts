import type { Static } from '@sinclair/typebox'
import { type PersonSearch, searchPurposes } from '../people/schemas.ts'
import { isNhsNumberSystem, tokenOf } from '../rules/people/identifiers.ts'
import { wrongParameter } from './refusal.ts'

/** An identifier as it was sent, and whether it stands in no address. */
export interface SentIdentifier {
  readonly system: string
  readonly value: string
  readonly hidden: boolean
}

/** What makes of an identifier enough to look somebody up. */
export const aboutSomebody = ['birthdate', 'family', 'purpose'] as const

/** Whom to look up by an identifier of theirs, where one is given: a number alone tells nothing. */
export function lookUpIn(
  one: (name: (typeof aboutSomebody)[number]) => string | undefined,
  identifier: SentIdentifier | undefined,
): Static<typeof PersonSearch> | undefined {
  const [bornOn = null, familyName = null] = [one('birthdate')?.replace(/^eq/, ''), one('family')]
  if (!identifier) {
    const without = aboutSomebody.find((name) => one(name) !== undefined)
    if (without) throw wrongParameter(without, 'goes beside an identifier of a person')
    return undefined
  }
  const { system, value } = identifier
  if (bornOn === null && familyName === null)
    throw wrongParameter('identifier', 'of a person needs a second fact beside it: birthdate or family')
  if (bornOn !== null && !/^\d{4}(-\d{2}(-\d{2})?)?$/.test(bornOn))
    throw wrongParameter('birthdate', 'is a day, a month or a year, as 1990-05-17')
  const purpose = searchPurposes.find((known) => known === one('purpose'))
  if (!purpose) throw wrongParameter('purpose', `says what you look them up for: ${searchPurposes.join(', ')}`)
  // What no text of a database can hold is nobody's.
  if (/\p{Cc}/u.test(system + value + familyName))
    throw wrongParameter('identifier', 'and what is beside it have no control characters')
  const isNhs = isNhsNumberSystem(system)
  return {
    purpose,
    nhsNumber: isNhs ? value : null,
    identifier: isNhs ? null : tokenOf(identifier),
    bornOn,
    familyName,
  }
}
