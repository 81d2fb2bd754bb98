import { dateInWords, daysAfter, type LocalDate } from '../../shared/dates.ts'
import { type Refusal, refuse } from '../../shared/outcome.ts'
import type { CaseRole } from '../sign-off/sign-off-rules.ts'

/** Why a line pauses (P11: what if I am too unwell to manage it?). */
export const pauseCauses = ['in-hospital', 'detained', 'away', 'provider-unavailable', 'asked'] as const
export type PauseCause = (typeof pauseCauses)[number]

/** For so many days at the most others pause a line of the person's; then it begins again, and it is asked anew. Set by the service: no source says it. */
export const mostDaysByOthers = 28

/** A pause of a line. It is over on the day before it was resumed, or after its last day; null: until the person says so. */
export interface LinePause {
  readonly from: LocalDate
  readonly until: LocalDate | null
  readonly resumedOn: LocalDate | null
}

/** Whether a line is paused on a day. It begins again by date, whoever looks. */
export function isPaused({ from, until, resumedOn }: LinePause, on: LocalDate): boolean {
  return from <= on && (until === null || on <= until) && (resumedOn === null || on < resumedOn)
}

/** Whether a pause is the person's own, or of who acts for them. */
export const isPersons = (as: CaseRole) => as === 'person' || as === 'representative'

/** Whether others would pause a line anew too soon: pause after pause would take away what a reduction may not (P10). */
export function isTooSoon(
  as: CaseRole,
  before: readonly (LinePause & { readonly pausedAs: CaseRole })[],
  from: LocalDate,
): boolean {
  const earliest = daysAfter(from, -mostDaysByOthers)
  return (
    !isPersons(as) &&
    before.some((pause) => !isPersons(pause.pausedAs) && (pause.resumedOn ?? pause.until ?? from) >= earliest)
  )
}

/**
 * Whether a line may pause so: from today on at the earliest. The person may pause for as long as they wish; for others it needs a reason of its own and a
 * last day, so that support which works is not taken away by a pause (P10).
 */
export function mayPause(
  as: CaseRole,
  { cause, from, until }: { readonly cause: PauseCause; readonly from: LocalDate; readonly until: LocalDate | null },
  today: LocalDate,
): true | Refusal<'request-invalid'> {
  if (from < today) return refuse('request-invalid', 'A pause begins today or later', '/from')
  if (until !== null && until < from)
    return refuse('request-invalid', 'The last day cannot be before the first', '/until')
  if (isPersons(as)) return true
  if (cause === 'asked')
    return refuse('request-invalid', 'Only the person, or who acts for them, asks for a pause', '/cause')
  const last = daysAfter(from, mostDaysByOthers - 1)
  if (until !== null && until <= last) return true
  return refuse(
    'request-invalid',
    `Others pause a line for ${mostDaysByOthers} days at the most: until ${dateInWords(last)} or sooner`,
    '/until',
  )
}
