import { type Static, Type } from '@sinclair/typebox'
import { CostUnit } from '../rules/planning/line-schedule.ts'
import { called, date, id, nullable, PenceSchema, PositivePence, ref, thing, words } from '../shared/schema.ts'
import { PaymentInstrument } from '../support-plans/line-schemas.ts'

const instrument = ref(PaymentInstrument, { description: 'How it was paid.' })

export const NewPurchase = thing('NewPurchase', 'A purchase against a plan line.', {
  amountPence: ref(PositivePence, { description: 'What the budget pays of it, in whole pence.' }),
  ownPence: Type.Optional(
    ref(PenceSchema, {
      description:
        'What the person paid of it with their own money beside that; left out: nothing. Who buys for them says no more of it than their plan does. The NHS pays for support over time as a whole: nothing is added to it.',
    }),
  ),
  payee: called(200, 'Who was paid.', 'City Drum Shop'),
  payeeId: Type.Optional(
    nullable(id(), {
      description:
        'Who was paid, where they are registered: who may not be paid is refused. It is asked for on a line that is paid neither by direct payment nor by card, wherever somebody is registered by the name of the payee, and where that is the name of somebody of the team or of the organisation of a broker: they are registered first, and somebody decides. Null or left out: nobody who is.',
      examples: [null],
    }),
  ),
  units: Type.Optional(
    nullable(
      Type.Number({
        minimum: 0.25,
        maximum: 10_000,
        multipleOf: 0.25,
        description: 'How many units were given, to a quarter.',
      }),
      {
        description:
          'How many are paid for, in the unit of the agreement with a provider: asked for where it is paid under one. It is paid no more than the agreed rate. Null or left out elsewhere.',
        examples: [7.5],
      },
    ),
  ),
  unit: Type.Optional(
    nullable(ref(CostUnit), {
      description: 'Of what, where rates for several are agreed. Null: the one.',
      examples: [null],
    }),
  ),
  bought: words(500, 'What was bought.', 'A five-piece drum kit'),
  boughtOn: date(),
  instrument,
})
export type NewPurchase = Static<typeof NewPurchase>
