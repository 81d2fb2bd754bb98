import { type Static, Type } from '@sinclair/typebox'
import { daysAfter, type LocalDate, monthsAfter } from '../../shared/dates.ts'
import { date, thing, words } from '../../shared/schema.ts'

/** For how long an amount is given: what is agreed and spent in it counts together, plan after plan. */
export const Period = thing('Period', 'The days that a budget, or a plan, is for: the first and the last.', {
  from: date(),
  until: date(),
})
export type Period = Static<typeof Period>

export const PeriodRules = thing('PeriodRules', 'For how long a budget is given.', {
  months: Type.Integer({ minimum: 1, maximum: 36, description: 'Its length in months.', examples: [12] }),
  source: words(300, 'Where it comes from.', 'Set by the scheme: no source says it'),
})

/** The period that begins on a day. Where its last month has no such day it has all of that month: 29 February and a year is until the 28th. */
export function periodFrom(from: LocalDate, { months }: Static<typeof PeriodRules>): Period {
  const next = monthsAfter(from, months)
  return { from, until: next.slice(8) === from.slice(8) ? daysAfter(next, -1) : next }
}
