import { type Static, Type } from '@sinclair/typebox'
import { byDay } from '../platform/http/list-grammar.ts'
import { PageQuery } from '../platform/http/pages.ts'
import { resourceCosts, resourceKinds } from '../rules/planning/resources.ts'
import {
  called,
  date,
  id,
  instant,
  key,
  nullable,
  oneOf,
  PositivePence,
  pageOf,
  patchOf,
  ref,
  thing,
  words,
} from '../shared/schema.ts'

export const Kind = oneOf(resourceKinds, {
  $id: 'ResourceKind',
  description: 'What it is. Values may be added.',
})
const Cost = oneOf(resourceCosts, { $id: 'ResourceCost', description: 'Whether it costs anything.' })
const language = Type.String({
  pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$',
  maxLength: 35,
  description: 'A language that it is given in (BCP 47).',
  examples: ['ur'],
})
const area = called(100, 'A place, as people there call it, or the first half of a postcode.', 'Brixton')
const need = key('A domain of the needs assessment.', 'social-contact')

const fields = {
  kind: ref(Kind),
  name: called(200, 'What it is called.', 'Garden group at the Grove'),
  description: words(
    2000,
    'What happens there, and for whom.',
    'We grow vegetables on Tuesdays. No referral is needed.',
  ),
  runBy: called(200, 'Who runs it.', 'Brixton Growers'),
  organisationId: nullable(id(), {
    description: 'The registered organisation that runs it; null where it is not registered here.',
    examples: [null],
  }),
  cost: ref(Cost),
  pricePence: nullable(ref(PositivePence), {
    description: 'What one takes part for; null where it is free, or the price has to be asked for.',
    examples: [null],
  }),
  places: nullable(Type.Integer({ minimum: 1, maximum: 10_000 }), {
    description: 'How many can take part; null: as many as like.',
    examples: [12],
  }),
  languages: Type.Array(language, { description: 'In which languages.', maxItems: 20, uniqueItems: true }),
  culture: nullable(words(500, 'For which culture or faith, where they say so.', 'Run by and for Somali women'), {
    description: 'Null where they do not say.',
    examples: [null],
  }),
  accessibility: nullable(words(500, 'How one gets in and around.', 'Step-free; hearing loop'), {
    description: 'Null where it is not known.',
    examples: ['Step-free; hearing loop'],
  }),
  areas: Type.Array(area, {
    description: 'Where it is, or whom it is for.',
    minItems: 1,
    maxItems: 30,
    uniqueItems: true,
  }),
  needs: Type.Array(need, { description: 'What it can help with.', maxItems: 20, uniqueItems: true }),
  contact: words(500, 'How one comes to it.', 'Come along, or ring 020 7946 0018'),
  from: date(),
  until: nullable(date(), { description: 'The last day; null where it has no end.', examples: [null] }),
}
export const NewResource = thing('NewResource', 'Something that there is for people.', fields)
export const ResourcePatch = patchOf('ResourcePatch', 'What has changed of an entry.', fields)
export const Resource = thing('Resource', 'Something that there is for people.', {
  id: id(),
  ...fields,
  checkedOn: nullable(date(), {
    description: 'When somebody last made sure that it is as it says; null: nobody has yet.',
    examples: ['2026-11-24'],
  }),
  checkedByName: nullable(Type.String(), { description: 'Who did.', examples: ['Amina Broker'] }),
  stale: Type.Boolean({
    description: 'Whether nobody has made sure of it for a year: ask there before you go.',
    examples: [false],
  }),
  registeredAt: instant(),
  changedAt: instant(),
  endedAt: nullable(instant(), { description: 'When the entry was ended; null while it is there.', examples: [null] }),
  version: Type.Integer({ minimum: 1, description: 'It grows with each change.', examples: [1] }),
})
export const ResourcePage = pageOf(Resource)
export const ResourceQuery = Type.Object(
  {
    ...PageQuery.properties,
    text: Type.Optional(words(200, 'Words that it has, in any form: `garden` finds gardening.', 'gardening')),
    kind: Type.Optional(oneOf(resourceKinds, { description: 'What it is.', examples: ['community'] })),
    cost: Type.Optional(oneOf(resourceCosts, { description: 'What it costs.', examples: ['free'] })),
    language: Type.Optional(language),
    culture: Type.Optional(
      words(200, 'Words of the culture or faith that it says it is for, in any form.', 'Somali women'),
    ),
    fromBy: Type.Optional(byDay('There from this day on, or before.')),
    area: Type.Optional(area),
    need: Type.Optional(need),
  },
  { additionalProperties: false },
)

export type NewResource = Static<typeof NewResource>
export type Resource = Static<typeof Resource>
export const resourceSchemas = [NewResource, ResourcePatch, Resource, ResourcePage]
