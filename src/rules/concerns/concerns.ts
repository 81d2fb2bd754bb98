import type { LocalDate } from '../../shared/dates.ts'
import { type Refusal, refuse } from '../../shared/outcome.ts'
import { workingDaysAfter } from '../../shared/working-days.ts'
import { foldName } from '../people/folded-names.ts'

/*
 * A concern: that a person's money is taken, or spent on what was not agreed. It is for those who handle it alone, since whoever is suspected could
 * put pressure on the person, or hide what they did (Care Act 2014, section 42: the council makes enquiries where an adult is at risk of abuse).
 */

export const concernSubjects = ['payee', 'member', 'line', 'case'] as const
export const concernLevels = ['low', 'medium', 'high'] as const
/** Why somebody is concerned. */
export const raisedReasons = [
  'money-taken',
  'pressure',
  'not-received',
  'price-wrong',
  'not-vetted',
  'conflict-of-interest',
  'plan-not-followed',
  'neglect',
  'other',
] as const
/** Why the service is. */
export const signalReasons = [
  'same-document',
  'same-purchase',
  'receipt-out-of-time',
  'unusual-sum',
  'cash-burst',
  'burst',
  'new-payee-large-sum',
  'round-sums',
  'staff-paid-themselves',
  'shared-bank-details',
  'bank-name-differs',
  'bank-details-denied',
  'undeclared-tie',
  'document-in-two-cases',
  'account-changed-large-sum',
  'feed-line-differs',
  'reversed-without-receipt',
  'cash-withdrawn',
  'card-line-unmatched',
  'name-like-stopped',
] as const
/** Why an audit is: what was found of an item of a sample. */
export const auditReasons = ['audit-finding'] as const
export const concernRaisers = [
  'person',
  'representative',
  'advocate',
  'care-coordinator',
  'broker',
  'other',
  'service',
] as const
export const concernStates = ['open', 'looking', 'settled'] as const
export const concernOutcomes = ['no-concern', 'substantiated', 'referred-on'] as const
export const concernReferrals = ['council', 'police', 'council-and-police'] as const
export const concernEntryKinds = [
  'taken',
  'noted',
  'told',
  'frozen',
  'renewed',
  'lifting-asked',
  'lifted',
  'settled',
] as const
export const concernTold = [
  'person',
  'representative',
  'raiser',
  'council',
  'police',
  'trust',
  'organisation',
  'bank',
  'regulator',
  'other',
] as const

export type ConcernSubject = (typeof concernSubjects)[number]
export type ConcernLevel = (typeof concernLevels)[number]
export type SignalReason = (typeof signalReasons)[number]
export type ConcernRaiser = (typeof concernRaisers)[number]
export type ConcernOutcome = (typeof concernOutcomes)[number]
export type ConcernReferral = (typeof concernReferrals)[number]

/** What a concern is about: the one field of its kind, and nothing for the case. */
export interface About {
  readonly about: ConcernSubject
  readonly memberId: string | null
  readonly planLineId: string | null
  readonly payee: string | null
}

/** What concerns the case as a whole, and nothing of it by name. */
export const theCase: About = { about: 'case', memberId: null, planLineId: null, payee: null }

const fieldOf = { payee: 'payee', member: 'memberId', line: 'planLineId' } as const

/** Whether the one field is given that says what the concern is about, and no other. */
export function isAboutOne(given: About): true | Refusal<'request-invalid'> {
  const wanted = given.about === 'case' ? undefined : fieldOf[given.about]
  for (const field of Object.values(fieldOf))
    if ((given[field] !== null) !== (field === wanted))
      return refuse(
        'request-invalid',
        'Give the one field that says what it is about, and null for the others',
        `/${field}`,
      )
  return true
}

/** The same thing always has the same key, however a payee is written. */
export function aboutKey({ about, memberId, planLineId, payee }: About): string {
  return `${about}:${payee === null ? (memberId ?? planLineId ?? '') : foldName(payee)}`
}

/** Whether what was frozen holds on once a concern has ended so: what was found, or is looked into elsewhere, does not pass with a day. */
export const keepsFrozen = (outcome: ConcernOutcome): boolean => outcome !== 'no-concern'

/** A concern that is passed on says to whom; no other does. */
export function mayEndAs(
  outcome: ConcernOutcome,
  referredTo: ConcernReferral | null,
): true | Refusal<'request-invalid'> {
  if ((outcome === 'referred-on') === (referredTo !== null)) return true
  return refuse('request-invalid', 'A concern that is passed on says to whom, and no other does', '/referredTo')
}

/** The working days within which somebody takes a concern, and within which it is settled once somebody has, by its level (decision 0179). */
export const concernDays: Readonly<Record<ConcernLevel, { readonly take: number; readonly settle: number }>> = {
  high: { take: 1, settle: 20 },
  medium: { take: 3, settle: 40 },
  low: { take: 5, settle: 60 },
}
/** The day by which something is done about a concern that somebody opened, or took, today. */
export const concernDueOn = (level: ConcernLevel, toDo: 'take' | 'settle', today: LocalDate): LocalDate =>
  workingDaysAfter(today, concernDays[level][toDo])

/** So many days before a freeze ends by itself those who handle its concern are told. */
export const daysBeforeFreezeEnds = 3
