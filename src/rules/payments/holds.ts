/** Why a payment waits. */
export const holdReasons = [
  'agreement-missing',
  'line-paused',
  'provider-stopped',
  'death-reported',
  'identity-to-confirm',
  'signature-disputed',
  'payee-not-to-be-paid',
  'bank-details-missing',
  'account-changed',
  'service-agreement-missing',
  'agreed-rate-exceeded',
  'failed-before',
  'being-checked',
] as const
export type HoldReason = (typeof holdReasons)[number]

/** Why a payment is found to wait. `under-check`: somebody looks at a concern about it. `money-missing`: less is set aside for it than it comes to. */
export type FoundReason = Exclude<HoldReason, 'being-checked'> | 'under-check' | 'money-missing'

/** As what it is kept and told: neither a row nor an answer says that anybody is looked at. What an officer holds is `being-checked` as well, so that nobody can tell a freeze from it. */
export const keptReason = (reason: FoundReason): HoldReason =>
  reason === 'under-check' || reason === 'money-missing' ? 'being-checked' : reason

/** Why a payment that was planned is not made. */
export const cancellations = [
  'line-closed',
  'plan-changed',
  'schedule-changed',
  'purchase-reversed',
  'paid-after-all',
] as const
export type PaymentCancellation = (typeof cancellations)[number]

/** Where a payment is on its way. */
export const paymentStates = ['planned', 'held', 'in-run', 'with-the-bank', 'paid', 'failed', 'cancelled'] as const
export type PaymentState = (typeof paymentStates)[number]
