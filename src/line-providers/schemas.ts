import { type Static, Type } from '@sinclair/typebox'
import { PaymentState } from '../payments/schemas.ts'
import { CostUnit, Frequency } from '../rules/planning/line-schedule.ts'
import { date, id, instant, key, nullable, PositivePence, pageOf, pence, ref, thing } from '../shared/schema.ts'

export const NewLineProvider = thing('NewLineProvider', 'Which provider gives a line of a plan.', { payeeId: id() })
export const LineProvider = thing(
  'LineProvider',
  'Which provider gives a line of a plan. It sees of the line what is given, for which days and at which rate, and what it is paid.',
  {
    id: id(),
    caseId: id(),
    planLineId: id(),
    payeeId: id(),
    namedAt: instant(),
    endedAt: nullable(instant(), {
      description: 'When another was named, or none; null while it is.',
      examples: [null],
    }),
  },
)
export const LineProviderPage = pageOf(LineProvider)

const agreed = 'as its schedule says; null where it has none'
export const ProvidedLine = thing(
  'ProvidedLine',
  'A line that your organisation gives: nothing of the person, what they need, or anything else of their plan.',
  {
    id: id(),
    payeeId: id(),
    category: key('What is given, by the category of the scheme.', 'daily-support'),
    from: nullable(date(), { description: `The first day, ${agreed}.`, examples: ['2026-12-01'] }),
    until: nullable(date(), { description: `The last day, ${agreed}.`, examples: ['2027-11-30'] }),
    frequency: nullable(ref(Frequency), { description: `How often, ${agreed}.` }),
    quantity: nullable(Type.Number({ description: 'How many units each time.' }), {
      description: `How many units each time, ${agreed}.`,
      examples: [7],
    }),
    unit: nullable(ref(CostUnit), { description: `What is counted, ${agreed}.` }),
    unitPence: nullable(ref(PositivePence), { description: `What one unit costs, ${agreed}.`, examples: [1800] }),
    agreedPence: pence(),
    open: Type.Boolean({ description: 'Whether it is given still; what was given before is paid.', examples: [true] }),
    namedAt: instant(),
  },
)
export const ProvidedLinePage = pageOf(ProvidedLine)

const of = {
  id: id(),
  planLineId: id(),
  payeeId: id(),
  amountPence: ref(PositivePence),
}
export const OwnPayment = thing('OwnPayment', 'A payment to your organisation, and where it is on its way.', {
  ...of,
  from: date(),
  until: date(),
  dueOn: date(),
  reference: Type.String({ description: 'What the bank is told, from end to end.', examples: ['0F7K3J9Q2M5X8T1B6R'] }),
  state: ref(PaymentState),
  paidOn: nullable(date(), { description: 'The day on which the bank paid it.', examples: [null] }),
})
export const OwnPaymentPage = pageOf(OwnPayment)
export const OwnInvoice = thing('OwnInvoice', 'What was bought of your organisation.', {
  ...of,
  boughtOn: date(),
  units: nullable(Type.Number({ description: 'How many units.' }), {
    description: 'How many units it is for, where a rate is agreed.',
    examples: [7.5],
  }),
  reversedPence: pence(),
})
export const OwnInvoicePage = pageOf(OwnInvoice)
export type LineProvider = Static<typeof LineProvider>
export type ProvidedLine = Static<typeof ProvidedLine>
export type OwnPayment = Static<typeof OwnPayment>
export type OwnInvoice = Static<typeof OwnInvoice>
export const lineProviderSchemas = [
  NewLineProvider,
  LineProvider,
  LineProviderPage,
  ProvidedLine,
  ProvidedLinePage,
  OwnPayment,
  OwnPaymentPage,
  OwnInvoice,
  OwnInvoicePage,
]
