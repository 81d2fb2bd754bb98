import type { LocalDate } from '../shared/dates.ts'
import { type Refusal, refuse } from '../shared/outcome.ts'
import type { Missing } from './readiness.ts'

export const serviceKinds = [
  'nhs-crisis',
  'therapy',
  'care-coordination',
  'medicines',
  'social-care',
  'voluntary',
  'other',
] as const
export type ServiceKind = (typeof serviceKinds)[number]

export const fates = ['kept', 'at-risk', 'replaced', 'ending'] as const
export type Fate = (typeof fates)[number]

/** What is settled about a service: whether it goes on, and if not, what takes its place and when. */
export interface Terms {
  readonly fate: Fate
  /** The line of the plan that replaces it. */
  readonly replacedBy: string | null
  readonly replacementStartsOn: LocalDate | null
  readonly replacementMinutesPerWeek: number | null
  /** The day it stops. Null for a replaced service: it goes on until what replaces it has started. */
  readonly endsOn: LocalDate | null
}
type Term = Exclude<keyof Terms, 'fate'>

/** A service that the person has now (P3: everything stripped away and rebuilt from scratch). */
export interface CurrentService extends Terms {
  readonly kind: ServiceKind
  readonly minutesPerWeek: number | null
  /** Whom the person knows there, by name. */
  readonly relationshipWith: string | null
}

/** What a fate must say, and what it may: the rest is no part of it. */
const termsOf: Readonly<Record<Fate, { readonly must: readonly Term[]; readonly may: readonly Term[] }>> = {
  kept: { must: [], may: [] },
  'at-risk': { must: [], may: ['endsOn'] },
  replaced: { must: ['replacedBy'], may: ['replacementStartsOn', 'replacementMinutesPerWeek', 'endsOn'] },
  ending: { must: ['endsOn'], may: [] },
}
const everyTerm: readonly Term[] = ['replacedBy', 'replacementStartsOn', 'replacementMinutesPerWeek', 'endsOn']

/** Who may write down what is settled. The broker, who is paid from the plan, never does. */
export const recorders = ['person', 'representative', 'care-coordinator'] as const
export type Recorder = (typeof recorders)[number]

/** The person's own dated agreement to what is settled. */
export interface Agreement {
  readonly on: LocalDate
  readonly words: string | null
}

/** What is given beside a change: an agreement, where there is one, who gives it, and what the case knows. */
export interface Given {
  readonly agreement: Agreement | null
  readonly by: Recorder
  /** The keys of the lines of the plan under way. */
  readonly planLines: readonly string[]
  readonly today: LocalDate
}

export type ContinuityRefusal = Refusal<
  | 'kept-service-not-tradable'
  | 'replacement-missing'
  | 'end-date-missing'
  | 'person-agreement-missing'
  | 'request-invalid'
>

/** The terms that go on with another fate: what belongs to the fate before goes with it. */
export function termsUnder(terms: Terms, fate: Fate): Terms {
  const { must, may } = termsOf[fate]
  const held = (term: Term) => must.includes(term) || may.includes(term)
  return {
    fate,
    replacedBy: held('replacedBy') ? terms.replacedBy : null,
    replacementStartsOn: held('replacementStartsOn') ? terms.replacementStartsOn : null,
    replacementMinutesPerWeek: held('replacementMinutesPerWeek') ? terms.replacementMinutesPerWeek : null,
    endsOn: held('endsOn') ? terms.endsOn : null,
  }
}

/**
 * Whether a service may stand so, as it is registered (`before` is null) or changed. NHS crisis services stay, whatever the plan buys
 * (P3). A replaced service names the line that replaces it, and how much that gives. The person's own agreement is needed where a
 * named relationship ends (P5: "I can't build a new relationship with another therapist") or there is a stop before the replacement.
 */
export function maySettle(
  before: CurrentService | null,
  after: CurrentService,
  given: Given,
): true | ContinuityRefusal {
  if (after.kind === 'nhs-crisis' && after.fate !== 'kept')
    return refuse('kept-service-not-tradable', 'NHS crisis services stay as they are, whatever the plan buys', '/fate')
  return termsMissing(after, given.planLines) ?? agreementMissing(before, after, given) ?? true
}

function termsMissing(after: CurrentService, planLines: readonly string[]): ContinuityRefusal | undefined {
  const { must, may } = termsOf[after.fate]
  const stray = everyTerm.find((term) => after[term] !== null && !must.includes(term) && !may.includes(term))
  if (stray) return refuse('request-invalid', `This says nothing of a service that is ${after.fate}`, `/${stray}`)
  if (after.fate === 'ending' && after.endsOn === null)
    return refuse('end-date-missing', 'Say on which day the service ends', '/endsOn')
  if (after.fate !== 'replaced') return undefined
  if (after.replacedBy === null || !planLines.includes(after.replacedBy))
    return refuse('replacement-missing', 'Name the line of the plan that replaces the service', '/replacedBy')
  if (after.minutesPerWeek !== null && after.replacementMinutesPerWeek === null)
    return refuse(
      'replacement-missing',
      'Say how many minutes a week replace it, so that a shortfall is seen',
      '/replacementMinutesPerWeek',
    )
  return undefined
}

