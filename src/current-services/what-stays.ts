import { shortfallMinutes } from '../rules/planning/continuity.ts'
import { type ServicesContext, stays } from '../rules/planning/what-stays.ts'
import type { LocalDate } from '../shared/dates.ts'
import { alwaysStays, sayingNo, stayOf } from '../words/what-stays.ts'
import type { Service } from './repository.ts'
import type { WhatStays } from './schemas.ts'

/** What the person goes on having from a day on. `keptAgain` names the services that this very answer tells of as put back to kept. */
export function whatStays(
  services: readonly Service[],
  servicesContext: ServicesContext,
  today: LocalDate,
  keptAgain: readonly string[] = [],
): WhatStays {
  return {
    asOf: today,
    always: structuredClone(alwaysStays) as WhatStays['always'],
    services: services
      .filter((service) => stays(service, servicesContext, today))
      .map((service) => ({
        currentServiceId: service.id,
        status: service.status,
        ...stayOf(service, servicesContext.frozenSince !== null, keptAgain.includes(service.id)),
        shortfallMinutesPerWeek: shortfallMinutes(service),
      })),
    sentence: sayingNo,
  }
}
