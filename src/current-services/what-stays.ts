import type { Actor } from '../platform/access.ts'
import type { Reads } from '../platform/database.ts'
import { shortfallMinutes } from '../rules/continuity.ts'
import { alwaysStays, sayingNo, stayOf, stays } from '../rules/what-stays.ts'
import type { LocalDate } from '../shared/dates.ts'
import { listServicesOf, type Service } from './repository.ts'
import type { WhatStays } from './schemas.ts'

/** What the person goes on having from a day on. `calledOff` where no plan goes ahead that was to replace any of it. */
export function whatStays(services: readonly Service[], today: LocalDate, calledOff: boolean): WhatStays {
  return {
    asOf: today,
    always: structuredClone(alwaysStays) as WhatStays['always'],
    services: services
      .filter((service) => stays(service, today, calledOff))
      .map((service) => ({
        currentServiceId: service.id,
        fate: service.fate,
        ...stayOf(service, calledOff),
        shortfallMinutesPerWeek: calledOff && service.fate === 'replaced' ? 0 : shortfallMinutes(service),
      })),
    sentence: sayingNo,
  }
}

/** What the person goes on having where no plan goes ahead, as sentences. */
export async function staysInWords(reads: Reads, actor: Actor, caseId: string, today: LocalDate): Promise<string[]> {
  const { always, services, sentence } = whatStays(await listServicesOf(reads, actor, caseId), today, true)
  return [sentence, ...[...services, ...always].map((stay) => `${stay.title}. ${stay.sentence}`)]
}
