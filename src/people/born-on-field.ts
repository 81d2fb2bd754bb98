import { Problem } from '../platform/http/errors.ts'
import { dateInWords, isCalendarDate, type LocalDate } from '../shared/dates.ts'

/** Nobody who is alive was born before it. */
const earliest: LocalDate = '1900-01-01'

/** Refuses a day, month or year in which nobody who comes for a budget was born, and names the field. */
export function requireBirthday(bornOn: string, today: LocalDate): void {
  const fault = faultOf(bornOn, today)
  if (fault === undefined) return
  const [code, detail] = fault
  throw new Problem('request-invalid', `/bornOn: ${detail}`, { errors: [{ pointer: '/bornOn', code, detail }] })
}

function faultOf(bornOn: string, today: LocalDate): readonly [code: string, detail: string] | undefined {
  if (bornOn.length === earliest.length && !isCalendarDate(bornOn)) return ['format', 'must be a day of the calendar']
  if (bornOn > today.slice(0, bornOn.length)) return ['date-ahead', 'must not lie ahead']
  if (bornOn < earliest.slice(0, bornOn.length)) return ['date-past', `must not lie before ${dateInWords(earliest)}`]
  return undefined
}
