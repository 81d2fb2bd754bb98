import { dateInWords, daysAfter, type LocalDate } from '../../shared/dates.ts'
import { inPounds, type Pence, proportion, sumPence } from '../../shared/money.ts'
import { instruments } from '../assessment/instruments.ts'
import type { Missing } from '../assessment/readiness.ts'
import type { Period } from '../budgets/period.ts'
import type { SchemeRules } from '../scheme/scheme-rules.ts'
import type { CaseRole } from '../sign-off/sign-off-rules.ts'
import { coverGaps, type Window } from './cover.ts'
import { type CrisisTier, checkTiers } from './crisis-tiers.ts'
import type { Element } from './elements.ts'
import { categoryMissing, titleMissing } from './line-category.ts'
import { type Holding, instrumentsOf } from './line-holding.ts'
import { costOver, type LineSchedule } from './line-schedule.ts'
import { ownMoneyMissing } from './own-money.ts'

/** What a plan buys: each line serves at least one outcome of the person's own. */
export interface PlanLine extends Holding {
  readonly key: string
  readonly title: string
  readonly category: string
  readonly amountPence: Pence
  readonly outcomes: readonly string[]
  readonly preventive: boolean
  readonly holdsBack: string | null
  readonly schedule?: LineSchedule | null
  readonly ownPence?: Pence
  readonly element?: Element | null
  readonly needs?: readonly string[]
  readonly provider?: string | null
  readonly fallbackLine?: string | null
  readonly checkedBy?: CaseRole | null
  readonly risk?: string | null
  readonly dependsOn?: readonly { readonly service: string | null; readonly line: string | null }[]
}

/** What is to happen in a crisis, as far as the checks look at it. */
export interface CrisisContingency {
  readonly warningSigns: readonly string[]
  readonly contacts: readonly unknown[]
  readonly worstTimes: readonly Window[]
  readonly cover: readonly { readonly windows: readonly Window[]; readonly line: string | null }[]
  readonly ifTooUnwell: { readonly lines: readonly string[] } | null
  readonly gapsAccepted: string | null
  readonly tiers?: readonly CrisisTier[]
}

export interface PlanContent {
  readonly outcomes: readonly { readonly key: string }[]
  readonly lines: readonly PlanLine[]
  readonly crisisContingency: CrisisContingency | null
}

export const planTotal = (content: PlanContent): Pence => sumPence(content.lines.map((line) => line.amountPence))

/** The keys of the lines that are not the same before and after a change, in the order of the plan; those that are gone come last. */
export function changedLines(before: readonly PlanLine[], after: readonly PlanLine[]): string[] {
  const text = (lines: readonly PlanLine[], key: string) =>
    JSON.stringify(lines.filter((line) => line.key === key).map((line) => Object.entries(line).sort()))
  const keys = new Set([...after, ...before].map((line) => line.key))
  return [...keys].filter((key) => text(before, key) !== text(after, key))
}

/** The budget that a plan is held against. */
export interface Budget {
  readonly leftPence: Pence
  readonly reservePence: Pence
  readonly period: Period
}

/** Everything that keeps a plan from being signed, told at once. Empty: the plan can be submitted. */
export function checkPlan(
  content: PlanContent,
  rules: SchemeRules,
  { leftPence, reservePence, period }: Budget,
): Missing[] {
  return [
    ...checkOutcomes(content),
    ...content.lines.flatMap((line, index) => [
      ...checkLine(line, index, content, rules),
      ...checkSupport(line, index, period),
    ]),
    ...checkTotal(content.lines, leftPence, rules),
    ...checkCrisis(content),
    ...checkTiers(content.crisisContingency?.tiers ?? [], content.lines, reservePence),
  ]
}

function checkOutcomes({ outcomes, lines }: PlanContent): Missing[] {
  const missing: Missing[] = []
  if (outcomes.length === 0)
    missing.push({
      pointer: '/outcomes',
      code: 'outcome-missing',
      detail: 'The plan needs at least one outcome of the person’s own',
    })
  if (lines.length === 0)
    missing.push({ pointer: '/lines', code: 'line-missing', detail: 'The plan needs at least one line' })
  for (const [name, things] of [
    ['outcomes', outcomes],
    ['lines', lines],
  ] as const) {
    for (const [index, one] of things.entries()) {
      if (things.findIndex((other) => other.key === one.key) < index)
        missing.push({ pointer: `/${name}/${index}/key`, code: 'key-repeated', detail: 'This key is used twice' })
    }
  }
  return missing
}

function checkLine(line: PlanLine, index: number, { outcomes, lines }: PlanContent, rules: SchemeRules): Missing[] {
  const missing: Missing[] = []
  const say = (field: string, code: string, detail: string) =>
    missing.push({ pointer: `/lines/${index}/${field}`, code, detail })
  const known = new Set(outcomes.map((outcome) => outcome.key))
  for (const [position, key] of line.outcomes.entries()) {
    if (!known.has(key)) say(`outcomes/${position}`, 'outcome-unknown', 'The plan has no outcome with this key')
  }
  missing.push(...categoryMissing(rules, line.category, `/lines/${index}/category`))
  missing.push(...titleMissing(rules, line.title, `/lines/${index}/title`))
  if (line.fallbackLine && (line.fallbackLine === line.key || !lines.some(({ key }) => key === line.fallbackLine)))
    say('fallbackLine', 'line-unknown', 'The plan has no other line with this key')
  const toppedUp = ownMoneyMissing(line, rules)
  if (toppedUp) say('ownPence', 'own-money-refused', toppedUp)
  if (!rules.deployments.includes(line.deployment))
    say('deployment', 'deployment-not-offered', 'The scheme does not hold money in this way')
  const paidBy = instrumentsOf[line.deployment]
  if (!paidBy.includes(line.instrument))
    say('instrument', 'instrument-unfit', `Money that is held in this way is paid by ${paidBy.join(' or ')}`)
  if (line.deployment === 'third-party' && line.holderId === null)
    say('holderId', 'holder-missing', 'Say which organisation holds the money')
  if (line.preventive && line.holdsBack === null)
    say('holdsBack', 'need-missing', 'Name the need that this preventive support holds back')
  return missing
}

