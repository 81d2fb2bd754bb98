import { type Static, Type } from '@sinclair/typebox'
import { identifiersField, identifierToken } from '../identifiers/schemas.ts'
import { called, id, instant, nullable, oneOf, pageOf, patchOf, ref, thing, words } from '../shared/schema.ts'
import { BirthDate } from './birth-date.ts'
import { consentSchemas } from './consent-schemas.ts'
import { IdentityConfirmation, identitySchemas } from './identity-schemas.ts'

/** The sixteen ethnic categories of the 2001 census; Z: asked and not stated; 99: not asked (NHS Data Dictionary). */
export const ethnicCategories = [
  'A',
  'B',
  'C',
  'D',
  'E',
  'F',
  'G',
  'H',
  'J',
  'K',
  'L',
  'M',
  'N',
  'P',
  'R',
  'S',
  'Z',
  '99',
] as const

export const EthnicCategory = oneOf(ethnicCategories, {
  $id: 'EthnicCategory',
  description: 'Ethnic category; Z is asked and not stated, 99 is not asked.',
})

const nhsNumber = Type.String({
  minLength: 10,
  maxLength: 12,
  pattern: '^[0-9 -]*$',
  description: 'An NHS number: ten digits, the last a modulus 11 check digit; spaces or hyphens 3-3-4 are accepted.',
  examples: ['9990000018'],
})
/** One name is enough: either of them can be null. */
const name = (which: string, example: string) =>
  nullable(called(100, `${which} name.`, example), {
    description: `${which} name; null where they have none or it is not known. One of the two is given.`,
    examples: [example],
  })

const fields = {
  nhsNumber: nullable(nhsNumber, { description: 'Null where it is not known.', examples: ['9990000018'] }),
  givenName: name('Given', 'Amina'),
  familyName: name('Family', 'Example'),
  bornOn: ref(BirthDate),
  ethnicCategory: ref(EthnicCategory),
  language: Type.String({
    pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$',
    maxLength: 35,
    description: 'The language the person wants to use (BCP 47).',
    examples: ['ur'],
  }),
  interpreterNeeded: Type.Boolean({ description: 'Whether meetings need an interpreter.', examples: [true] }),
  communicationNeeds: nullable(
    words(1000, 'What makes information accessible to the person.', 'Large print, and time to read'),
    { description: 'Null where there are none.', examples: ['Large print, and time to read'] },
  ),
}

