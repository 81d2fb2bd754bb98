import type { Static } from '@sinclair/typebox'
import type { PersonMatch, PersonRecord } from './schemas.ts'

/** As much of a person as it takes to say that it is them. */
export const toMatch = ({
  id,
  givenName,
  familyName,
  bornOn,
}: Pick<PersonRecord, 'id' | 'givenName' | 'familyName' | 'bornOn'>): Static<typeof PersonMatch> => ({
  id,
  givenName,
  familyInitial: familyName === null ? null : ([...familyName][0] ?? null),
  bornIn: bornOn.slice(0, 4),
})
