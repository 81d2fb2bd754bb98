import { type Static, Type } from '@sinclair/typebox'
import { byDay, filterOf, sortOf, updatedSince } from '../platform/http/list-grammar.ts'
import { cancellations, holdReasons, paymentStates } from '../rules/payments/holds.ts'
import { paymentPurposes } from '../rules/payments/planned.ts'
import { date, id, instant, nullable, oneOf, PositivePence, pageOf, pence, ref, thing } from '../shared/schema.ts'

const HoldReasonSchema = oneOf(holdReasons, {
  $id: 'PaymentHoldReason',
  description:
    'Why it waits. `being-checked`: an officer holds it until somebody releases it, or the service checks it, as where less is set aside for it than it comes to; `failed-before`: the bank could not make it, and somebody releases it; the others end once their reason does. The rest of a run is paid. Values may be added.',
})
export const PaymentState = oneOf(paymentStates, {
  $id: 'PaymentState',
  description: 'Where it is on its way. Once it is with the bank, the bank says whether it was paid.',
})
const whole = {
  id: id(),
  caseId: id(),
  planLineId: id(),
  payeeId: nullable(id(), {
    description: 'Who is paid, of the register of payees; null: the person, or who holds their direct payment.',
    examples: [null],
  }),
  purpose: ref(
    oneOf(paymentPurposes, {
      $id: 'PaymentPurpose',
      description:
        '`instalment`: for days of the schedule; `adjustment`: more, for days that were paid too little for; `again`: one that the bank could not make; `owed`: what the person paid for while they waited, or laid out from a direct payment beyond what they were paid, what a provider is owed for one purchase, or what was given, or could not be paid, before a line closed; `crisis`: what a crisis brought a line that is paid in advance.',
    }),
  ),
  amountPence: ref(PositivePence),
  aboveRatePence: pence({
    description:
      'By how much it is less than by the schedule of its line, since no more is agreed with the provider for its days; that stays in the line. 0 where it is not.',
  }),
  from: date(),
  until: date(),
  dueOn: date(),
  reference: Type.String({ description: 'What the bank is told, from end to end.', examples: ['0F7K3J9Q2M5X8T1B6R'] }),
  state: ref(PaymentState),
  holdReason: nullable(ref(HoldReasonSchema), {
    description: 'Why it waits; null where it does not.',
    examples: [null],
  }),
  heldInWords: nullable(Type.String({ description: 'The reason, to the person.' }), {
    description: 'Why it waits, to the person.',
    examples: [null],
  }),
  payRunId: nullable(id(), { description: 'The run that it is in.', examples: [null] }),
  paidOn: nullable(date(), { description: 'The day on which the bank paid it.', examples: [null] }),
  failure: nullable(Type.String(), {
    description: 'Why the bank did not, as it said; or that it came back after it was paid.',
    examples: [null],
  }),
  cancelledBecause: nullable(
    ref(oneOf(cancellations, { $id: 'PaymentCancellation', description: 'Why it is not made.' })),
    { description: 'Null where it is made.', examples: [null] },
  ),
  insteadOfId: nullable(id(), {
    description: 'The payment that the bank did not make, instead of which this is; null where it is for none.',
    examples: [null],
  }),
  plannedAt: instant(),
}
export const Payment = thing('Payment', 'A payment from a line of a plan, and where it is on its way.', whole)
export const PaymentPage = pageOf(Payment)
export const PaymentFilter = filterOf({
  state: oneOf(paymentStates, { description: 'That are so far on their way.', examples: ['planned'] }),
  dueSince: byDay('Due on this day or after.'),
  dueBy: byDay('Due on this day or before.'),
  updatedSince: updatedSince(),
  sort: sortOf(['-plannedAt', 'dueOn', '-dueOn']),
})
export type PaymentFilter = Static<typeof PaymentFilter>
export type Payment = Static<typeof Payment>
export const paymentSchemas = [Payment, PaymentPage]
