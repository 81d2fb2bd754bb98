import { type Static, Type } from '@sinclair/typebox'
import { dateInWords, daysAfter, daysBetween, type LocalDate } from '../../shared/dates.ts'
import { inPounds, type Pence, proportion, sumPence } from '../../shared/money.ts'
import { type Refusal, refuse } from '../../shared/outcome.ts'
import { key, oneOf, PositivePence, ref, thing, words } from '../../shared/schema.ts'
import type { Missing } from '../assessment/readiness.ts'
import type { Period } from '../budgets/period.ts'
import { CaseRole, caseRoles } from '../sign-off/sign-off-rules.ts'
import type { LineSchedule } from './line-schedule.ts'

export const CrisisTier = thing(
  'CrisisTier',
  'What can be had at once in a crisis, agreed with the plan: which lines grow, how far, and for how long. It is paid from what is put aside.',
  {
    key: key('A key for the tier.', 'bad-patch'),
    title: words(200, 'What it is called.', 'A bad patch: four hours a day instead of one'),
    declaredBy: Type.Array(ref(CaseRole, { description: 'A role.' }), {
      description: 'Who can say that it is time. The person always can.',
      minItems: 1,
      uniqueItems: true,
    }),
    lines: Type.Array(
      ref(
        thing('CrisisTierLine', 'How far a line grows.', {
          line: key('A plan line that has a schedule.', 'daily-support'),
          extraPerDay: Type.Number({
            minimum: 0.25,
            maximum: 1_000,
            multipleOf: 0.25,
            description: 'How many units of the line more there are on each day, to a quarter.',
            examples: [3],
          }),
        }),
      ),
      { description: 'The lines that grow.', minItems: 1, maxItems: 50 },
    ),
    capPence: ref(PositivePence, { description: 'The most that one crisis can cost, in whole pence.' }),
    yearCapPence: ref(PositivePence, {
      description: 'The most that all crises of this tier can cost in the period of the budget, in whole pence.',
    }),
    longestDays: Type.Integer({
      minimum: 1,
      maximum: 90,
      description: 'After so many days it stands down by itself.',
      examples: [7],
    }),
  },
)
export type CrisisTier = Static<typeof CrisisTier>

/** In what role a crisis is declared: one on the case, or a crisis team, which has no place on it. */
export const CrisisRole = oneOf([...caseRoles, 'crisis-team'], {
  $id: 'CrisisRole',
  description: 'In what role somebody declared a crisis.',
})
export type CrisisRole = Static<typeof CrisisRole>

/** Who declares a tier: a crisis team does where the plan lets the care coordinator, who is not there by night. */
export const declarersOf = ({ declaredBy }: Pick<CrisisTier, 'declaredBy'>): readonly CrisisRole[] =>
  declaredBy.includes('care-coordinator') ? [...declaredBy, 'crisis-team'] : declaredBy

interface Line {
  readonly key: string
  readonly schedule?: LineSchedule | null
}

/** What each line of a tier costs more on a day. A line without a schedule has no unit that could grow. */
export function dailyCosts(tier: CrisisTier, lines: readonly Line[]): { line: string; pencePerDay: Pence }[] {
  return tier.lines.flatMap(({ line, extraPerDay }) => {
    const schedule = lines.find(({ key }) => key === line)?.schedule
    return schedule ? [{ line, pencePerDay: proportion(schedule.unitPence, extraPerDay * 4, 4) }] : []
  })
}

const dayOf = (tier: CrisisTier, lines: readonly Line[]) =>
  sumPence(dailyCosts(tier, lines).map(({ pencePerDay }) => pencePerDay))

