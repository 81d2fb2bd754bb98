import { Type } from '@sinclair/typebox'
import { date, key, nullable, oneOfThings, PositivePence, ref, thing, words } from '../shared/schema.ts'

const layered = {
  socialCare: Type.Optional(
    nullable(
      ref(
        thing('SocialCareBudget', 'A social-care budget that the person has already.', {
          reference: Type.String({
            pattern: '^[A-Za-z0-9/-]{1,40}$',
            description: 'The reference of the council.',
            examples: ['SC-2026-0417'],
          }),
          amountPence: ref(PositivePence),
        }),
      ),
      { description: 'Needed where the scheme adds a health element to one.', examples: [null] },
    ),
  ),
  gpAgreement: Type.Optional(
    nullable(
      ref(
        thing('GpAgreement', 'When the GP agreed the health need: today or before.', {
          practiceCode: Type.String({
            pattern: '^[A-Z0-9]{1,9}$',
            description: 'The ODS code of the GP practice.',
            examples: ['G82117'],
          }),
          agreedOn: date(),
        }),
      ),
      { description: 'Needed where the scheme adds a health element to a social-care budget.', examples: [null] },
    ),
  ),
}
const method = <const M extends string>(name: M) =>
  Type.Unsafe<M>({ type: 'string', enum: [name], description: 'The budget method.', examples: [name] })
const services = (description: string) =>
  Type.Array(
    ref(
      thing('ServiceUnits', 'Units of a service.', {
        service: key("The code of a service of the scheme's price list.", 'talking-therapy'),
        units: Type.Integer({ minimum: 1, maximum: 100_000, description: 'How many units.', examples: [26] }),
      }),
    ),
    { description, minItems: 1, maxItems: 100 },
  )

export const OneOffInputs = thing('OneOffInputs', 'A wish, item by item.', {
  method: method('one-off'),
  items: Type.Array(
    ref(
      thing('WishItem', 'One item of the wish.', {
        key: key('A key for the item.', 'drum-kit'),
        title: words(200, 'What the person wishes for.', 'A drum kit, for co-ordination'),
        amountPence: ref(PositivePence),
      }),
    ),
    { description: 'The wish, item by item.', minItems: 1, maxItems: 50 },
  ),
  ...layered,
})
export const RequiredServicesInputs = thing('RequiredServicesInputs', 'The services thought required for the year.', {
  method: method('required-services'),
  services: services('The services, with their units in the year.'),
  ...layered,
})
export const HistoricCostInputs = thing(
  'HistoricCostInputs',
  'What was used until a date, today or before, in the look-back window of the scheme.',
  {
    method: method('historic-cost'),
    until: date(),
    contacts: services('The recorded contacts.'),
    ...layered,
  },
)
export const PointsInputs = thing(
  'PointsInputs',
  'Nothing is asked again: the ratings of the completed needs assessment are used.',
  { method: method('points'), ...layered },
)

export const BudgetInputs = oneOfThings(
  'BudgetInputs',
  'method',
  [OneOffInputs, RequiredServicesInputs, HistoricCostInputs, PointsInputs],
  "What a budget is worked out from, by the method of the case's scheme.",
)

export const budgetInputSchemas = [OneOffInputs, RequiredServicesInputs, HistoricCostInputs, PointsInputs, BudgetInputs]
