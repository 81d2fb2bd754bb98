import { Problem } from '../platform/http/errors.ts'
import { dateInWords, type LocalDate } from '../shared/dates.ts'

/** Nobody who is alive was born before it. */
const earliest: LocalDate = '1900-01-01'

/** Refuses a day on which nobody who comes for a budget was born, and names the field. */
export function requireBirthday(bornOn: LocalDate, today: LocalDate): void {
  if (bornOn >= earliest && bornOn <= today) return
  const [code, detail] =
    bornOn > today
      ? ['date-ahead', 'must not lie ahead']
      : ['date-past', `must not lie before ${dateInWords(earliest)}`]
  throw new Problem('request-invalid', `/bornOn: ${detail}`, { errors: [{ pointer: '/bornOn', code, detail }] })
}
