import type { LocalDate } from '../../shared/dates.ts'
import { type Agreement, type CurrentService, type Recorder, stopsBeforeReplacement } from './continuity.ts'
import type { NamedService } from './freeze.ts'

/** What the case says of its services: since when an appeal is open, and the lines that are in force. */
export interface ServicesContext {
  /** Null where no appeal is open. What the person has stays as it was on that day, whatever day was set for its end. */
  readonly frozenSince: LocalDate | null
  /** The keys of the lines that the person has, under the plan in force. */
  readonly linesInForce: readonly string[]
}

/** A service in the register, as what is told of it needs it. */
export interface ToldService extends NamedService {
  /** How much of it the person wants; null or left out where they have not said. */
  readonly minutesWantedPerWeek?: number | null
  readonly personAgreement: (Agreement & { readonly recordedAs: Recorder }) | null
}

/** Whether what replaces a service has started: its line is in force, and its day has come. */
export function hasStarted(service: CurrentService, { linesInForce }: ServicesContext, on: LocalDate): boolean {
  const { status, replacedBy, replacementStartsOn } = service
  if (status !== 'replaced' || replacedBy === null || replacementStartsOn === null) return false
  return linesInForce.includes(replacedBy) && replacementStartsOn <= on
}

/** Whether the person has the service on a day, or any day after it. */
export function stays(service: ToldService, servicesContext: ServicesContext, today: LocalDate): boolean {
  const { status, endsOn } = service
  const on = servicesContext.frozenSince ?? today
  if (status === 'kept' || status === 'at-risk' || (endsOn !== null && endsOn >= on)) return true
  return status === 'replaced' && !hasStarted(service, servicesContext, on) && !stopsBeforeReplacement(service)
}
