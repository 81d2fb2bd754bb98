import { CaseRole, Deployment } from '../rules/scheme/scheme-rules.ts'
import { ref } from '../shared/schema.ts'
import { PaymentInstrument } from '../support-plans/line-schemas.ts'
import { code, happened } from './facts.ts'

/** How the money of lines is held. */
export const lineHoldingEvents = {
  'plan-line.holding-chosen': happened('plan', 'The person chose how the money of a line is held.', {
    line: code('The key of the line.', 'daily-support'),
    deployment: ref(Deployment),
    instrument: ref(PaymentInstrument),
    before: ref(Deployment, { description: 'How it was held before.' }),
    chosenAs: ref(CaseRole),
  }),
}
