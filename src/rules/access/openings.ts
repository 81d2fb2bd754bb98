import { daysAfter, type LocalDate } from '../../shared/dates.ts'
import { type Refusal, refuse } from '../../shared/outcome.ts'

/** What a restricted record is opened for, each a ground of its own (`named-to-decide`, `named-for-identity`, `named-to-pay`). */
export const openingTasks = ['decide', 'identity', 'pay'] as const
export type OpeningTask = (typeof openingTasks)[number]
/** As long as somebody decided by a role is given to see an appeal through. */
export const mostDaysOpened = 90

/** Whether a record may be opened until this day. */
export const mayOpenUntil = (until: LocalDate, today: LocalDate): true | Refusal<'request-invalid'> =>
  (until >= today && until <= daysAfter(today, mostDaysOpened)) ||
  refuse('request-invalid', `The last day is today or later, and within ${mostDaysOpened} days`, '/until')
