import type { WhatStays } from '../../src/current-services/schemas.ts'
import { shortfallMinutes } from '../../src/rules/planning/continuity.ts'
import type { ToldService } from '../../src/rules/planning/what-stays.ts'
import { alwaysStays, sayingNo, stayOf } from '../../src/words/what-stays.ts'

const service: ToldService = {
  kind: 'therapy',
  title: 'Talking therapy',
  provider: 'Mersey Trust',
  serviceCode: null,
  minutesPerWeek: 90,
  minutesPerWeekBefore: null,
  relationshipWith: 'Dr Okafor',
  status: 'kept',
  replacedBy: null,
  replacementStartsOn: null,
  replacementMinutesPerWeek: null,
  endsOn: null,
  statusReason: null,
  personAgreement: null,
}
const on = '2027-02-01'
const replaced = { status: 'replaced', replacedBy: 'drum-kit', replacementMinutesPerWeek: 30 } as const
const terms: readonly Partial<ToldService>[] = [
  {},
  { kind: 'nhs-crisis' },
  { minutesPerWeekBefore: 120 },
  { minutesPerWeek: null, minutesPerWeekBefore: 120 },
  { status: 'at-risk' },
  { status: 'at-risk', endsOn: on },
  replaced,
  { ...replaced, minutesPerWeek: null },
  { ...replaced, replacementStartsOn: on },
  { ...replaced, replacementStartsOn: on, endsOn: '2027-01-01' },
  { status: 'ending', endsOn: on },
]
const agreements = [null, 'person', 'representative'] as const

/** A service in every status, with each thing that can be said of it. */
export const everyStay: WhatStays['services'] = terms.flatMap((more) =>
  agreements.flatMap((recordedAs) =>
    [false, true].flatMap((frozen) =>
      [false, true].map((keptAgain) => {
        const personAgreement = recordedAs && { on: '2026-11-02', words: 'Yes.', recordedAs }
        const told = { ...service, statusReason: 'The group closes.', ...more, personAgreement }
        return {
          currentServiceId: '0193',
          status: told.status,
          ...stayOf(told, frozen, keptAgain),
          shortfallMinutesPerWeek: shortfallMinutes(told),
        }
      }),
    ),
  ),
)

/** What the person goes on having, with these services. */
export const staying = (services: WhatStays['services']): WhatStays => ({
  asOf: '2026-11-24',
  always: structuredClone([...alwaysStays]),
  services,
  sentence: sayingNo,
})
