/** Why a payment waits. */
export const holdReasons = [
  'by-hand',
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
  'under-check',
  'failed-before',
  'money-missing',
] as const
export type HoldReason = (typeof holdReasons)[number]

/** Why a payment that was planned is not made. */
export const cancellations = [
  'line-closed',
  'plan-changed',
  'schedule-changed',
  'by-hand',
  'purchase-reversed',
] as const
export type PaymentCancellation = (typeof cancellations)[number]

/** Where a payment is on its way. */
export const paymentStates = ['planned', 'held', 'in-run', 'with-the-bank', 'paid', 'failed', 'cancelled'] as const
export type PaymentState = (typeof paymentStates)[number]

/** Reasons that only a person takes away; the others are gone with what gave them. */
export const isReleasedByHand = (reason: HoldReason): boolean => reason === 'by-hand' || reason === 'failed-before'
