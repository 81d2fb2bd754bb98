import type { LocalDate } from '../../shared/dates.ts'
import { type Refusal, refuse } from '../../shared/outcome.ts'
import { isLowered, losesCode, losesHours, type ServiceSize } from './service-size.ts'

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

export const serviceStatuses = ['kept', 'at-risk', 'replaced', 'ending'] as const
export type ServiceStatus = (typeof serviceStatuses)[number]

/** What is settled about a service: whether it goes on, and if not, what takes its place and when. */
export interface Terms {
  readonly status: ServiceStatus
  /** The line of the plan that replaces it. */
  readonly replacedBy: string | null
  readonly replacementStartsOn: LocalDate | null
  readonly replacementMinutesPerWeek: number | null
  /** The day it stops. Null for a replaced service: it goes on until what replaces it has started. */
  readonly endsOn: LocalDate | null
}
type Term = Exclude<keyof Terms, 'status'>

/** A service that the person has now (P3: everything stripped away and rebuilt from scratch). */
export interface CurrentService extends Terms, ServiceSize {
  readonly kind: ServiceKind
  /** Whom the person knows there, by name. */
  readonly relationshipWith: string | null
  /** Why. */
  readonly statusReason: string | null
  readonly personAgreement: Agreement | null
}

/** The most services of one case: all of them are looked at wherever a plan is checked or a letter is written. */
export const mostServices = 200

