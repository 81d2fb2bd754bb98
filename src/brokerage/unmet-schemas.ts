import { type Static, Type } from '@sinclair/typebox'
import { date, id, instant, key, nullable, oneOf, pageOf, ref, thing } from '../shared/schema.ts'
import { NewBrokerageTime } from './schemas.ts'

const language = Type.String({
  pattern: '^[a-z]{2,3}$',
  maxLength: 3,
  description: 'The language in which it was looked for (ISO 639).',
  examples: ['ur'],
})
const district = Type.String({
  pattern: '^[A-Z]{1,2}[0-9][A-Z0-9]?$',
  maxLength: 4,
  description: 'The first half of a postcode: where it was looked for.',
  examples: ['SW9'],
})
const need = key('A domain of the needs assessment.', 'relationships')

export const NewUnmetNeed = thing('NewUnmetNeed', 'A need of a person for which nothing was found, as codes alone.', {
  source: ref(
    oneOf(['search', 'expressed'], {
      $id: 'UnmetNeedSource',
      description:
        'search: the directory has nothing for it today, and the service makes sure of that; expressed: the person said what they need, and nothing that there is fits.',
    }),
  ),
  need,
  district,
  language: nullable(language, { description: 'Null: any language would do.', examples: [null] }),
})
export const UnmetNeed = thing('UnmetNeed', 'A need of a person for which nothing was found.', {
  id: id(),
  caseId: id(),
  ...NewUnmetNeed.properties,
  recordedAt: instant(),
})
export const UnmetNeedPage = pageOf(UnmetNeed)

export const UnmetNeedCount = thing('UnmetNeedCount', 'How often nothing was found.', {
  of: Type.String({
    description: 'The domain of need, the district or the language; `any`: in any language.',
    examples: ['SW9'],
  }),
  count: nullable(Type.Integer({ minimum: 0 }), {
    description: 'How often; null where it is hidden, since people could be recognised in it.',
    examples: [12],
  }),
})
const counts = (description: string) => Type.Array(ref(UnmetNeedCount), { description, maxItems: 1_000 })
export const UnmetNeedFigures = thing('UnmetNeedFigures', 'What was needed and not there, small numbers hidden.', {
  from: date(),
  until: date(),
  all: nullable(Type.Integer({ minimum: 0 }), {
    description: 'All together; null where it is hidden.',
    examples: [40],
  }),
  byNeed: counts('By domain of need.'),
  byDistrict: counts('By district.'),
  byLanguage: counts('By language.'),
})
const day = (description: string, example: string) =>
  Type.String({ format: 'date', maxLength: 10, description, examples: [example] })
export const PeriodQuery = Type.Object(
  {
    from: Type.Optional(day('The first day; left out: a year before the last.', '2026-01-01')),
    until: Type.Optional(day('The last day, included; left out: today.', '2026-11-24')),
  },
  { additionalProperties: false },
)

export const BrokerageFigures = thing('BrokerageFigures', 'The time of the brokers of one organisation.', {
  organisationId: id(),
  byPeersMinutes: Type.Integer({ description: 'Minutes of peer brokers.', examples: [1_200] }),
  byOthersMinutes: Type.Integer({ description: 'Minutes of other brokers.', examples: [900] }),
  peers: Type.Integer({ minimum: 0, description: 'Peer brokers who counted time.', examples: [4] }),
  others: Type.Integer({ minimum: 0, description: 'Other brokers who counted time.', examples: [2] }),
  people: Type.Integer({ minimum: 0, description: 'Cases on which they did.', examples: [31] }),
  tasks: Type.Array(
    ref(
      thing('BrokerageTaskMinutes', 'What the time was spent on.', {
        task: NewBrokerageTime.properties.task,
        minutes: Type.Integer({ description: 'Minutes of all brokers.', examples: [420] }),
      }),
    ),
    { description: 'Each task, in the order of the list.', maxItems: 20 },
  ),
})
export const BrokerageFiguresList = thing(
  'BrokerageFiguresList',
  'The time of brokers over some days, by organisation.',
  {
    from: date(),
    until: date(),
    items: Type.Array(ref(BrokerageFigures), { description: 'Each organisation that counted time.', maxItems: 1_000 }),
  },
)

export type UnmetNeed = Static<typeof UnmetNeed>
export type UnmetNeedCount = Static<typeof UnmetNeedCount>
export const unmetSchemas = [
  NewUnmetNeed,
  UnmetNeed,
  UnmetNeedPage,
  UnmetNeedCount,
  UnmetNeedFigures,
  BrokerageFigures,
  BrokerageFiguresList,
]