function agreementMissing(
  before: CurrentService | null,
  after: CurrentService,
  { agreement, by, today }: Given,
): ContinuityRefusal | undefined {
  if (agreement && agreement.on > today)
    return refuse('request-invalid', 'An agreement is not dated ahead', '/personAgreement/on')
  if (!changesTerms(before, after)) return undefined
  const why = agreementNeeded(before, after)
  if (why === undefined) return undefined
  if (!agreement) return refuse('person-agreement-missing', why, '/personAgreement')
  if (by === 'care-coordinator' && agreement.words === null)
    return refuse('person-agreement-missing', 'Record the words in which the person agreed', '/personAgreement/words')
  return undefined
}

/** Whether a change touches what an agreement is given to: a new one is then needed, since the one before was to something else. */
export function changesTerms(before: CurrentService | null, after: CurrentService): boolean {
  if (before === null) return true
  return (
    before.fate !== after.fate ||
    before.relationshipWith !== after.relationshipWith ||
    everyTerm.some((term) => before[term] !== after[term])
  )
}

/** Why the person's own agreement is needed; undefined where it is not. */
export function agreementNeeded(before: CurrentService | null, after: CurrentService): string | undefined {
  const goes = after.fate === 'replaced' || after.fate === 'ending'
  const named = (before?.relationshipWith ?? after.relationshipWith) !== null
  if (named && goes) return 'Somebody whom the person knows by name is not taken away without their own dated agreement'
  if (before !== null && before.relationshipWith !== null && after.relationshipWith !== before.relationshipWith)
    return 'A named relationship is not struck out without the person’s own dated agreement'
  if (stopsBeforeReplacement(after))
    return 'A service does not stop before what replaces it starts, unless the person agrees'
  return undefined
}

/** Whether there is a stop: the service ends before what replaces it starts, or before anybody knows when that is. */
export function stopsBeforeReplacement({ fate, endsOn, replacementStartsOn }: Terms): boolean {
  return fate === 'replaced' && endsOn !== null && (replacementStartsOn === null || endsOn < replacementStartsOn)
}

/** The minutes a week that the person will have less: shown, not hidden (P5). Null where nobody wrote down how many there are. */
export function shortfallMinutes(service: CurrentService): number | null {
  if (service.fate === 'kept' || service.fate === 'at-risk') return 0
  if (service.minutesPerWeek === null) return null
  return Math.max(0, service.minutesPerWeek - (service.replacementMinutesPerWeek ?? 0))
}

/** A service as the checks of a plan look at it. */
export interface RegisteredService extends CurrentService {
  readonly id: string
  readonly serviceCode: string | null
}

/** What of the services that the person has now stands between a plan and its signatures. */
export function continuityMissing(
  services: readonly RegisteredService[],
  lines: readonly { readonly key: string; readonly category: string }[],
): Missing[] {
  const missing: Missing[] = []
  for (const { id, fate, replacedBy } of services) {
    const at = `/currentServices/${id}`
    if (fate === 'at-risk')
      missing.push({
        pointer: `${at}/fate`,
        code: 'service-at-risk',
        detail: 'It is not settled what happens to a service that the person has now: decide it with them first',
      })
    if (fate === 'replaced' && !lines.some((line) => line.key === replacedBy))
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

/** What whoever signs and decides should know of the hours that the person will have less: shown, not hidden (P5). */
export function shortfallsToSee(services: readonly RegisteredService[]): Missing[] {
  return services.flatMap((service) => {
    const minutes = shortfallMinutes(service)
    if (minutes === 0) return []
    const pointer = `/currentServices/${service.id}`
    const detail =
      minutes === null
        ? 'Nobody has written down how much the person will have less of a service that they have now'
        : `The person will have ${inHours(minutes)} a week less of a service that they have now`
    return [{ pointer, code: 'service-shortfall', detail }]
  })
}

/** `1 hour 30 minutes`. */
export function inHours(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const left = minutes % 60
  const parts = [
    ...(hours > 0 ? [`${hours.toLocaleString('en-GB')} hour${hours === 1 ? '' : 's'}`] : []),
    ...(left > 0 || hours === 0 ? [`${left} minute${left === 1 ? '' : 's'}`] : []),
  ]
  return parts.join(' ')
}
