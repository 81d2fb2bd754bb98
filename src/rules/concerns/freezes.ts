import { daysAfter, type LocalDate } from '../../shared/dates.ts'
import { type Refusal, refuse } from '../../shared/outcome.ts'
import { couldBeOne } from '../people/alike-names.ts'
import type { CrisisTier } from '../planning/crisis-tiers.ts'
import type { PlanLine } from '../planning/plan-checks.ts'

/*
 * A freeze: nothing more goes to a payee, from a line or from a case, while a concern is looked into. What the person needs to be safe is paid on,
 * whatever is suspected of whom: a freeze must not do the harm that it is to prevent.
 */

/** The longest that one person can freeze for; another decides whether it goes on. No law sets it: four weeks, as long as a period of payment. */
export const mostFreezeDays = 28

export const freezeSubjects = ['payee', 'line', 'case'] as const
export type FreezeSubject = (typeof freezeSubjects)[number]

/** What is frozen: the one field of its kind, and nothing for the case. */
export interface Frozen {
  readonly about: FreezeSubject
  readonly planLineId: string | null
  /** The letters of the payee. */
  readonly payee: string | null
}

/** What is frozen today. */
export interface FrozenNow extends Frozen {
  /** The payee, as they were called there. */
  readonly name: string | null
}

export function mayFreezeUntil(until: LocalDate, today: LocalDate): true | Refusal<'request-invalid'> {
  if (until >= today && until <= daysAfter(today, mostFreezeDays)) return true
  return refuse('request-invalid', `A freeze is for today and at most ${mostFreezeDays} days more`, '/until')
}

/** A freeze that was placed before on the same case, for whichever concern: by which human, from when, and until when it stood or stands. */
export interface PlacedFreeze extends Frozen {
  readonly human: string
  readonly placedOn: LocalDate
  readonly endsOn: LocalDate
}

/** What holds a payment that a freeze of one line, or of one payee, holds: each line, and each letters of a payee. */
export interface HeldWith {
  readonly lines: readonly string[]
  readonly payees: ReadonlySet<string>
}

/**
 * Whether a human may place a freeze. Together with what they froze of the same money before, it ends 28 days after the first day: a freeze goes on from one that ended less than 28 days
 * ago, and not from one that somebody else has frozen on. The case overlaps with all of it, and a payee with each line. `before`: of the case, the first first.
 */
export function mayKeepFrozen(
  wanted: Frozen & { readonly until: LocalDate },
  before: readonly PlacedFreeze[],
  { lines, payees }: HeldWith,
  human: string,
  today: LocalDate,
): true | Refusal<'second-person-needed'> {
  const isSame = (one: Frozen) =>
    one.about === wanted.about &&
    (one.about === 'case' ||
      (one.about === 'payee' ? payees.has(one.payee ?? '') : lines.includes(one.planLineId ?? '')))
  const isAlike = (one: Frozen, other: Frozen) =>
    isSame(one) ? isSame(other) : one.planLineId === other.planLineId && one.payee === other.payee
  const isTakenOver = (one: PlacedFreeze, index: number) =>
    before.slice(index + 1).some((next) => next.human !== human && next.endsOn >= one.endsOn && isAlike(one, next))
  const mine = before
    .filter(
      (one, index) => one.human === human && (one.about !== wanted.about || isSame(one)) && !isTakenOver(one, index),
    )
    .toSorted((one, other) => (one.endsOn < other.endsOn ? 1 : -1))
  // From the last back to the first that it goes on from: in slices it is no shorter.
  const since = mine.reduce(
    (first, { placedOn, endsOn }) =>
      endsOn >= daysAfter(first, -mostFreezeDays) && placedOn < first ? placedOn : first,
    today,
  )
  if (wanted.until <= daysAfter(since, mostFreezeDays)) return true
  return refuse('second-person-needed', 'Somebody else decides whether it is frozen for longer')
}

type EssentialTo = {
  readonly lines: readonly Pick<PlanLine, 'key' | 'preventive'>[]
  readonly crisisContingency: {
    readonly cover: readonly { readonly line: string | null }[]
    readonly ifTooUnwell: { readonly lines: readonly string[] } | null
    readonly tiers?: readonly Pick<CrisisTier, 'lines'>[]
  } | null
}

/** The lines of a plan that are paid on whatever is frozen: what keeps a crisis off, and what there is for one. */
export function essentialLines({ lines, crisisContingency }: EssentialTo): string[] {
  const preventive = lines.filter((line) => line.preventive).map(({ key }) => key)
  if (!crisisContingency) return preventive
  const { cover, ifTooUnwell, tiers = [] } = crisisContingency
  return [
    ...preventive,
    ...cover.flatMap(({ line }) => (line === null ? [] : [line])),
    ...(ifTooUnwell?.lines ?? []),
    ...tiers.flatMap((tier) => tier.lines.map(({ line }) => line)),
  ]
}

/**
 * Whether any of these freezes holds what somebody wants to pay. An essential line is paid on through a freeze of its case, and through one of the line from before it was essential; to a payee who is
 * suspected nothing goes from any line, since somebody else can be paid: neither by the name that is typed nor by one that is
 * registered for them, nor by one that is typed and could be theirs. `lines`: the line itself, and each that it was opened like; `payees`: the letters of each name.
 */
export function isHeldBy(
  freezes: readonly FrozenNow[],
  wanted: {
    readonly lines: readonly string[]
    readonly payees: readonly string[]
    readonly typed: string | null
    readonly essential: boolean
  },
): boolean {
  return freezes.some(({ about, planLineId, payee, name }) => {
    if (about === 'payee')
      return (
        (payee !== null && wanted.payees.includes(payee)) ||
        (name !== null && wanted.typed !== null && couldBeOne(name, wanted.typed))
      )
    return !wanted.essential && (about === 'case' || (planLineId !== null && wanted.lines.includes(planLineId)))
  })
}
