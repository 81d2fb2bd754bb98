import { dateInWords, daysAfter, type LocalDate } from '../../shared/dates.ts'
import { inPounds, type Pence } from '../../shared/money.ts'
import { type Refusal, refuse } from '../../shared/outcome.ts'
import type { Period } from '../budgets/period.ts'
import type { PlanLine } from '../planning/plan-checks.ts'
import type { PayeeKind } from './payees.ts'

export const agreementStates = ['draft', 'not-begun', 'in-force', 'lapsed', 'ended'] as const
export type AgreementState = (typeof agreementStates)[number]

/** Warned of so many days before the last, and so many after it: what ended longer ago is not asked for any more. */
export const warned = { daysBefore: 30, daysPast: 365 } as const

/** An agreement with a provider, as far as it is asked whether something may be paid by it. */
export interface ServiceAgreement {
  readonly holderId: string | null
  readonly categories: readonly string[]
  readonly unit: string
  readonly ratePence: Pence
  readonly from: LocalDate
  readonly until: LocalDate
  readonly endedOn: LocalDate | null
  /** The day on which both had signed; null while one has not. */
  readonly agreedOn: LocalDate | null
}

/** The line that somebody is paid from. */
export type PayingLine = Pick<PlanLine, 'deployment' | 'holderId' | 'category'>

/**
 * Whether a provider is paid under an agreement alone: where the commissioner pays, or an organisation that holds the money. Who has a direct payment makes their own
 * terms with whom they pay. Set by the service: no source of a scheme says it.
 */
export const needsServiceAgreement = (kind: PayeeKind, { deployment }: PayingLine): boolean =>
  kind === 'provider-organisation' && deployment !== 'direct-payment'

const lastDay = ({ until, endedOn }: ServiceAgreement): LocalDate =>
  endedOn !== null && endedOn < until ? endedOn : until
/** What was given before both had signed was given without an agreement. */
const firstDay = ({ from, agreedOn }: ServiceAgreement): LocalDate | null =>
  agreedOn === null ? null : agreedOn > from ? agreedOn : from

export function stateOn(agreement: ServiceAgreement, day: LocalDate): AgreementState {
  const first = firstDay(agreement)
  if (agreement.endedOn !== null && day > agreement.endedOn) return 'ended'
  if (first === null) return 'draft'
  if (day > agreement.until) return 'lapsed'
  return day < first ? 'not-begun' : 'in-force'
}

const payerOf = ({ deployment, holderId }: PayingLine) => (deployment === 'third-party' ? holderId : null)
const isFor = (agreement: ServiceAgreement, line: PayingLine): boolean =>
  agreement.holderId === payerOf(line) &&
  (agreement.categories.length === 0 || agreement.categories.includes(line.category))

const inForceFor = <A extends ServiceAgreement>(agreements: readonly A[], line: PayingLine, on: LocalDate): A[] =>
  agreements.filter((one) => isFor(one, line) && stateOn(one, on) === 'in-force')

/**
 * The agreement by which a line pays a provider for what was given on a day: where there are several, the one that costs least. Of a unit, only one that is for
 * each of that unit: a mile is no hour.
 */
export const agreementFor = <A extends ServiceAgreement>(
  agreements: readonly A[],
  line: PayingLine,
  on: LocalDate,
  unit: string | null = null,
): A | undefined =>
  inForceFor(agreements, line, on)
    .filter((one) => unit === null || one.unit === unit)
    .sort((one, other) => one.ratePence - other.ratePence)[0]

type Refused = Refusal<'service-agreement-missing' | 'service-agreement-lapsed'>

/** Whether there is one. Lapsed means no payment. */
export function mayBePaidUnder(
  kind: PayeeKind,
  agreements: readonly ServiceAgreement[],
  line: PayingLine,
  on: LocalDate,
  unit: string | null = null,
): true | Refused {
  if (!needsServiceAgreement(kind, line) || agreementFor(agreements, line, on, unit)) return true
  if (unit !== null && agreementFor(agreements, line, on))
    return refuse('service-agreement-missing', `Nothing is agreed with the provider for each ${unit}`, '/unit')
  const past = agreements.filter((one) => isFor(one, line) && one.agreedOn !== null && lastDay(one) < on)
  const last = past.map(lastDay).sort().at(-1)
  return last === undefined
    ? refuse('service-agreement-missing', `There is no agreement with the provider for ${dateInWords(on)}`, '/payeeId')
    : refuse('service-agreement-lapsed', `The agreement with the provider lapsed on ${dateInWords(last)}`, '/payeeId')
}

/** Days that a provider is paid for; null: there is no last one. */
export interface PaidDays {
  readonly from: LocalDate
  readonly until: LocalDate | null
}

