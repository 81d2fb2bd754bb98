import { defaultInstrument } from '../../src/rules/assessment/instruments.ts'
import type { StandingCase } from './many-cases.ts'
import type { presetNames } from './policy.ts'

const layered = {
  socialCare: { reference: 'SC-2026-0417', amountPence: 123_457 },
  gpAgreement: { practiceCode: 'G82117', agreedOn: '2026-11-02' },
}
const services = (number: number) => [
  { service: 'community-contact', units: 1 + (number % 12) },
  { service: 'talking-therapy', units: 6 + (number % 31) },
]
/** A needs assessment; each number gives another. */
export const ratings = (number: number) =>
  defaultInstrument.domains.map(({ key, title }, index) => ({
    key,
    title,
    typicalDay: (number + index) % 3,
    worstDay: 2 + ((number + index) % 3),
    worstDaysPerMonth: (number * 7 + index) % 31,
    withoutCurrentSupport: (number + index) % 4,
  }))

/** What a case of a scheme of the seeds can be worked out from; each number gives another. */
export function aStanding(name: (typeof presetNames)[number], number: number): StandingCase {
  switch (name) {
    case 'merseyside-one-off':
      return {
        inputs: {
          method: 'one-off',
          items: [
            { key: 'drum-kit', title: 'A drum kit, for co-ordination', amountPence: 25_000 + number * 101 },
            { key: 'mattress', title: 'A mattress, to sleep', amountPence: 15_000 },
          ],
        },
      }
    case 'kent-peer-brokerage':
      return {
        inputs: { method: 'one-off', items: [{ key: 'course', title: 'A course', amountPence: 30_000 + number }] },
      }
    case 'local-pilot-historic':
      return { inputs: { method: 'historic-cost', until: '2026-10-31', contacts: services(number) } }
    case 'west-sussex-pooled':
      return { inputs: { method: 'points' }, facts: { ratings: ratings(number), keptServices: [] } }
    case 'south-kent-coast':
      return { inputs: { method: 'required-services', services: services(number), ...layered } }
    case 'lambeth-integrated':
    case 'northamptonshire':
    case 'section-117':
      return { inputs: { method: 'required-services', services: services(number) } }
  }
}

export function standing(name: (typeof presetNames)[number], count: number): StandingCase[] {
  return Array.from({ length: count }, (_, number) => aStanding(name, number))
}
