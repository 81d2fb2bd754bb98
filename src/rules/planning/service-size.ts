import { losesCover, minutesLost, type Window } from './cover.ts'

type ServiceHours = { days: number[]; from: string; to: string }[]

/** How much of a service there is: in a week, at what times, and as what it is priced. */
export interface ServiceSize {
  /** Its code in the price list: while the service is kept, no budget prices it or takes it off. */
  readonly serviceCode: string | null
  readonly minutesPerWeek: number | null
  /** How much there was before it was lowered; null where it never was. */
  readonly minutesPerWeekBefore: number | null
  /** When it can be reached; null or left out where nobody has said. */
  readonly hours?: ServiceHours | null
  /** When it could be reached before that became less; null where it never did. */
  readonly hoursBefore?: ServiceHours | null
}

const wholeWeek: readonly Window[] = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }]

/** Whether a change leaves hours out in which the service could be reached, or leaves it unsaid when it can be. */
export function losesHours(before: Pick<ServiceSize, 'hours'> | null, after: Pick<ServiceSize, 'hours'>): boolean {
  return losesCover([{ windows: before?.hours ?? [] }], [{ windows: after.hours ?? [] }], wholeWeek)
}

/** When it could be reached before that became less, after a change: nothing is said of it once it is as long again. */
export function hoursBefore(before: ServiceSize, hours: ServiceSize['hours']): ServiceHours | null {
  const had = before.hoursBefore ?? before.hours ?? null
  return had !== null && losesHours({ hours: had }, { hours: hours ?? null }) ? had : null
}

/** How many minutes a week less it can be reached than before. */
export const reachLostMinutes = ({ hoursBefore: had, hours }: ServiceSize): number =>
  had ? minutesLost(had, hours ?? []) : 0

/** Whether a change leaves less of a service than there is, or leaves it unsaid how much there is. */
export function isLowered(before: ServiceSize | null, after: ServiceSize): boolean {
  const had = before === null ? null : (before.minutesPerWeek ?? before.minutesPerWeekBefore)
  if (before === null || had === null || after.minutesPerWeek === before.minutesPerWeek) return false
  return after.minutesPerWeek === null || after.minutesPerWeek < had
}

/** Whether a change strikes out the code of a service, or puts another in its place. */
export function losesCode(before: ServiceSize | null, after: ServiceSize): boolean {
  return before !== null && before.serviceCode !== null && after.serviceCode !== before.serviceCode
}

/** How much there was before it was lowered, after a change: nothing is said of it once there is as much again. */
export function minutesBefore(before: ServiceSize, minutesPerWeek: number | null): number | null {
  const had = before.minutesPerWeekBefore ?? before.minutesPerWeek
  return had !== null && (minutesPerWeek === null || minutesPerWeek < had) ? had : null
}
