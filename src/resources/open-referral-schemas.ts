import { type Static, Type } from '@sinclair/typebox'
import { serviceStates } from '../rules/planning/open-referral.ts'
import { date, id, instant, oneOf, ref, thing } from '../shared/schema.ts'

const uri = (description: string, example: string) => Type.String({ format: 'uri', description, examples: [example] })
const text = (description: string, example: string) => Type.String({ description, examples: [example] })
const listOf = <T extends Parameters<typeof ref>[0]>(item: T, description: string) =>
  Type.Array(ref(item), { description })

export const OpenReferral = thing(
  'OpenReferral',
  'Which version and profile of Open Referral the directory is given in.',
  {
    version: text('The version of the Human Services Data Specification.', '3.0'),
    profile: uri('Where the UK profile is described.', 'https://open-referral-uk-profile.readthedocs.io/en/latest/'),
    openapi_url: uri(
      'The OpenAPI document of the UK profile.',
      'https://raw.githubusercontent.com/openreferral/uk-profile/main/schema/openapi.json',
    ),
  },
)

const OpenReferralOrganization = thing('OpenReferralOrganization', 'Who runs it.', {
  id: id(),
  name: text('What they are called.', 'Brixton Growers'),
  description: text('What the directory knows of them.', 'Brixton Growers, as this directory has it.'),
})
const OpenReferralSchedule = thing('OpenReferralSchedule', 'From when to when it is there.', {
  id: id(),
  service_id: id(),
  valid_from: date(),
  valid_to: Type.Optional(date()),
})
const OpenReferralArea = thing('OpenReferralArea', 'Where it is, or whom it is for.', {
  id: id(),
  service_id: id(),
  name: text('The area, as people there call it.', 'Brixton'),
})
const OpenReferralAccessibility = thing('OpenReferralAccessibility', 'How one gets in and around.', {
  id: id(),
  description: text('In words.', 'Step-free; hearing loop'),
})
const OpenReferralLocation = thing('OpenReferralLocation', 'A location. The directory keeps no address.', {
  id: id(),
  location_type: oneOf(['physical', 'postal', 'virtual'], { description: 'What kind.', examples: ['physical'] }),
  accessibility: listOf(OpenReferralAccessibility, 'How one gets in and around.'),
})
const OpenReferralAt = thing('OpenReferralAt', 'A service at a location.', {
  id: id(),
  service_id: id(),
  location: ref(OpenReferralLocation),
})
const OpenReferralLanguage = thing('OpenReferralLanguage', 'A language that it is given in.', {
  id: id(),
  service_id: id(),
  name: text('The code of the language.', 'ur'),
  code: text('The code of the language (BCP 47).', 'ur'),
})
const OpenReferralCost = thing('OpenReferralCost', 'What it costs.', {
  id: id(),
  service_id: Type.Optional(id()),
  valid_from: date(),
  option: text('`free`, `low` or `priced`.', 'priced'),
  currency: text('Always pounds.', 'GBP'),
  amount: Type.Number({ description: 'In pounds, as Open Referral has it.', examples: [3.5] }),
})
const OpenReferralContact = thing('OpenReferralContact', 'How one comes to it.', {
  id: id(),
  service_id: id(),
  name: text('In words.', 'Come along, or ring 020 7946 0018'),
})
const OpenReferralTerm = thing('OpenReferralTerm', 'A term of a taxonomy of this directory.', {
  id: id(),
  name: text('The term.', 'social-contact'),
  description: text('What the taxonomy says.', 'What it can help with.'),
  taxonomy: text('The taxonomy.', 'recovery-budgets-need'),
})
const OpenReferralAttribute = thing(
  'OpenReferralAttribute',
  'Whether it costs anything, what it can help with, and the like.',
  {
    id: id(),
    link_id: id(),
    link_type: text('What it is of.', 'service'),
    taxonomy_term: ref(OpenReferralTerm),
  },
)
export const OpenReferralService = thing(
  'OpenReferralService',
  'An entry of the directory as a service of Open Referral UK (Human Services Data Specification 3.0 with the UK profile). Fields are named as there.',
  {
    id: id(),
    organization_id: id(),
    name: text('What it is called.', 'Garden group at the Grove'),
    description: text('What happens there, and for whom.', 'We grow vegetables on Tuesdays.'),
    status: oneOf(serviceStates, { description: 'Whether it is there.', examples: ['active'] }),
    assured_date: Type.Optional(date()),
    last_modified: instant(),
    organization: ref(OpenReferralOrganization),
    schedules: listOf(OpenReferralSchedule, 'From when to when it is there.'),
    service_areas: listOf(OpenReferralArea, 'Where it is, or whom it is for.'),
    service_at_locations: listOf(OpenReferralAt, 'Where it is known how one gets in and around.'),
    languages: listOf(OpenReferralLanguage, 'In which languages.'),
    cost_options: listOf(OpenReferralCost, 'What it costs; nothing where the price has to be asked for.'),
    contacts: listOf(OpenReferralContact, 'How one comes to it.'),
    attributes: listOf(OpenReferralAttribute, 'What Open Referral has no field for.'),
  },
)
const count = (description: string, example: number) => Type.Integer({ minimum: 0, description, examples: [example] })
export const OpenReferralPage = thing('OpenReferralPage', 'A page of services, as Open Referral UK pages them.', {
  total_items: count('How many services there are; no more than 10,000 are counted.', 812),
  total_pages: count('On how many pages.', 17),
  page_number: count('Which page this is; the first is 1.', 1),
  size: count('How many services are on it.', 50),
  first_page: Type.Boolean({ description: 'Whether it is the first.', examples: [true] }),
  last_page: Type.Boolean({ description: 'Whether it is the last.', examples: [false] }),
  empty: Type.Boolean({ description: 'Whether nothing is on it.', examples: [false] }),
  contents: listOf(OpenReferralService, 'The services, the oldest first.'),
})
export const OpenReferralQuery = Type.Object(
  {
    page: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 10_000, default: 1, description: 'Which page.', examples: [1] }),
    ),
    per_page: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 100, default: 50, description: 'How many services on one.', examples: [50] }),
    ),
  },
  { additionalProperties: false },
)
export type OpenReferralPage = Static<typeof OpenReferralPage>
export const openReferralSchemas = [OpenReferral, OpenReferralService, OpenReferralPage]
