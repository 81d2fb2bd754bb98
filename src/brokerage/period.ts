import type { Static } from '@sinclair/typebox'
import { Problem } from '../platform/http/errors.ts'
import { type LocalDate, monthsAfter } from '../shared/dates.ts'
import type { PeriodQuery } from './unmet-schemas.ts'

/** A year back where no day is given. */
const usualMonths = 12

/** The days that are asked about, both included. */
export function periodOf({ from, until }: Static<typeof PeriodQuery>, today: LocalDate) {
  const last = until ?? today
  const first = from ?? monthsAfter(last, -usualMonths)
  if (first > last)
    throw new Problem('request-invalid', 'The period ends before it begins', {
      errors: [{ pointer: 'querystring:/until', code: 'period-upside-down', detail: 'must not be before from' }],
    })
  return { from: first, until: last }
}
