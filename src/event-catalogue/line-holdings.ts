import { Type } from '@sinclair/typebox'
import { CaseRole, Deployment } from '../rules/scheme/scheme-rules.ts'
import { ref } from '../shared/schema.ts'
import { PaymentInstrument } from '../support-plans/line-schemas.ts'
import { code, happened } from './facts.ts'

const held = {
  line: code('The key of the line.', 'daily-support'),
  deployment: ref(Deployment),
  instrument: ref(PaymentInstrument),
}

/** How the money of lines is held. */
export const lineHoldingEvents = {
  'plan-line.holding-chosen': happened('plan', 'The person chose how the money of a line is held.', {
    ...held,
    before: ref(Deployment, { description: 'How it was held before.' }),
    chosenAs: ref(CaseRole),
  }),
  'plan-line.holding-took-effect': happened(
    'plan',
    'The money of a line is held in the way that was chosen and agreed.',
    held,
  ),
  'deployment-agreement.signed': happened('plan', 'An agreement on how the money of a line is held was signed.', {
    ...held,
    party: code('For whom: the person or the commissioner.', 'person'),
    termsVersion: Type.Integer({ minimum: 1, description: 'The version of the terms.', examples: [1] }),
  }),
  'deployment-agreement.in-force': happened('plan', 'Both have signed how the money of a line is held.', held),
  'deployment-agreement.ended': happened('plan', 'An agreement on how the money of a line is held ended.', held),
}
