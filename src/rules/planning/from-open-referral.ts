import { isCalendarDate, type LocalDate } from '../../shared/dates.ts'
import { mostPence } from '../../shared/money.ts'
import { isRefusal } from '../../shared/outcome.ts'
import { namePattern, wordsPattern } from '../../shared/schema.ts'
import { type ListedResource, type ServiceState, serviceStates, type Taxonomy, taxonomies } from './open-referral.ts'
import { everyLeaf, listAt, type Node, nodeAt, textAt } from './open-referral-nodes.ts'
import { type ResourceKind, resourceCosts, resourceFits, resourceKinds } from './resources.ts'

/** A service of a feed as an entry of the directory, or why it cannot be one; and what of it the directory has no place for. */
export interface ReadService {
  readonly sourceId: string | null
  readonly state: ServiceState
  readonly resource: ListedResource | null
  /** Whether the feed says from when it is there; otherwise it is from the day of the import. */
  readonly saysFrom: boolean
  /** When somebody at the source last made sure of it. */
  readonly assuredOn: LocalDate | null
  /** Fields of the feed that are not taken over, or not all of what they say. */
  readonly notMapped: readonly string[]
  readonly faults: readonly Fault[]
}
export interface Fault {
  readonly field: string
  readonly detail: string
}

const [namely, wordy] = [new RegExp(namePattern, 'u'), new RegExp(wordsPattern, 'u')]
const isCalled = (text: string, most: number) => text.length <= most && namely.test(text)
const isWords = (text: string, most: number) => text.length <= most && wordy.test(text)
const languageCode = /^(?=.{2,35}$)[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/
const needKey = /^[a-z][a-z0-9-]{0,40}$/
const sourceIdPattern = /^[\x21-\x7e]{1,100}$/

const isOurs = (attribute: Node) => {
  const named = textAt(nodeAt(attribute, 'taxonomy_term'), 'taxonomy')
  return Object.values(taxonomies).some(({ name }) => name === named)
}
/** The names of the terms of one of our taxonomies. */
const termsOf = (service: Node, taxonomy: Taxonomy) =>
  listAt(service, 'attributes')
    .map((attribute) => nodeAt(attribute, 'taxonomy_term'))
    .filter((term) => textAt(term, 'taxonomy') === taxonomies[taxonomy].name)
    .map((term) => textAt(term, 'name'))

function dayAt(node: Node, field: string): LocalDate | null {
  const day = textAt(node, field).slice(0, 10)
  return day.length === 10 && isCalendarDate(day) ? day : null
}

/** Reads a service. `kind` is for what does not say it in our terms. */
export function readService(service: Node, kind: ResourceKind, today: LocalDate): ReadService {
  const taken = new Taken()
  const faults: Fault[] = []
  const need = (field: string, fits: boolean, detail: string) => {
    if (!fits) faults.push({ field, detail })
  }
  const sourceId = textAt(service, 'id')
  need('id', sourceIdPattern.test(sourceId), 'is missing, or cannot be kept')
  const state = serviceStates.find((one) => one === textAt(service, 'status'))
  if (state) taken.all('status')
  const name = textAt(service, 'name')
  need('name', isCalled(name, 200), 'is missing, longer than 200 characters, or cannot be shown')
  const description = textAt(service, 'description')
  need('description', isWords(description, 2000), 'is missing, or longer than 2,000 characters')
  const organization = nodeAt(service, 'organization')
  const runBy = textAt(organization, 'name')
  need('organization.name', isCalled(runBy, 200), 'is missing, or longer than 200 characters')
  taken.all('name', 'description', 'organization.name')
  const areas = areasOf(service, taken)
  need('service_areas', areas.length > 0, 'gives no area, and no location gives a town or postcode')
  const contact = contactOf(service, taken)
  need('contacts', isWords(contact, 500), 'do not say how one comes to it, or need more than 500 characters')
  const assured = dayAt(service, 'assured_date')
  const assuredOn = assured !== null && assured <= today ? assured : null
  if (assuredOn !== null) taken.all('assured_date')
  const accessibility = accessibilityOf(service, taken)
  const resource: ListedResource = {
    kind: resourceKinds.find((one) => termsOf(service, 'kind').includes(one)) ?? kind,
    name,
    description,
    runBy,
    organisationId: textAt(organization, 'id') || null,
    ...costOf(service, taken),
    places: placesOf(service),
    languages: languagesOf(service, taken),
    culture: termsOf(service, 'culture').find((term) => isWords(term, 500)) ?? null,
    accessibility,
    areas,
    needs: [...new Set(termsOf(service, 'need'))].filter((term) => needKey.test(term)).slice(0, 20),
    contact,
    ...daysOf(service, today, taken),
  }
  if (isRefusal(resourceFits(resource))) faults.push({ field: 'schedules', detail: 'end before they begin' })
  const others = listAt(service, 'attributes').filter((attribute) => !isOurs(attribute))
  const said = everyLeaf({ ...service, attributes: others })
  return {
    sourceId: sourceIdPattern.test(sourceId) ? sourceId : null,
    state: state ?? 'active',
    resource: faults.length === 0 ? resource : null,
    saysFrom: taken.has('schedules.valid_from'),
    assuredOn,
    notMapped: said.filter((field) => !taken.has(field)).slice(0, 100),
    faults,
  }
}

/** The fields of which everything is taken over. */
class Taken {
  readonly #fields = new Set<string>()
  all(...fields: readonly string[]): void {
    for (const field of fields) this.#fields.add(field)
  }
  has(field: string): boolean {
    return this.#fields.has(field)
  }
}

/** The first half of a postcode: what people search by. */
const outward = (postcode: string) => postcode.toUpperCase().replace(/\s*\d[A-Z]{2}$/, '')

function areasOf(service: Node, taken: Taken): string[] {
  const named = listAt(service, 'service_areas').map((area) => textAt(area, 'name') || textAt(area, 'service_area'))
  const addresses = listAt(service, 'service_at_locations').flatMap((at) => listAt(nodeAt(at, 'location'), 'addresses'))
  const towns = addresses.flatMap((address) => [textAt(address, 'city'), outward(textAt(address, 'postal_code'))])
  const all = [...new Set([...named, ...towns].filter((area) => area !== ''))]
  const areas = all.filter((area) => isCalled(area, 100)).slice(0, 30)
  if (areas.length === all.length)
    taken.all('service_areas.name', 'service_areas.service_area', 'service_at_locations.location.addresses.city')
  return areas
}

function contactOf(service: Node, taken: Taken): string {
  const contacts = listAt(service, 'contacts')
  const parts = [
    ...contacts.flatMap((one) => [
      [textAt(one, 'name'), textAt(one, 'title')].filter((part) => part !== '').join(', '),
      textAt(one, 'email'),
      ...listAt(one, 'phones').map((phone) => textAt(phone, 'number')),
    ]),
    ...listAt(service, 'phones').map((phone) => textAt(phone, 'number')),
    textAt(service, 'email'),
    textAt(service, 'url'),
  ]
  taken.all('contacts.name', 'contacts.title', 'contacts.email', 'contacts.phones.number', 'phones.number')
  taken.all('email', 'url')
  return [...new Set(parts.filter((part) => part !== ''))].join('; ')
}

function accessibilityOf(service: Node, taken: Taken): string | null {
  const said = listAt(service, 'service_at_locations')
    .flatMap((at) => listAt(nodeAt(at, 'location'), 'accessibility'))
    .map((one) => textAt(one, 'description'))
  const text = [...new Set(said.filter((one) => one !== ''))].join('; ')
  if (!isWords(text, 500)) return null
  taken.all('service_at_locations.location.accessibility.description')
  return text
}

function languagesOf(service: Node, taken: Taken): string[] {
  const given = listAt(service, 'languages').map((one) => textAt(one, 'code') || textAt(one, 'name'))
  const known = [...new Set(given)].filter((code) => languageCode.test(code)).slice(0, 20)
  if (known.length === new Set(given).size) taken.all('languages.code', 'languages.name')
  return known
}

/** What does not say what it costs may cost something: it has to be asked for. Several prices are told by none of them. */
function costOf(service: Node, taken: Taken): Pick<ListedResource, 'cost' | 'pricePence'> {
  const options = listAt(service, 'cost_options')
  const prices = options.map(({ amount }) => (typeof amount === 'number' ? Math.round(amount * 100) : null))
  const inPounds = options.every((option) => ['', 'GBP'].includes(textAt(option, 'currency')))
  const known = resourceCosts.find((one) => termsOf(service, 'cost').includes(one))
  const allFree = prices.length > 0 && prices.every((price) => price === 0)
  const cost = known ?? (allFree ? 'free' : 'priced')
  const [price = null] = prices
  const one = inPounds && new Set(prices).size === 1 && price !== null && price >= 0 && price <= mostPence
  if (one) taken.all('cost_options.amount', 'cost_options.currency')
  if (known && options.every((option) => textAt(option, 'option') === known)) taken.all('cost_options.option')
  return { cost, pricePence: one && cost !== 'free' && price > 0 ? price : null }
}

function placesOf(service: Node): number | null {
  const places = Number(termsOf(service, 'places')[0] ?? Number.NaN)
  return Number.isInteger(places) && places >= 1 && places <= 10_000 ? places : null
}

/** From the first day that a schedule gives to the last, where each of them gives one. */
function daysOf(service: Node, otherwise: LocalDate, taken: Taken): Pick<ListedResource, 'from' | 'until'> {
  const schedules = listAt(service, 'schedules')
  const days = (field: string) => {
    const found = schedules.map((schedule) => dayAt(schedule, field)).filter((day) => day !== null)
    return found.sort()
  }
  const [from] = [...days('valid_from'), ...days('dtstart')]
  const last = days('valid_to')
  if (from !== undefined) taken.all('schedules.valid_from')
  const ends = last.length === schedules.length
  if (ends) taken.all('schedules.valid_to')
  const until = ends ? (last.at(-1) ?? null) : null
  return { from: from ?? firstDay(otherwise, until), until }
}

/** The day from which something is there of which nobody says it: no later than its last. */
export const firstDay = (otherwise: LocalDate, until: LocalDate | null): LocalDate =>
  until !== null && until < otherwise ? until : otherwise
