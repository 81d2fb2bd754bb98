import type { LocalDate } from '../../shared/dates.ts'
import type { Missing } from '../assessment/readiness.ts'
import type { CaseRole } from '../sign-off/sign-off-rules.ts'
import type { RegisteredService } from './continuity-checks.ts'
import { coverGaps, sourcesNow, type Window, within } from './cover.ts'
import { isPaused, isPersons, type LinePause } from './line-pauses.ts'

/** Somebody who can be called, and what is registered that they are. */
export interface CoverSource {
  readonly kind: string
  readonly name: string
  readonly line: string | null
  readonly service?: string | null
  readonly tier?: string | null
  readonly windows: readonly Window[]
}

/** A service that the person has, and when it can be reached; nobody may have said when. */
export type ReachedService = Pick<RegisteredService, 'id' | 'kind' | 'status'> & {
  readonly hours?: readonly Window[] | null
}

/** Whom to call, and when they answer: at any time where nobody has said. */
interface Contact {
  readonly name: string
  readonly hours?: readonly Window[] | null
}

interface Sources {
  readonly cover: readonly CoverSource[]
  readonly contacts: readonly Contact[]
  readonly tiers?: readonly { readonly key: string }[]
}

/** Whether two names, as somebody wrote them, are of one. */
export const sameName = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase()
const goesOn = ({ status }: ReachedService) => status === 'kept' || status === 'at-risk'

/**
 * What of the cover stands on nothing that is registered, or on hours that the service does not have: a name that nobody answers to is no
 * cover at two in the night. Whether a line is one of the plan is asked with the rest of the plan.
 */
export function sourcesMissing(
  { cover, contacts, tiers = [] }: Sources,
  services: readonly ReachedService[],
): Missing[] {
  const missing: Missing[] = []
  for (const [index, source] of cover.entries()) {
    const say = (field: string, code: string, detail: string) =>
      missing.push({ pointer: `/crisisContingency/cover/${index}${field}`, code, detail })
    const { kind, name, line, service: serviceId = null, tier = null } = source
    if (kind === 'plan-line' && line === null) say('/line', 'line-missing', 'Name the line of the plan that this is')
    if (kind === 'crisis-tier' && tier === null)
      say('/tier', 'crisis-tier-missing', 'Name the crisis tier that this is')
    if (tier !== null && !tiers.some(({ key }) => key === tier))
      say('/tier', 'crisis-tier-unknown', 'The plan has no crisis tier with this key')
    const service = services.find(({ id }) => id === serviceId?.toLowerCase())
    if (serviceId !== null && !service) say('/service', 'service-unknown', 'No service with this id is registered')
    if (service && !goesOn(service)) say('/service', 'service-not-kept', 'This service is not kept')
    if (service && kind === 'kept-crisis-line' && service.kind !== 'nhs-crisis')
      say('/service', 'service-unknown', 'This is no NHS crisis service')
    if (service?.hours && outsideHours(source.windows, service.hours))
      say('/windows', 'outside-hours', 'The service cannot be called at all of these times')
    const contact = standsOnContact(source) ? contacts.find((one) => sameName(one.name, name)) : undefined
    if (contact?.hours && outsideHours(source.windows, contact.hours))
      say('/windows', 'outside-hours', 'This contact does not answer at all of these times')
    if (standsOnContact(source) && !contact)
      say('/name', 'nothing-registered', 'Name a service that is registered, or put this name among the contacts')
  }
  return missing
}

/** That a source is nothing that is registered, so that it is by its name one of the contacts. */
const standsOnContact = ({ line, tier = null, service = null }: CoverSource) =>
  line === null && tier === null && service === null

function outsideHours(windows: readonly Window[], hours: readonly Window[]): boolean {
  return coverGaps([{ windows: hours }], windows).some(({ worstTime }) => worstTime)
}

/** The cover as it can be counted on now: no service that the person no longer has, and none or no contact outside its hours. */
export function coverThatStands<S extends CoverSource>(
  { cover, contacts }: { readonly cover: readonly S[]; readonly contacts: readonly Contact[] },
  services: readonly ReachedService[],
): S[] {
  return cover.flatMap((source) => {
    const { service: serviceId = null } = source
    const service = services.find(({ id }) => id === serviceId?.toLowerCase())
    if (serviceId !== null && (!service || !goesOn(service))) return []
    const contact = standsOnContact(source) ? contacts.find((one) => sameName(one.name, source.name)) : undefined
    const hours = service?.hours ?? contact?.hours
    const windows = hours ? within(source.windows, hours) : source.windows
    return windows.length > 0 ? [{ ...source, windows }] : []
  })
}

/** The lines that the text of a plan is about on a day, and what is paused of them. */
export interface LinesOfDay {
  readonly day: LocalDate
  readonly lines: readonly { readonly key: string; readonly closedOn: LocalDate | null }[]
  readonly pauses: readonly (LinePause & { readonly line: string; readonly pausedAs: CaseRole })[]
}

/**
 * What of the cover somebody answers for: beside what stands on services and contacts, a line while it is open and goes on, and a crisis tier
 * while a line of it does, or begins again with the crisis since others paused it.
 */
export function coverOfDay<S extends CoverSource>(
  text: {
    readonly cover: readonly S[]
    readonly contacts: readonly Contact[]
    readonly tiers?: readonly { readonly key: string; readonly lines: readonly { readonly line: string }[] }[]
  },
  services: readonly ReachedService[],
  { day, lines, pauses }: LinesOfDay,
): S[] {
  const isOpen = (key: string) => lines.some((line) => line.key === key && (line.closedOn ?? day) >= day)
  const paused = pauses.filter((pause) => isPaused(pause, day))
  const goesOnNow = (key: string) => isOpen(key) && !paused.some(({ line }) => line === key)
  const canGrow = (key: string) =>
    isOpen(key) && !paused.some(({ line, pausedAs }) => line === key && isPersons(pausedAs))
  const tierStands = (key: string) =>
    text.tiers?.some((tier) => tier.key === key && tier.lines.some(({ line }) => canGrow(line))) ?? false
  return coverThatStands(text, services).filter(
    ({ line, tier = null }) => (line === null || goesOnNow(line)) && (tier === null || tierStands(tier)),
  )
}

/** The contacts who answer at an instant, by the clock in England. */
export const contactsAt = <C extends Contact>(contacts: readonly C[], at: Date): C[] =>
  contacts.filter(({ hours }) => !hours || sourcesNow([{ windows: hours }], at).length > 0)