const assessed = new Set(instruments.flatMap(({ domains }) => domains.map(({ key }) => key)))

/** Support over time: within the budget's days, for a need that was assessed, and checked by somebody. */
function checkSupport({ schedule, needs = [], checkedBy }: PlanLine, index: number, period: Period): Missing[] {
  const missing: Missing[] = []
  const say = (field: string, code: string, detail: string) =>
    missing.push({ pointer: `/lines/${index}/${field}`, code, detail })
  if (schedule) {
    const of = `${dateInWords(period.from)} to ${dateInWords(period.until)}`
    if (schedule.from < period.from) say('schedule/from', 'outside-period', `The budget is for ${of}`)
    if (schedule.until > period.until) say('schedule/until', 'outside-period', `The budget is for ${of}`)
    if (schedule.frequency !== 'once' && !checkedBy)
      say('checkedBy', 'checker-missing', 'Say who checks that this support is given and does what it is for')
  }
  for (const [position, need] of needs.entries()) {
    if (!assessed.has(need)) say(`needs/${position}`, 'need-unknown', 'The assessment has no domain with this key')
  }
  return missing
}

/** What a line takes of the budget on the days of a period: what has no schedule is bought on the first day of its plan. */
export function amountOver(line: Pick<PlanLine, 'amountPence' | 'schedule'>, plan: Period, over: Period): Pence {
  const { amountPence, schedule } = line
  if (!schedule) return over.from <= plan.from && plan.from <= over.until ? amountPence : 0
  // What it came to by each of two days, not by the days between: the parts of the person's own money add up as well.
  const whole = costOver(schedule, schedule)
  // What comes to less than a penny in all takes nothing.
  if (whole === 0) return 0
  const paid = (until: LocalDate) => proportion(amountPence, costOver(schedule, { from: schedule.from, until }), whole)
  return over.until < over.from ? 0 : paid(over.until) - paid(daysAfter(over.from, -1))
}

/** A plan costs no more than the budget, unless the scheme says which tier may agree to more. */
export function checkTotal(
  lines: readonly Pick<PlanLine, 'amountPence'>[],
  budgetPence: Pence,
  { forced }: Pick<SchemeRules, 'forced'>,
): Missing[] {
  const total = sumPence(lines.map((line) => line.amountPence))
  if (total <= budgetPence || forced.some(({ condition }) => condition === 'over-indicative-budget')) return []
  return [
    {
      pointer: '/lines',
      code: 'budget-exceeded',
      detail: `The lines come to ${inPounds(total)}; the indicative budget has ${inPounds(budgetPence)} left`,
    },
  ]
}

/** A plan without its crisis contingency is not ready: crisis planning is part of the plan (S2), also who takes over when the person cannot. */
export function checkCrisis({ crisisContingency, lines }: Pick<PlanContent, 'crisisContingency' | 'lines'>): Missing[] {
  const missing: Missing[] = []
  const say = (field: string, code: string, detail: string) =>
    missing.push({ pointer: `/crisisContingency${field}`, code, detail })
  if (crisisContingency === null) {
    say('', 'crisis-contingency-missing', 'Plan for a crisis before it comes')
    return missing
  }
  const { warningSigns, contacts, cover, ifTooUnwell, gapsAccepted } = crisisContingency
  if (warningSigns.length === 0) say('/warningSigns', 'warning-sign-missing', 'Name at least one warning sign')
  if (contacts.length === 0) say('/contacts', 'contact-missing', 'Name at least one person or service to call')
  if (ifTooUnwell === null)
    say('/ifTooUnwell', 'fallback-missing', 'Say who takes over if the person is too unwell to manage')
  const known = new Set(lines.map((line) => line.key))
  const named: (readonly [field: string, line: string | null])[] = [
    ...cover.map((source, index) => [`/cover/${index}/line`, source.line] as const),
    ...(ifTooUnwell?.lines ?? []).map((key, index) => [`/ifTooUnwell/lines/${index}`, key] as const),
  ]
  for (const [field, key] of named) {
    if (key !== null && !known.has(key)) say(field, 'line-unknown', 'The plan has no line with this key')
  }
  if (gapsAccepted === null && hasGapsAtWorst(crisisContingency)) {
    say(
      '/gapsAccepted',
      'cover-gap',
      'Nobody can be called at some of the person’s worst times: cover them, or say why the person accepts it',
    )
  }
  return missing
}

/** Whether nobody can be called at some of the person's own worst times. */
export function hasGapsAtWorst({ cover, worstTimes }: Pick<CrisisContingency, 'cover' | 'worstTimes'>): boolean {
  // Nobody to call, and no times that were named as the worst, is a gap and not silence.
  if (cover.length === 0 && worstTimes.length === 0) return true
  return coverGaps(cover, worstTimes).some((gap) => gap.worstTime)
}
