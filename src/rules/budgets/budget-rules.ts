import { type Static, Type } from '@sinclair/typebox'
import { key, oneOf, oneOfThings, PenceSchema, PositivePence, ref, thing, words } from '../../shared/schema.ts'

const source = words(300, 'Where it comes from.', 'Mind, 2013: one-off budgets of between £400 and £1,000')
const basisPoints = (description: string, maximum: number, example: number) =>
  Type.Integer({
    minimum: 0,
    maximum,
    description: `${description} In basis points: 10,000 is the whole.`,
    examples: [example],
  })
const method = <const M extends string>(name: M) =>
  Type.Unsafe<M>({ type: 'string', enum: [name], description: 'The budget method.', examples: [name] })

export const budgetMethods = ['one-off', 'required-services', 'historic-cost', 'points'] as const
export type BudgetMethod = (typeof budgetMethods)[number]
export const BudgetMethod = oneOf(budgetMethods, { $id: 'BudgetMethod', description: 'A budget method.' })

export const OneOffRules = thing('OneOffRules', 'An itemised wish within a band (Mind, 2013: Merseyside).', {
  method: method('one-off'),
  floorPence: ref(PositivePence),
  ceilingPence: ref(PositivePence),
  source,
})

export const RequiredServicesRules = thing(
  'RequiredServicesRules',
  'The services thought required for the year, each at its dated unit cost (Social Care Institute for Excellence: Northamptonshire).',
  {
    method: method('required-services'),
    source,
  },
)

export const HistoricCostRules = thing(
  'HistoricCostRules',
  'What was used in a look-back window, each contact at its dated unit cost, times a factor.',
  {
    method: method('historic-cost'),
    lookBackMonths: Type.Integer({
      minimum: 1,
      maximum: 36,
      description: 'How many months are looked back.',
      examples: [12],
    }),
    factorBasisPoints: basisPoints('The share of the purchasable cost that is offered.', 20_000, 10_000),
    floorPence: ref(PositivePence),
    source,
  },
)

const Band = ref(
  thing('PointsBand', 'A band of points, with the least and the most it gives.', {
    fromPoints: Type.Integer({
      minimum: 0,
      maximum: 100_000,
      description: 'From so many whole points on, up to the next band.',
      examples: [0],
    }),
    floorPence: ref(PenceSchema),
    ceilingPence: ref(PositivePence),
  }),
)
export const PointsRules = thing(
  'PointsRules',
  'Points for each domain of life, weighted, at a price per point, within bands (resource allocation systems).',
  {
    method: method('points'),
    weights: Type.Record(
      Type.String({ pattern: '^[a-z][a-z0-9-]{0,40}$' }),
      Type.Integer({ minimum: 0, maximum: 10_000 }),
      {
        description: 'The weight of each domain of the instrument, in hundredths: 100 counts once.',
        examples: [{ mood: 100, safety: 200 }],
      },
    ),
    pricePerPointPence: ref(PositivePence),
    bands: Type.Array(Band, {
      description: 'The bands, lowest first, the first from 0 points.',
      minItems: 1,
      maxItems: 20,
    }),
    source,
  },
)

export const BudgetRules = oneOfThings(
  'BudgetRules',
  'method',
  [OneOffRules, RequiredServicesRules, HistoricCostRules, PointsRules],
  'How a budget is calculated.',
)
export type BudgetRules = Static<typeof BudgetRules>

export const Price = thing('Price', 'The dated unit cost of a service. For comparison, not what anybody is billed.', {
  code: key('The code of the service.', 'community-contact'),
  title: words(200, 'The service, in plain words.', 'A contact with the community mental health team'),
  unit: words(40, 'What one unit is.', 'contact'),
  unitPence: ref(PositivePence),
  whose: words(200, 'Whose price it is: of which area, or of which body.', 'Suffolk and North East Essex'),
  year: words(20, 'The price year.', '2024'),
  purchasable: Type.Boolean({
    description: 'Whether a budget can buy it. Emergency and primary care, and kept services, never can.',
    examples: [true],
  }),
  source,
})
export type Price = Static<typeof Price>

export const Adjustments = thing('Adjustments', 'What is done after the method, as further steps.', {
  upliftBasisPoints: basisPoints('Local uplift on top of the amount.', 5_000, 250),
  upliftSource: words(300, 'Where the uplift comes from.', 'None'),
  reserveBasisPoints: basisPoints('The part of the amount that is kept for crisis tiers.', 5_000, 1_000),
  reserveSource: words(300, 'Where the reserve comes from.', 'None'),
})

export const funders = ['commissioner', 'local-authority', 'pool'] as const
export type Funder = (typeof funders)[number]
export const Funder = oneOf(funders, { $id: 'Funder', description: 'Who pays.' })
const funder = ref(Funder)

export const SplitRules = thing('SplitRules', 'Who pays which part.', {
  kind: ref(
    oneOf(['single', 'percentage', 'unattributed', 'layered'], {
      $id: 'SplitKind',
      description:
        'single: the commissioner pays; percentage: each funder its share; unattributed: a pool, and nobody has to say whether a need is health or social care; layered: an existing social-care budget, and a health element that the GP agrees.',
    }),
  ),
  host: funder,
  shares: Type.Array(
    ref(
      thing('UsualShare', 'The share of one funder.', {
        funder,
        basisPoints: basisPoints('The share.', 10_000, 5_000),
      }),
    ),
    {
      description: 'The usual shares of a percentage split, together 10,000; otherwise empty.',
      maxItems: 5,
    },
  ),
  decidedAtApproval: Type.Boolean({
    description: 'Whether the decider may set other shares (Social Care Institute for Excellence: Lambeth).',
    examples: [true],
  }),
  source,
})
export type SplitRules = Static<typeof SplitRules>
export const budgetRuleSchemas = [
  OneOffRules,
  RequiredServicesRules,
  HistoricCostRules,
  PointsRules,
  BudgetRules,
  Price,
  Adjustments,
  SplitRules,
]
