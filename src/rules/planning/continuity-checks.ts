import type { LocalDate } from '../../shared/dates.ts'
import { inHours } from '../../shared/numbers.ts'
import type { Missing } from '../assessment/readiness.ts'
import { type CurrentService, shortfallMinutes } from './continuity.ts'
import { hasStarted, type ServicesContext } from './what-stays.ts'

/** A service as the checks of a plan look at it. */
export interface RegisteredService extends CurrentService {
  readonly id: string
}

/** What of the services that the person has now stands between a plan and its signatures, and the decision to agree to it. */
export function continuityMissing(
  services: readonly RegisteredService[],
  lines: readonly { readonly key: string; readonly category: string }[],
): Missing[] {
  const missing: Missing[] = []
  for (const { id, status, replacedBy } of services) {
    const at = `/currentServices/${id}`
    if (status === 'at-risk')
      missing.push({
        pointer: `${at}/status`,
        code: 'service-at-risk',
        detail: 'It is not settled what happens to a service that the person has now: decide it with them first',
      })
    if (status === 'replaced' && !lines.some((line) => line.key === replacedBy))
      missing.push({
        pointer: `${at}/replacedBy`,
        code: 'replacement-missing',
        detail: 'The plan does not have the line that is to replace a service that the person has now',
      })
  }
  const crisis = services.filter((service) => service.kind === 'nhs-crisis').map((service) => service.serviceCode)
  for (const [index, { category }] of lines.entries()) {
    if (crisis.includes(category))
      missing.push({
        pointer: `/lines/${index}/category`,
        code: 'kept-service-not-tradable',
        detail: 'NHS crisis services stay free to the person, so a budget does not buy them',
      })
  }
  return missing
}

/** An empty register can be one that nobody has filled: a plan needs somebody's word that it is empty. */
export function registerMissing(services: readonly unknown[], confirmedNone: boolean): Missing[] {
  if (services.length > 0 || confirmedNone) return []
  const detail = 'Register the services that the person has now, or confirm that they have none'
  return [{ pointer: '/currentServices', code: 'services-unconfirmed', detail }]
}

/**
 * The services that are left to look at where some lines of a plan do not go ahead: what one of them was to replace is kept again, and
 * so is settled, unless that has started. Then the person would have neither.
 */
export function leftToSettle<S extends RegisteredService>(
  services: readonly S[],
  dropped: readonly string[],
  servicesContext: ServicesContext,
  today: LocalDate,
): S[] {
  return services.filter(
    (service) =>
      service.status !== 'replaced' ||
      !dropped.includes(service.replacedBy ?? '') ||
      hasStarted(service, servicesContext, today),
  )
}

/** What whoever signs and decides should know of the hours that the person will have less: shown, not hidden (P5). */
export function shortfallsToSee(services: readonly RegisteredService[]): Missing[] {
  return services.flatMap((service) => {
    const minutes = shortfallMinutes(service)
    if (minutes === 0) return []
    const pointer = `/currentServices/${service.id}`
    const detail =
      minutes === null
        ? 'There is no record of how much less of a current service the person will get'
        : `The person will have ${inHours(minutes)} a week less of a service that they have now`
    return [{ pointer, code: 'service-shortfall', detail }]
  })
}
