import { type Static, Type } from '@sinclair/typebox'
import { filterOf, yesOrNo } from '../platform/http/list-grammar.ts'
import {
  called,
  DateSchema,
  date,
  id,
  instant,
  nullable,
  oneOf,
  PositivePence,
  pageOf,
  pence,
  ref,
  signedPence,
  thing,
  words,
} from '../shared/schema.ts'

const name = (description: string) => Type.String({ description, examples: ['Chris Officer'] })

export const NewFloatPayment = thing(
  'NewFloatPayment',
  'Money that the commissioner paid to the organisation, or that came back from it.',
  {
    kind: ref(
      oneOf(['deposit', 'return'], {
        $id: 'FloatPaymentKind',
        description: 'deposit: the commissioner paid it in; return: the organisation gave it back.',
      }),
    ),
    amountPence: ref(PositivePence),
    paidOn: date(),
    reference: called(100, 'The reference of the bank.', 'ICB-2026-0117'),
  },
)
export const FloatPayment = thing('FloatPayment', 'A payment into or out of a float.', {
  id: id(),
  organisationId: id(),
  ...NewFloatPayment.properties,
  recordedAt: instant(),
  confirmedAt: nullable(instant(), {
    description: 'When a second officer recorded the same, and the money moved; null until then.',
    examples: ['2027-02-04T10:00:00Z'],
  }),
})
export const FloatPaymentPage = pageOf(FloatPayment)

export const OrganisationFloat = thing(
  'OrganisationFloat',
  'The money that an organisation holds for the people of the commissioner, by the book.',
  {
    organisationId: id(),
    openedAt: instant(),
    balancePence: signedPence('What it holds; below nothing where it bought more than it was paid.', 1_000_000),
    reconciledUntil: nullable(date(), {
      description: 'The last day of the last reconciliation that both have signed.',
      examples: [null],
    }),
    reconcileBy: ref(DateSchema, {
      description:
        'By when both should have signed for the oldest month of which a day is not reconciled: the end of the month after it.',
    }),
  },
)
export const OrganisationFloatPage = pageOf(OrganisationFloat)
export const FloatFilter = filterOf({
  late: yesOrNo('True: its `reconcileBy` is over. False: it is not.'),
})

export const NewFloatReconciliation = thing(
  'NewFloatReconciliation',
  'What the organisation says it holds at the end of a day.',
  {
    until: date(),
    statedPence: signedPence('What the statement of its account says.', 900_000),
    explanation: Type.Optional(
      nullable(
        words(1000, 'What the difference comes from.', 'A card payment of 30 November is booked on 2 December.'),
        {
          description: 'Required where the statement is not what the book says.',
        },
      ),
    ),
    insteadOfId: Type.Optional(
      nullable(id(), {
        description:
          'The reconciliation that this corrects: the last one, while the commissioner has not signed it. It keeps what was stated, and stands no more.',
        examples: [null],
      }),
    ),
  },
)
export const FloatReconciliation = thing(
  'FloatReconciliation',
  'A period of a float: what the book says, and what the organisation says it holds.',
  {
    id: id(),
    organisationId: id(),
    from: date(),
    until: date(),
    openingPence: signedPence('What was there before.'),
    depositsPence: pence(),
    returnsPence: pence(),
    purchasesPence: pence(),
    reversalsPence: pence(),
    closingPence: signedPence(
      'Opening and deposits, less returns and purchases, and what came back of purchases.',
      900_000,
    ),
    statedPence: signedPence('What the organisation says it holds.', 900_000),
    differencePence: signedPence('What it says it holds more than the book.'),
    explanation: nullable(Type.String(), { description: 'What the difference comes from.', examples: [null] }),
    statedByName: name('Who signed for the organisation.'),
    statedAt: instant(),
    signedByName: nullable(name('Who signed for the commissioner.'), {
      description: 'Who signed for the commissioner; null while nobody has.',
      examples: [null],
    }),
    signedAt: nullable(instant(), { description: 'When the commissioner signed.', examples: [null] }),
    insteadOfId: nullable(id(), { description: 'The reconciliation that this corrects.', examples: [null] }),
    replacedAt: nullable(instant(), {
      description: 'When the organisation corrected it by another; null where it stands.',
      examples: [null],
    }),
  },
)
export const FloatReconciliationPage = pageOf(FloatReconciliation)

export type FloatPayment = Static<typeof FloatPayment>
export type NewFloatPayment = Static<typeof NewFloatPayment>
export type FloatFilter = Static<typeof FloatFilter>
export type OrganisationFloat = Static<typeof OrganisationFloat>
export type FloatReconciliation = Static<typeof FloatReconciliation>
export const floatSchemas = [
  NewFloatPayment,
  FloatPayment,
  FloatPaymentPage,
  OrganisationFloat,
  OrganisationFloatPage,
  NewFloatReconciliation,
  FloatReconciliation,
  FloatReconciliationPage,
]
