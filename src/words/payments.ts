import type { HoldReason } from '../rules/payments/holds.ts'

/** Why a payment waits, to the person. A check is never said to be about anybody. */
const whyHeld: Readonly<Record<HoldReason, string>> = {
  'agreement-missing': 'The agreement on how the money is held is not signed by everybody yet.',
  'line-paused': 'This part of your plan is paused on that day.',
  'provider-stopped': 'Who gives this support has stopped. Your care coordinator arranges something else with you.',
  'death-reported': 'Somebody told us of a death. If you read this, tell us: we put it right.',
  'identity-to-confirm': 'Something of your details was changed, and somebody has to confirm them first.',
  'signature-disputed': 'Somebody looks at whether your signature under the plan is yours.',
  'payee-not-to-be-paid': 'We do not have all that we need from who is paid.',
  'bank-details-missing': 'We do not know yet, or have not confirmed, into which account this goes.',
  'account-changed':
    'The account that this goes into was changed after the payment was approved. It is looked at and approved again.',
  'service-agreement-missing':
    'Our agreement with who gives this support is not in force on that day. We are seeing to it; your support is not in question.',
  'agreed-rate-exceeded':
    'The plan says a higher price than we agreed with who gives this support. We are seeing to it; your support is not in question.',
  'failed-before': 'The bank could not make this payment. We check the account with you before it is made again.',
  'being-checked':
    'We are checking this payment before it is made. If you need the money now, tell your care coordinator.',
}

export const heldInWords = (reason: HoldReason): string => whyHeld[reason]
