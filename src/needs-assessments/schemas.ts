import { type Static, Type } from '@sinclair/typebox'
import { WeeklyWindow } from '../rules/planning/crisis-contingency.ts'
import { id, instant, key, nullable, oneOf, ownWords, pageOf, patchOf, ref, thing, words } from '../shared/schema.ts'
import { Measure, MeasureList, MeasureScore, measureScores } from './measure-schemas.ts'
import { saidHere, saidWhere, unpaidSupport } from './said-schemas.ts'

const rating = (description: string) => Type.Integer({ minimum: 0, maximum: 4, description, examples: [2] })

const ProfessionalRating = ref(
  thing('ProfessionalRating', 'How the care coordinator sees the domain. It stands beside the person’s own rating.', {
    typicalDay: rating('On a typical day.'),
    worstDay: rating('On a worst day.'),
    because: nullable(words(2000, 'Why they see it so.', 'The nights on the ward were calmer than she says.'), {
      description: 'Null where they said nothing more.',
      examples: [null],
    }),
  }),
)

export const NeedPriority = oneOf(['high', 'medium', 'low'], {
  $id: 'NeedPriority',
  description: 'How much the person wants a need to change.',
})

export const DomainRating = thing(
  'DomainRating',
  'How one domain of life is, from 0 (no difficulty) to 4 (not possible, or not safe, without help).',
  {
    typicalDay: rating('On a typical day.'),
    worstDay: rating('On a worst day.'),
    worstDaysPerMonth: Type.Integer({
      minimum: 0,
      maximum: 30,
      description: 'How many days of a month are worst days.',
      examples: [6],
    }),
    hiddenFromOthers: Type.Boolean({ description: 'Whether others do not see it.', examples: [true] }),
    withoutCurrentSupport: rating('On a typical day, were the support now in place not there.'),
    priority: nullable(ref(NeedPriority), {
      description: 'How much the person wants this to change; null where they did not say.',
      examples: ['high'],
    }),
    words: nullable(ownWords(4000, "In the person's own words.", 'Nights are the worst; by day nobody would notice.'), {
      description: 'Null where the person said nothing more.',
      examples: [null],
    }),
    professional: Type.Optional(
      nullable(ProfessionalRating, {
        description:
          'What the care coordinator says beside it, who alone can: neither takes the place of the other, and the budget is worked out from the person’s. Null or left out where they said nothing.',
        examples: [null],
      }),
    ),
  },
)

const content = {
  ...measureScores,
  ratings: Type.Record(Type.String({ pattern: '^[a-z][a-z0-9-]{0,40}$' }), ref(DomainRating), {
    additionalProperties: false,
    description: 'The rating of each domain, by the key the instrument gives it.',
    examples: [{}],
  }),
  strengths: Type.Array(
    ownWords(1000, 'A strength or an asset, in own words.', 'My sister, my garden, and that I never miss a class.'),
    {
      description: 'Strengths and assets.',
      maxItems: 30,
    },
  ),
  ...unpaidSupport,
  worstTimes: Type.Optional(
    Type.Array(ref(WeeklyWindow), {
      description:
        'When in the week it is worst for the person: what is planned for a crisis begins from it. Left out where nobody has asked.',
      maxItems: 50,
    }),
  ),
  noWorstTimes: Type.Optional(
    Type.Boolean({
      description:
        'That the person was asked when it is worst, and knows of no such times. An assessment is completed with the one or the other.',
      examples: [true],
    }),
  ),
}
export const NewNeedsAssessment = thing('NewNeedsAssessment', 'An assessment to begin; it may be empty.', {
  ...content,
  ...saidHere,
})
export const NeedsAssessmentPatch = patchOf(
  'NeedsAssessmentPatch',
  'What to change of an assessment in progress (JSON Merge Patch, RFC 7396).',
  { ...content, ...saidHere },
)

export const Instrument = thing('Instrument', 'A list of domains of life that an assessment goes through.', {
  code: key('The code of the instrument.', 'mental-health-first'),
  version: Type.Integer({ minimum: 1, description: 'Its version.', examples: [1] }),
  title: Type.String({ description: 'Its title.', examples: ['Mental-health-first needs assessment'] }),
  source: Type.String({ description: 'Where it comes from.', examples: ['Mind, 2013'] }),
  scale: Type.Array(
    ref(
      thing('ScaleStep', 'One step of the scale.', {
        rating: rating('The rating.'),
        words: Type.String({ description: 'What it means.', examples: ['No difficulty'] }),
      }),
    ),
    { description: 'What the ratings mean.', maxItems: 5 },
  ),
  domains: Type.Array(
    ref(
      thing('InstrumentDomain', 'A domain of life.', {
        key: key('The key that a rating names.', 'sleep'),
        title: Type.String({ description: 'The domain.', examples: ['Sleep and energy'] }),
        asks: Type.String({
          description: 'How it is asked about.',
          examples: ['How do you sleep, and how much energy is left?'],
        }),
      }),
    ),
    { description: 'The domains, in order.', maxItems: 50 },
  ),
})
export const InstrumentList = thing('InstrumentList', 'Every version of every instrument.', {
  items: Type.Array(ref(Instrument), { description: 'The newest of each last.', maxItems: 100 }),
})

export const NeedsAssessment = thing(
  'NeedsAssessment',
  'The needs of a person, typical day and worst day, by domain of life.',
  {
    id: id(),
    caseId: id(),
    instrument: key('The code of the instrument.', 'mental-health-first'),
    instrumentVersion: Type.Integer({ minimum: 1, description: 'Its version.', examples: [1] }),
    status: ref(
      oneOf(['in-progress', 'completed', 'superseded', 'withdrawn'], {
        $id: 'AssessmentStatus',
        description: 'Its status.',
      }),
    ),
    ...content,
    ...saidWhere,
    begunAt: instant(),
    completedAt: nullable(instant(), {
      description: 'When it was completed; null while in progress.',
      examples: [null],
    }),
  },
)
export const NeedsAssessmentPage = pageOf(NeedsAssessment)
export type NeedsAssessment = Static<typeof NeedsAssessment>
export const assessmentSchemas = [
  DomainRating,
  MeasureScore,
  Measure,
  MeasureList,
  NewNeedsAssessment,
  NeedsAssessmentPatch,
  Instrument,
  InstrumentList,
  NeedsAssessment,
  NeedsAssessmentPage,
]
