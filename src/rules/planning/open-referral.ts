import type { LocalDate } from '../../shared/dates.ts'
import type { ResourceCost, ResourceKind } from './resources.ts'

/*
 * The directory as Open Referral UK has it: the Human Services Data Specification 3.0 with the UK profile
 * (https://github.com/OpenReferralUK/uk-profile, schema/compiled/service.json). Names are those of the specification.
 * What it has no field for is a term of a taxonomy of ours: the kind, the cost, the needs, the culture, and how many can take part.
 */

export const openReferral = {
  version: '3.0',
  profile: 'https://open-referral-uk-profile.readthedocs.io/en/latest/',
  openapi_url: 'https://raw.githubusercontent.com/openreferral/uk-profile/main/schema/openapi.json',
} as const

export const serviceStates = ['active', 'inactive', 'defunct', 'temporarily closed'] as const
export type ServiceState = (typeof serviceStates)[number]

/** Our taxonomies, and what a term of each says. */
export const taxonomies = {
  kind: { name: 'recovery-budgets-kind', says: 'What it is.' },
  cost: { name: 'recovery-budgets-cost', says: 'Whether it costs anything.' },
  need: { name: 'recovery-budgets-need', says: 'What it can help with.' },
  culture: { name: 'recovery-budgets-culture', says: 'For which culture or faith.' },
  places: { name: 'recovery-budgets-places', says: 'How many can take part.' },
} as const
export type Taxonomy = keyof typeof taxonomies

/** What an entry says, whoever wrote it. */
export interface ListedResource {
  readonly kind: ResourceKind
  readonly name: string
  readonly description: string
  readonly runBy: string
  readonly organisationId: string | null
  readonly cost: ResourceCost
  readonly pricePence: number | null
  readonly places: number | null
  readonly languages: readonly string[]
  readonly culture: string | null
  readonly accessibility: string | null
  readonly areas: readonly string[]
  readonly needs: readonly string[]
  readonly contact: string
  readonly from: LocalDate
  readonly until: LocalDate | null
}
interface KeptListed extends ListedResource {
  readonly id: string
  readonly checkedOn: LocalDate | null
  readonly changedAt: string
  readonly endedAt: string | null
}

/** What a service costs, in pounds as the specification has it; nothing where the price has to be asked for. */
function costOptions({ cost, pricePence, from }: ListedResource, idOf: (part: string) => string) {
  if (cost !== 'free' && pricePence === null) return []
  const amount = (pricePence ?? 0) / 100
  return [{ id: idOf('cost'), valid_from: from, option: cost, currency: 'GBP', amount }]
}

/** An entry as a service of Open Referral UK. `derive` gives the same identifier for the same text. */
export function toService(resource: KeptListed, derive: (text: string) => string, today: LocalDate) {
  const { id, name, description, runBy, from, until, checkedOn } = resource
  const idOf = (part: string) => derive(`${id}:${part}`)
  const organizationId = resource.organisationId ?? derive(`organization:${runBy}`)
  const ended = resource.endedAt !== null
  const status: ServiceState = ended ? 'defunct' : until !== null && until < today ? 'inactive' : 'active'
  const term = (taxonomy: Taxonomy, named: string) => ({
    id: idOf(`${taxonomy}:${named}`),
    link_id: id,
    link_type: 'service',
    taxonomy_term: {
      id: derive(`term:${taxonomy}:${named}`),
      name: named,
      description: taxonomies[taxonomy].says,
      taxonomy: taxonomies[taxonomy].name,
    },
  })
  return {
    id,
    organization_id: organizationId,
    name,
    description,
    status,
    ...(checkedOn === null ? {} : { assured_date: checkedOn }),
    last_modified: resource.changedAt,
    organization: { id: organizationId, name: runBy, description: `${runBy}, as this directory has it.` },
    schedules: [
      { id: idOf('schedule'), service_id: id, valid_from: from, ...(until === null ? {} : { valid_to: until }) },
    ],
    service_areas: resource.areas.map((area) => ({ id: idOf(`area:${area}`), service_id: id, name: area })),
    service_at_locations:
      resource.accessibility === null
        ? []
        : [
            {
              id: idOf('at'),
              service_id: id,
              location: {
                id: idOf('location'),
                location_type: 'physical' as const,
                accessibility: [{ id: idOf('accessibility'), description: resource.accessibility }],
              },
            },
          ],
    languages: resource.languages.map((code) => ({ id: idOf(`language:${code}`), service_id: id, name: code, code })),
    cost_options: costOptions(resource, idOf),
    contacts: [{ id: idOf('contact'), service_id: id, name: resource.contact }],
    attributes: [
      term('kind', resource.kind),
      term('cost', resource.cost),
      ...resource.needs.map((need) => term('need', need)),
      ...(resource.culture === null ? [] : [term('culture', resource.culture)]),
      ...(resource.places === null ? [] : [term('places', String(resource.places))]),
    ],
  }
}
