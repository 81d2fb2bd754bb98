import type { CaseView } from '../cases/schemas.ts'
import type { PersonInBrief } from '../people/schemas.ts'
import { fullName } from '../rules/people/names.ts'
import type { LocalDate } from '../shared/dates.ts'
import { type Asking, pathOfCase } from './asking.ts'
import type { Whose } from './look.ts'

/** Whose pages these are, for who holds them on paper. */
export async function whoseOf(at: {
  readonly ask: Asking
  readonly caseId: string
  readonly today: LocalDate
}): Promise<Whose> {
  const of = pathOfCase(at.caseId)
  const [{ reference }, person] = await Promise.all([
    at.ask.get<CaseView>(of),
    at.ask.find<PersonInBrief>(`${of}/person`),
  ])
  return { name: person && fullName(person), reference, today: at.today }
}