/** What belongs to a status: the rest is no part of it. */
const termsOf: Readonly<Record<ServiceStatus, readonly Term[]>> = {
  kept: [],
  'at-risk': ['endsOn'],
  replaced: ['replacedBy', 'replacementStartsOn', 'replacementMinutesPerWeek', 'endsOn'],
  ending: ['endsOn'],
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
  | 'status-reason-missing'
  | 'person-agreement-missing'
  | 'request-invalid'
>

/** The terms that go on with another status: what belongs to the status before goes with it. */
export function termsUnder(terms: Terms, status: ServiceStatus): Terms {
  const held = (term: Term) => termsOf[status].includes(term)
  return {
    status,
    replacedBy: held('replacedBy') ? terms.replacedBy : null,
    replacementStartsOn: held('replacementStartsOn') ? terms.replacementStartsOn : null,
    replacementMinutesPerWeek: held('replacementMinutesPerWeek') ? terms.replacementMinutesPerWeek : null,
    endsOn: held('endsOn') ? terms.endsOn : null,
  }
}

/**
 * Whether a service may stand so, as it is registered (`before` is null) or changed. NHS crisis services stay, whatever the plan buys
 * (P3). A replaced service names the line that replaces it, and how much that gives. The person's own agreement is needed where a
 * named relationship ends or becomes less (P5: "I can't build a new relationship with another therapist") or there is a stop before the
 * replacement. What ends or becomes less without it has a reason, which the person is told. A code that is struck out or changed is held
 * to the same: without it, what the person keeps is priced and traded for money.
 */
export function maySettle(
  before: CurrentService | null,
  after: CurrentService,
  given: Given,
): true | ContinuityRefusal {
  if (after.kind === 'nhs-crisis' && after.status !== 'kept')
    return refuse(
      'kept-service-not-tradable',
      'NHS crisis services cannot be exchanged for anything in the plan',
      '/status',
    )
  if (after.kind === 'nhs-crisis' && isLowered(before, after))
    return refuse('kept-service-not-tradable', 'NHS crisis services do not become less', '/minutesPerWeek')
  if (after.kind === 'nhs-crisis' && losesCode(before, after))
    return refuse(
      'kept-service-not-tradable',
      'NHS crisis services keep their code, so no budget prices them',
      '/serviceCode',
    )
  return (
    termsMissing(after, given.planLines) ??
    agreementMissing(before, after, given) ??
    reasonMissing(before, after) ??
    true
  )
}

function termsMissing(after: CurrentService, planLines: readonly string[]): ContinuityRefusal | undefined {
  if (after.status === 'ending' && after.endsOn === null)
    return refuse('end-date-missing', 'Say on which day the service ends', '/endsOn')
  if (after.status !== 'replaced') return undefined
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
    return refuse('request-invalid', 'The agreement date cannot be in the future', '/personAgreement/on')
  if (agreement && agreement.words === null && by === 'care-coordinator')
    return refuse('person-agreement-missing', 'Record the words in which the person agreed', '/personAgreement/words')
  if (agreement || !changesTerms(before, after)) return undefined
  const why = agreementNeeded(before, after)
  return why === undefined ? undefined : refuse('person-agreement-missing', why, '/personAgreement')
}

function reasonMissing(before: CurrentService | null, after: CurrentService): ContinuityRefusal | undefined {
  const less = isLess(before, after) || strikesOutReason(before, after)
  if (!less || after.personAgreement !== null || after.statusReason !== null) return undefined
  return refuse(
    'status-reason-missing',
    'Say why the service ends, becomes less, is reached in fewer hours or loses its code: the person is told, since they have not agreed to it',
    '/statusReason',
  )
}

/** Whether there is less of a service after a change, or it is not kept. */
const isLess = (before: CurrentService | null, after: CurrentService): boolean =>
  after.status === 'ending' || isLowered(before, after) || losesHours(before, after) || losesCode(before, after)

/** Whether a service ends, is replaced, becomes less or may do so by a change of it. */
export const becomesLess = (before: CurrentService, after: CurrentService): boolean =>
  changesTerms(before, after) && (after.status !== 'kept' || isLess(before, after))

/** Whether a change takes something of a service that the person has, without their agreement to it: they are told of it, and can object. */
export const takesOfService = (before: CurrentService, after: CurrentService): boolean =>
  after.personAgreement === null && changesTerms(before, after) && isLess(before, after)

/** Whether a reason goes though what it is the reason for stays: it is changed for another, save once there is as much again. */
function strikesOutReason(before: CurrentService | null, after: CurrentService): boolean {
  if (before === null || before.statusReason === null || after.statusReason !== null) return false
  const restored = before.minutesPerWeekBefore !== null && after.minutesPerWeekBefore === null
  return before.status === 'kept' && after.status === 'kept' && !restored
}

/** Whether a change touches what an agreement is given to: a new one is then needed, since the one before was to something else. */
export function changesTerms(before: CurrentService | null, after: CurrentService): boolean {
  if (before === null) return true
  return (
    before.status !== after.status ||
    before.relationshipWith !== after.relationshipWith ||
    isLowered(before, after) ||
    losesHours(before, after) ||
    losesCode(before, after) ||
    everyTerm.some((term) => before[term] !== after[term])
  )
}

/** Why the person's own agreement is needed; undefined where it is not. */
export function agreementNeeded(before: CurrentService | null, after: CurrentService): string | undefined {
  const goes = after.status === 'replaced' || after.status === 'ending'
  const named = (before?.relationshipWith ?? after.relationshipWith) !== null
  if (named && goes) return 'Somebody whom the person knows by name is not taken away without their own dated agreement'
  if (before !== null && before.relationshipWith !== null && after.relationshipWith !== before.relationshipWith)
    return 'A named relationship is not struck out without the person’s own dated agreement'
  if (named && isLowered(before, after))
    return 'The time with somebody whom the person knows by name does not become less without their own dated agreement'
  if (named && losesHours(before, after))
    return 'Somebody whom the person knows by name is not there in fewer hours without their own dated agreement'
  if (named && losesCode(before, after))
    return 'What the person has from somebody whom they know by name is not opened to a trade without their own dated agreement'
  if (stopsBeforeReplacement(after))
    return 'A service does not stop before what replaces it starts, unless the person agrees'
  return undefined
}

/** Whether there is a stop: the service ends before what replaces it starts, or before anybody knows when that is. */
export function stopsBeforeReplacement({ status, endsOn, replacementStartsOn }: Terms): boolean {
  return status === 'replaced' && endsOn !== null && (replacementStartsOn === null || endsOn < replacementStartsOn)
}

/** The minutes a week that the person will have less: shown, not hidden (P5). Null where nobody wrote down how many there are. */
export function shortfallMinutes(
  service: Omit<CurrentService, 'serviceCode' | 'statusReason' | 'personAgreement' | 'hours' | 'hoursBefore'>,
): number | null {
  const { status, minutesPerWeek, minutesPerWeekBefore, replacementMinutesPerWeek } = service
  const goesOn = status === 'kept' || status === 'at-risk'
  if (goesOn && minutesPerWeekBefore === null) return 0
  const had = minutesPerWeekBefore ?? minutesPerWeek
  const left = goesOn ? minutesPerWeek : status === 'replaced' ? (replacementMinutesPerWeek ?? 0) : 0
  return had === null || left === null ? null : Math.max(0, had - left)
}