export const NewPerson = thing('NewPerson', 'A person to register.', fields)
export const Person = thing('Person', 'A person who has a case or may come to have one.', {
  id: id(),
  ...fields,
  identifiers: identifiersField,
  registeredAt: instant(),
  joinedInto: nullable(id(), {
    description: 'The record that goes on, where this one was joined into it; null otherwise.',
    examples: [null],
  }),
  identity: nullable(ref(IdentityConfirmation), {
    description: 'That somebody has confirmed who they are, the last time; null where nobody has.',
    examples: [null],
  }),
  likelySame: Type.Array(id(), {
    description: 'Those who may be the same person, of those whom you may see.',
    maxItems: 20,
    examples: [[]],
  }),
})
export const PersonInBrief = thing('PersonInBrief', 'Who the person of a case is, and how to speak with them.', {
  id: id(),
  givenName: fields.givenName,
  familyName: fields.familyName,
  language: fields.language,
  interpreterNeeded: fields.interpreterNeeded,
  communicationNeeds: fields.communicationNeeds,
})
export const LikelyDouble = thing('LikelyDouble', 'Two records that may be of one person.', {
  id: id(),
  personIds: Type.Array(id(), { description: 'The two records.', minItems: 2, maxItems: 2 }),
  likeness: ref(
    oneOf(['nhs-number', 'names-and-birth', 'reported'], { $id: 'Likeness', description: 'What makes it likely.' }),
  ),
  foundAt: instant(),
  goesOnId: nullable(id(), {
    description: 'The record that is proposed to go on; null where nobody has proposed to join them.',
    examples: [null],
  }),
  joinProposedBy: nullable(Type.String(), {
    description: 'Who proposed it: the `sub` of their token; null where nobody has.',
    examples: [null],
  }),
  joinConfirmedBy: nullable(Type.String(), {
    description:
      'Who else confirmed it: the `sub` of their token. It stands while something is in the way of joining them; null where nobody has.',
    examples: [null],
  }),
  differenceProposedBy: nullable(Type.String(), {
    description: 'Who proposed that they are of two people: the `sub` of their token; null where nobody has.',
    examples: [null],
  }),
  settledAs: nullable(
    ref(
      oneOf(['joined', 'different-people', 'gone-over'], {
        $id: 'DoubleSettlement',
        description:
          'What two records turned out to be; `gone-over` where one was joined into a third, which has the likely double now.',
      }),
    ),
    { description: 'What they turned out to be; null while it is open.', examples: [null] },
  ),
  settledBy: nullable(Type.String(), {
    description: 'Who said so: the `sub` of their token; null while it is open.',
    examples: [null],
  }),
  settledAt: nullable(instant(), { description: 'When; null while it is open.', examples: [null] }),
})
export const LikelyDoublePage = pageOf(LikelyDouble)
export const PersonPatch = patchOf('PersonPatch', 'What to change of a person (JSON Merge Patch, RFC 7396).', fields)
export const searchPurposes = [
  'referral-received',
  'person-asks',
  'check-before-registering',
  'correct-record',
  'in-crisis',
] as const
export const PersonSearch = thing(
  'PersonSearch',
  'Whom to look for: by NHS number, or by what another system knows them by, and a second fact: the day of birth, the family name, or both; or, where no number is known, by both names and the day of birth. All of it goes in the body: never in a URL.',
  {
    purpose: ref(
      oneOf(searchPurposes, { $id: 'SearchPurpose', description: 'What you look the person up for. It is recorded.' }),
    ),
    nhsNumber: nullable(nhsNumber, {
      description: 'Their NHS number; null where you give an identifier, or both names and the day of birth.',
      examples: ['9990000018'],
    }),
    identifier: Type.Optional(
      nullable(identifierToken('What another system knows them by.'), {
        description: 'What another system knows them by, written `system|value`; with the NHS number, both must fit.',
        examples: [null],
      }),
    ),
    bornOn: nullable(ref(BirthDate), {
      description: 'When they were born; null where you give the number and the family name.',
      examples: ['1990-05-17'],
    }),
    familyName: nullable(called(100, 'Family name.', 'Example'), {
      description: 'Their family name; null where you give the number and say when they were born.',
      examples: [null],
    }),
    givenName: Type.Optional(
      nullable(called(100, 'Given name.', 'Amina'), {
        description: 'Their given name: needed where the number is null, and not asked about otherwise.',
        examples: [null],
      }),
    ),
  },
)
export const PersonMatch = thing('PersonMatch', 'As much of a person as it takes to say that it is them.', {
  id: id(),
  givenName: nullable(called(100, 'Given name.', 'Amina'), {
    description: 'Given name; null where they have none.',
    examples: ['Amina'],
  }),
  familyInitial: nullable(Type.String(), {
    description: 'The first letter of the family name; null where they have none.',
    examples: ['E'],
  }),
  bornIn: Type.String({ description: 'The year of birth.', examples: ['1990'] }),
})
export const PersonSearchResult = thing('PersonSearchResult', 'Those whom all that was given fits.', {
  items: Type.Array(ref(PersonMatch), {
    description: 'None, one, or those of one number, or of the same names and day, at most ten.',
    maxItems: 10,
  }),
})

export type Person = Static<typeof Person>
export type PersonInBrief = Static<typeof PersonInBrief>
/** What is kept of a person. */
export type PersonRecord = Omit<Person, 'likelySame' | 'identity' | 'identifiers'>
export type LikelyDouble = Static<typeof LikelyDouble>
export const peopleSchemas = [
  NewPerson,
  ...identitySchemas,
  Person,
  PersonInBrief,
  PersonPatch,
  PersonSearch,
  LikelyDouble,
  LikelyDoublePage,
  PersonMatch,
  PersonSearchResult,
  ...consentSchemas,
]
