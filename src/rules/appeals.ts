import { type LocalDate, monthsAfter } from '../shared/dates.ts'
import { type Refusal, refuse } from '../shared/outcome.ts'
import { workingDaysAfter } from '../shared/working-days.ts'
import type { SchemeRules } from './scheme-rules.ts'

/** Outcomes that go against the person, wholly or in part: each needs reasons, and each can be appealed. */
export const adverseOutcomes = ['declined', 'returned', 'refused', 'agreed-in-part', 'reduced', 'ended'] as const

export const appealOutcomes = ['upheld', 'varied', 'overturned'] as const
export type AppealOutcome = (typeof appealOutcomes)[number]

/** Whether a decision can be appealed. */
export function isAdverse(outcome: string): boolean {
  return (adverseOutcomes as readonly string[]).includes(outcome)
}

/** The last day on which an appeal is in time. Later ones are accepted with a reason. */
export function appealBy(rules: SchemeRules, decidedOn: LocalDate): LocalDate {
  return workingDaysAfter(decidedOn, rules.appeals.lodgeWithinWorkingDays)
}

/** Whether a reconsideration is owed by law: one of a decision in any six months. More may be accepted. */
export function isOwed(lodgedBefore: readonly LocalDate[], today: LocalDate): boolean {
  return lodgedBefore.every((date) => monthsAfter(date, 6) <= today)
}

/** Whether an appeal may be lodged, and whether it is owed. */
export function mayLodge(
  rules: SchemeRules,
  decision: { readonly outcome: string; readonly decidedOn: LocalDate },
  lodgedBefore: readonly LocalDate[],
  lateBecause: string | null,
  today: LocalDate,
): { owed: boolean } | Refusal<'decision-not-adverse' | 'late-reason-required'> {
  if (!isAdverse(decision.outcome))
    return refuse('decision-not-adverse', 'This decision gave the person what was asked for')
  const by = appealBy(rules, decision.decidedOn)
  if (today > by && lateBecause === null)
    return refuse(
      'late-reason-required',
      `An appeal was in time until ${by}; a later one says why it is late`,
      '/lateBecause',
    )
  return { owed: isOwed(lodgedBefore, today) }
}

/** The reviewer is none of those who took part in the decision, or who have or had to do with the case (P9). */
export function mayReview(actorId: string, tookPart: ReadonlySet<string>): boolean {
  return !tookPart.has(actorId)
}
