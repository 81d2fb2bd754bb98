import type { Static } from '@sinclair/typebox'
import { saidForField } from '../rules/people/recording.ts'
import { CaseRole, Deployment } from '../rules/scheme/scheme-rules.ts'
import { id, instant, key, nullable, pageOf, ref, thing } from '../shared/schema.ts'
import { PaymentInstrument } from '../support-plans/line-schemas.ts'

const holding = {
  deployment: ref(Deployment, { description: 'How the money is held from now on.' }),
  instrument: ref(PaymentInstrument, {
    description:
      'How it is paid: a notional budget by invoice, a third party by its card or by invoice, a direct payment from a bank account or by a pre-paid card.',
  }),
  holderId: nullable(id(), {
    description: 'The organisation that holds the money of a third-party budget; null for any other.',
    examples: [null],
  }),
}

export const NewLineHolding = thing('NewLineHolding', 'How the person wants the money of a line to be held.', {
  line: key('A line of the plan in force.', 'daily-support'),
  ...holding,
  saidFor: saidForField,
})

export const LineHolding = thing('LineHolding', 'A change of how the money of a line is held, at the person’s word.', {
  id: id(),
  caseId: id(),
  planLineId: id(),
  line: key('The key of the line.', 'daily-support'),
  ...holding,
  before: ref(thing('HeldBefore', 'How the money of a line was held before.', holding)),
  chosenAs: ref(CaseRole),
  chosenAt: instant(),
  tookEffectAt: nullable(instant(), {
    description:
      'Since when the money is held so; null while the way before is in force until the agreement on this one is signed, or where another was chosen before it was.',
    examples: [null],
  }),
})
export const LineHoldingPage = pageOf(LineHolding)

export type LineHolding = Static<typeof LineHolding>
export const lineHoldingSchemas = [NewLineHolding, LineHolding, LineHoldingPage]
