import { type Static, Type } from '@sinclair/typebox'
import { WayOfSaying } from '../rules/people/recording.ts'
import { date, id, instant, nullable, oneOf, pageOf, patchOf, ref, signIn, thing, words } from '../shared/schema.ts'

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
const subject = signIn("The `sub` of the person's own access token, where they sign in.", 'sandbox-person')

const fields = {
  nhsNumber: nullable(nhsNumber, { description: 'Null where it is not known.', examples: ['9990000018'] }),
  givenName: words(100, 'Given name.', 'Amina'),
  familyName: words(100, 'Family name.', 'Example'),
  bornOn: date(),
  subject: nullable(subject, {
    description: "The `sub` of the person's own access token; null where they have none.",
    examples: ['sandbox-person'],
  }),
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
  registeredAt: instant(),
})
export const PersonPatch = patchOf('PersonPatch', 'What to change of a person (JSON Merge Patch, RFC 7396).', fields)
export const PersonSearch = thing('PersonSearch', 'What to look for. An NHS number goes in the body: never in a URL.', {
  nhsNumber,
})
export const PersonSearchResult = thing('PersonSearchResult', 'The people found: one, or none.', {
  items: Type.Array(ref(Person), { description: 'At most one.', maxItems: 1 }),
})

export const purposes = ['share-for-budget', 'share-for-brokerage', 'share-for-assessment'] as const
export const NewConsent = thing('NewConsent', 'What a person agrees to: an organisation, and what for.', {
  organisationId: id(),
  purpose: ref(
    oneOf(purposes, { $id: 'ConsentPurpose', description: 'What the organisation may use the information for.' }),
  ),
  givenHow: ref(WayOfSaying, { description: 'How the person said yes.' }),
})
export const Consent = thing('Consent', "A person's consent to share with one organisation for one purpose.", {
  id: id(),
  personId: id(),
  ...NewConsent.properties,
  givenAt: instant(),
  recordedBy: Type.String({ description: 'Who recorded it.', examples: ['sandbox-care-coordinator'] }),
  withdrawnAt: nullable(instant(), { description: 'When it was withdrawn; null while it holds.', examples: [null] }),
})
export const ConsentPage = pageOf(Consent)

export type Person = Static<typeof Person>
export type Consent = Static<typeof Consent>
export const peopleSchemas = [
  NewPerson,
  Person,
  PersonPatch,
  PersonSearch,
  PersonSearchResult,
  NewConsent,
  Consent,
  ConsentPage,
]
