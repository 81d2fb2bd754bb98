import { dateInWords, daysAfter, type LocalDate } from '../../shared/dates.ts'
import { type Refusal, refuse } from '../../shared/outcome.ts'
import { oneOf } from '../../shared/schema.ts'

/**
 * On what basis information is shared that nobody agreed to. The sources: UK GDPR articles 6(1) and 9(2); Data Protection Act 2018,
 * schedule 1; Care Act 2014, sections 42 to 45 (safeguarding).
 */
export const sharingBases = [
  // Articles 6(1)(d) and 9(2)(c): to protect somebody's life, where the person cannot consent.
  'vital-interests',
  // Articles 6(1)(c) or (e) and 9(2)(g), with schedule 1, paragraph 18.
  'safeguarding',
  // Articles 6(1)(c) and 9(2)(f).
  'court-order',
  // Article 6(1)(c): a law asks for it.
  'legal-duty',
  // Articles 6(1)(e) and 9(2)(g): serious harm or crime, where that weighs more than confidence.
  'public-interest',
] as const
export const SharingBasis = oneOf(sharingBases, {
  $id: 'SharingBasis',
  description: 'The legal basis of sharing without consent.',
})

/** It is for what cannot wait. Whoever needs it for longer decides it again, with reasons of that day. */
const mostDays = 28

/** Whether information may be shared without consent until a day. */
export function mayShareUntil(until: LocalDate, today: LocalDate): true | Refusal<'request-invalid'> {
  const last = daysAfter(today, mostDays)
  return (
    (until >= today && until <= last) ||
    refuse('request-invalid', `The last day must be between today and ${dateInWords(last)}`, '/until')
  )
}