/**
 * The days of these that a provider is paid for by the schedule of a line: those before an agreement with them begins are not its, so that what begins within a month is
 * paid from its first day. Days after the last agreement, or without any, stay: they wait for somebody to see to one.
 */
export function daysUnder(
  agreements: readonly ServiceAgreement[],
  line: PayingLine,
  unit: string | null,
  { from, until }: PaidDays,
): PaidDays[] {
  const known = agreements.flatMap((one) => {
    const first = firstDay(one)
    return first !== null && isFor(one, line) && (unit === null || one.unit === unit)
      ? [{ first, last: lastDay(one) }]
      : []
  })
  const bounds = known.flatMap(({ first, last }) => [first, daysAfter(last, 1)])
  const isWithin = (day: LocalDate) => from < day && (until === null || day <= until)
  const begins = [from, ...new Set(bounds.filter(isWithin))].sort()
  const parts = begins.map((begin, at) => {
    const next = begins[at + 1]
    const covered = known.some(({ first, last }) => first <= begin && begin <= last)
    const waits = !known.some(({ first }) => first > begin)
    return { from: begin, until: next === undefined ? until : daysAfter(next, -1), covered, paid: covered || waits }
  })
  const days: (PaidDays & { readonly covered: boolean })[] = []
  for (const { paid, ...part } of parts) {
    const before = days.at(-1)
    // One agreement that follows another cuts no period.
    const follows = before?.covered && part.covered && before.until !== null && daysAfter(before.until, 1) === part.from
    if (before && follows) days[days.length - 1] = { ...before, until: part.until }
    else if (paid) days.push(part)
  }
  return days.map((one) => ({ from: one.from, until: one.until }))
}

/** The most that is agreed for one unit on some days. */
export interface AgreedRate extends Period {
  readonly ratePence: Pence
}

/** The rates at which a line pays a provider for each unit, each for the days that it is the lowest on; days of which nothing is agreed for that unit are in none. */
export function ratesUnder(agreements: readonly ServiceAgreement[], line: PayingLine, unit: string): AgreedRate[] {
  const known = agreements.flatMap((one) => {
    const first = firstDay(one)
    return first !== null && isFor(one, line) && one.unit === unit ? [{ first, next: daysAfter(lastDay(one), 1) }] : []
  })
  const begins = [...new Set(known.flatMap(({ first, next }) => [first, next]))].sort()
  return begins.slice(0, -1).flatMap((from, at) => {
    const { ratePence } = agreementFor(agreements, line, from, unit) ?? {}
    return ratePence === undefined ? [] : [{ from, until: daysAfter(begins[at + 1] ?? from, -1), ratePence }]
  })
}

/** Whether it is known by which of the agreements with a provider something is paid: where they are for different units, the unit says it. */
export function isUnitKnown(
  agreements: readonly ServiceAgreement[],
  line: PayingLine,
  on: LocalDate,
  unit: string | null,
): true | Refusal<'request-invalid'> {
  const units = [...new Set(inForceFor(agreements, line, on).map((one) => one.unit))].sort()
  if (unit !== null || units.length < 2) return true
  return refuse('request-invalid', `Say of what they are: rates are agreed for each ${units.join(', ')}`, '/unit')
}

/** Whether a provider asks for no more than the agreed rate. `units`: how much was given, to a quarter. */
export function withinRate(
  { unit, ratePence }: ServiceAgreement,
  units: number | null,
  amountPence: Pence,
): true | Refusal<'agreed-rate-exceeded' | 'request-invalid'> {
  if (units === null)
    return refuse('request-invalid', `Say how many are paid for: the agreed rate is for each ${unit}`, '/units')
  // Rounded down: parts of an hour come to no more than the hour.
  const most = Math.floor(units * ratePence)
  return (
    amountPence <= most ||
    refuse(
      'agreed-rate-exceeded',
      `At the agreed rate this comes to ${inPounds(most)}; it is ${inPounds(amountPence)}`,
      '/amountPence',
    )
  )
}

/** Whether an agreement can be for these days: it covers nothing that was bought before anybody wrote it down. */
export function mayBegin(
  { from, until }: Pick<ServiceAgreement, 'from' | 'until'>,
  today: LocalDate,
): true | Refusal<'request-invalid'> {
  if (from < today) return refuse('request-invalid', 'begins today at the earliest', '/from')
  if (until < from) return refuse('request-invalid', 'is not before the first day', '/until')
  return (
    until < daysAfter(from, mostDays) ||
    refuse('request-invalid', 'An agreement is for five years at the most', '/until')
  )
}
const mostDays = 5 * 365 + 2