/** What keeps the tiers of a plan from being agreed: who declares them, the lines that grow, and that what is put aside pays for them. */
export function checkTiers(tiers: readonly CrisisTier[], lines: readonly Line[], reservePence: Pence): Missing[] {
  return tiers.flatMap((tier, index) => {
    const missing: Missing[] = []
    const say = (field: string, code: string, detail: string) =>
      missing.push({ pointer: `/crisisContingency/tiers/${index}/${field}`, code, detail })
    if (tiers.findIndex((other) => other.key === tier.key) < index) say('key', 'key-repeated', 'This key is used twice')
    if (!tier.declaredBy.includes('person'))
      say('declaredBy', 'person-missing', 'The person can always declare a crisis')
    for (const [position, { line }] of tier.lines.entries()) {
      const known = lines.find(({ key }) => key === line)
      if (!known) say(`lines/${position}/line`, 'line-unknown', 'The plan has no line with this key')
      else if (!known.schedule)
        say(`lines/${position}/line`, 'schedule-missing', 'A line grows by its unit: give it a schedule')
      if (tier.lines.findIndex((other) => other.line === line) < position)
        say(`lines/${position}/line`, 'key-repeated', 'This line grows already')
    }
    const day = dayOf(tier, lines)
    if (day > tier.capPence)
      say('capPence', 'cap-too-low', `One day comes to ${inPounds(day)}: the cap must be at least that`)
    if (tier.capPence > tier.yearCapPence)
      say('yearCapPence', 'cap-too-low', 'What a year can cost is at least what one crisis can cost')
    if (tier.yearCapPence > reservePence)
      say('yearCapPence', 'reserve-exceeded', `${inPounds(reservePence)} of the budget is put aside for crises`)
    return missing
  })
}

/** What a crisis takes: for how many days, until when, and how much of it for each line. */
export interface Activation {
  readonly startsOn: LocalDate
  readonly endsOn: LocalDate
  readonly committedPence: Pence
  readonly lines: readonly { readonly line: string; readonly pencePerDay: Pence; readonly committedPence: Pence }[]
}

/** What there still is for a crisis today. */
export interface Means {
  readonly today: LocalDate
  readonly period: Period
  /** What crises of the tier have taken in the period. */
  readonly takenPence: Pence
  /** What is put aside and not taken. */
  readonly reservePence: Pence
}

/** For how many days a tier can be had from today, and the sums that say so. */
export function daysLeft(tier: CrisisTier, lines: readonly Line[], means: Means): { days: number; because: string } {
  const { today, period, takenPence, reservePence } = means
  const day = dayOf(tier, lines)
  const year = Math.max(0, tier.yearCapPence - takenPence)
  const left = Math.min(tier.capPence, year, reservePence)
  const affordable = day === 0 ? 0 : Math.floor(left / day)
  const untilEnd = today > period.until ? 0 : daysBetween(today, period.until) + 1
  const days = Math.min(affordable, tier.longestDays, untilEnd)
  const because = `One day comes to ${inPounds(day)}. One crisis can cost ${inPounds(tier.capPence)}; of the ${inPounds(tier.yearCapPence)} for the budget’s period ${inPounds(year)} is left, and ${inPounds(reservePence)} is put aside. The longest is ${tier.longestDays} days, and the budget is for the days until ${dateInWords(period.until)}. That makes ${days} ${days === 1 ? 'day' : 'days'}.`
  return { days, because }
}

/** A crisis of so many days, or of as many as there can be. Over a cap it is refused, with the sums. */
export function activation(
  tier: CrisisTier,
  lines: readonly Line[],
  wantedDays: number | undefined,
  means: Means,
): Activation | Refusal<'crisis-cap-reached'> {
  const { days, because } = daysLeft(tier, lines, means)
  const wanted = wantedDays ?? days
  if (wanted > days || wanted === 0) return refuse('crisis-cap-reached', because, '/days')
  const committed = dailyCosts(tier, lines).map((cost) => ({ ...cost, committedPence: cost.pencePerDay * wanted }))
  return {
    startsOn: means.today,
    endsOn: daysAfter(means.today, wanted - 1),
    committedPence: sumPence(committed.map(({ committedPence }) => committedPence)),
    lines: committed,
  }
}

/** What goes back of each line where a crisis stands down on a day: the days after it, as far as the line still has that much. */
export function returned(
  { endsOn, lines }: Pick<Activation, 'endsOn' | 'lines'>,
  today: LocalDate,
  availablePence: ReadonlyMap<string, Pence>,
): { line: string; pence: Pence }[] {
  const unused = today >= endsOn ? 0 : daysBetween(today, endsOn)
  return lines
    .map(({ line, pencePerDay }) => ({ line, pence: Math.min(pencePerDay * unused, availablePence.get(line) ?? 0) }))
    .filter(({ pence }) => pence > 0)
}
