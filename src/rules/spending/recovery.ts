import { daysAfter, type LocalDate, londonDate } from '../../shared/dates.ts'
import type { Pence } from '../../shared/money.ts'
import { type Refusal, refuse } from '../../shared/outcome.ts'

/*
 * Taking back what was not spent. It is a decision on one person's case, with reasons, and never a rule for all: a surplus that was taken back across the
 * board, without reasons or weighing the case, was conceded to be unlawful (Lancashire, as reported by a supplier).
 */

/** What is weighed each time, before anything is taken back. */
export const recoveryFactors = [
  'why-unspent',
  'support-to-buy',
  'illness',
  'notice-taken',
  'planned-for',
  'what-person-says',
] as const
export type RecoveryFactor = (typeof recoveryFactors)[number]

/** Which way a factor weighs: for taking the money back, for leaving it, or neither. */
export const weights = ['for-recovery', 'against-recovery', 'neither'] as const
export type Weight = (typeof weights)[number]

export interface Weighed {
  readonly factor: RecoveryFactor
  readonly weight: Weight
}

/**
 * The person has two weeks to say what they think. They count from the day on which it stands here for them to read: a telling that is said to be longer ago
 * takes nothing of them. Set by the service: no source says it.
 */
const daysToAnswer = 14
export const answerBy = (proposedAt: Date): LocalDate => daysAfter(londonDate(proposedAt), daysToAnswer)

/** What becomes of money that was not spent: it is taken back, or it is set off against the payments that are to come (reg. 16 of S.I. 2010/1000). */
export const surplusKinds = ['taken-back', 'set-off'] as const
export type SurplusKind = (typeof surplusKinds)[number]

/**
 * How the person has again what was taken or set off, once an appeal is won: on its own line, in the plan that is in force by then, or, where their payments were less and that
 * plan does not pay for the same days, by a payment of its own.
 */
export const waysOfGivingBack = ['line', 'plan-in-force', 'owed', 'budget'] as const
export type GivenBackAs = (typeof waysOfGivingBack)[number]

/**
 * What of a line can be taken back: what was given back of it, and what is there to be spent, without what crises brought it, and without what its schedule
 * still asks for and nothing is planned for.
 */
export const recoverable = (
  line: {
    readonly availablePence: Pence
    readonly returnedPence: Pence
    readonly crisisPence: Pence
  },
  scheduledPence: Pence,
): Pence => Math.max(0, line.returnedPence + Math.max(0, line.availablePence - line.crisisPence) - scheduledPence)

/** Whether it may be decided on: each factor is weighed once, the person has answered or had their time, and one that weighs for it goes before what is taken. */
export function mayRecover(
  weighed: readonly Weighed[],
  { takes, answered, by }: { readonly takes: boolean; readonly answered: boolean; readonly by: LocalDate },
  today: LocalDate,
): true | Refusal<'factors-not-weighed' | 'person-has-time'> {
  const missing = recoveryFactors.filter((factor) => weighed.filter((one) => one.factor === factor).length !== 1)
  if (missing.length > 0)
    return refuse('factors-not-weighed', `Say once for each of these how it weighs: ${missing.join(', ')}`, '/factors')
  if (takes && !weighed.some(({ weight }) => weight === 'for-recovery'))
    return refuse('factors-not-weighed', 'Nothing that was weighed speaks for taking it back', '/factors')
  if (!answered && today <= by)
    return refuse('person-has-time', `The person has until ${by} to say what they think of it`)
  return true
}

/** What of what was given back of a line is paid by payments of its own; before that was kept, all of it where it was given back so last. */
export const owedOfGivenBack = (line: {
  readonly owedPence?: Pence
  readonly givenBackPence?: Pence
  readonly givenBackAs?: string | null
}): Pence => line.owedPence ?? (line.givenBackAs === 'owed' ? (line.givenBackPence ?? 0) : 0)
