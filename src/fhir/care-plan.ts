import { createHash } from 'node:crypto'
import type { CarePlan, Goal, Period, Reference, ServiceRequest, Timing } from '@medplum/fhirtypes'
import type { Case } from '../case-access/case.ts'
import type { Identifier } from '../rules/people/identifiers.ts'
import type { LineSchedule } from '../rules/planning/line-schedule.ts'
import { type LocalDate, londonDate } from '../shared/dates.ts'
import type { SupportPlan } from '../support-plans/schemas.ts'
import { neverBegun, notAgreed, statusesOf } from './statuses.ts'
import { metaOf, ownIdentifier, patientBy } from './systems.ts'

/** A part of a plan is named by its key, which can be longer than FHIR lets an id be: the first 16 digits of its SHA-256 stand for it. */
const partId = (planId: string, key: string): string =>
  `${planId}.${createHash('sha256').update(key).digest('hex').slice(0, 16)}`

const pertainsToGoal = 'http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal'

/** A plan as it was found. */
export interface ToldPlan {
  readonly plan: SupportPlan
  readonly of: Case
  readonly changedAt: Date
  readonly identifiers: readonly Identifier[]
  /** The plans whose place it took. */
  readonly replaces: readonly string[]
  /** The lines that were opened, which are those that were agreed, by their keys: each with the day on which it was closed. */
  readonly opened: ReadonlyMap<string, LocalDate | null>
}

const goalBy = (planId: string, key: string): Reference<Goal> => ({
  reference: `Goal/${partId(planId, key)}`,
  type: 'Goal',
})

/**
 * The day on which a plan came to its end before its time, if it did: its lines were closed then, since another took its place or its case ended.
 * Where none was opened, that of its case is what there is.
 */
function endedOn({ plan: { status }, of, opened }: ToldPlan): LocalDate | null {
  if (status !== 'ended' && status !== 'superseded') return null
  const [closed] = [...opened.values()].filter((day) => day !== null).sort((a, b) => (a < b ? 1 : -1))
  return closed ?? (status === 'ended' && of.endedAt ? londonDate(of.endedAt) : null)
}

/** The days that were planned, as far as they came; undefined where it ended before the first of them. */
function daysOf(from: LocalDate, until: LocalDate, ended: LocalDate | null): Period | undefined {
  if (ended === null || ended >= until) return { start: from, end: until }
  return ended < from ? undefined : { start: from, end: ended }
}

/** A support plan: its outcomes are its goals, and its lines its activities. */
export function carePlanOf(told: ToldPlan): CarePlan {
  const { plan, of, changedAt, identifiers, replaces } = told
  const { plan: status, planIntent: intent } = statusesOf(plan)
  const period = plan.period && daysOf(plan.period.from, plan.period.until, endedOn(told))
  return {
    resourceType: 'CarePlan',
    id: plan.id,
    meta: metaOf('CarePlan', changedAt),
    identifier: [ownIdentifier(plan.id), ...identifiers],
    ...(replaces.length > 0 && { replaces: replaces.map((id) => ({ reference: `CarePlan/${id}` })) }),
    status,
    intent,
    category: [{ text: 'Support plan of a personal health budget' }],
    title: 'Support plan',
    subject: patientBy(of.personId),
    ...(period && { period }),
    created: plan.openedAt,
    careTeam: [{ reference: `CareTeam/${of.id}` }],
    ...(plan.outcomes.length > 0 && { goal: plan.outcomes.map(({ key }) => goalBy(plan.id, key)) }),
    ...(plan.lines.length > 0 && {
      activity: plan.lines.map(({ key }) => ({ reference: { reference: `ServiceRequest/${partId(plan.id, key)}` } })),
    }),
  }
}

/** What the person wants to reach, in their own words. */
export function goalsOf({ plan, of, changedAt }: ToldPlan): Goal[] {
  return plan.outcomes.map(({ key, words }) => ({
    resourceType: 'Goal',
    id: partId(plan.id, key),
    meta: metaOf('Goal', changedAt),
    lifecycleStatus: statusesOf(plan).goal,
    description: { text: words },
    subject: patientBy(of.personId),
    expressedBy: patientBy(of.personId),
  }))
}

/** What is to be bought, in the shape that eLTSS gives a service: what, how much and how often, from when until when, by whom, and for which goals. */
export function serviceRequestsOf(told: ToldPlan): ServiceRequest[] {
  const { plan, of, changedAt, opened } = told
  const ended = endedOn(told)
  // Lines are opened together, those alone that were agreed: it stays so after the plan has ended.
  const decided = plan.agreedAt !== null && opened.size > 0
  return plan.lines.map((line) => {
    const planned = line.schedule ?? plan.period
    const days = planned && daysOf(planned.from, planned.until, ended)
    // Of what never began it is told when it was to be.
    const period = days ?? (planned && daysOf(planned.from, planned.until, null))
    const begun = planned && !days ? neverBegun : statusesOf(plan)
    const { line: status, lineIntent: intent } = decided && !opened.has(line.key) ? notAgreed : begun
    return {
      resourceType: 'ServiceRequest',
      id: partId(plan.id, line.key),
      meta: metaOf('ServiceRequest', changedAt),
      extension: line.outcomes.map((key) => ({ url: pertainsToGoal, valueReference: goalBy(plan.id, key) })),
      basedOn: [{ reference: `CarePlan/${plan.id}` }],
      status,
      intent,
      category: [{ text: line.category }],
      code: { text: line.title },
      ...(line.schedule && period ? scheduled(line.schedule, period) : period && { occurrencePeriod: period }),
      subject: patientBy(of.personId),
      authoredOn: plan.submittedAt ?? plan.openedAt,
      ...(line.provider && { performer: [{ display: line.provider }] }),
    }
  })
}

const periods = {
  weekly: { frequency: 1, period: 1, periodUnit: 'wk' },
  'four-weekly': { frequency: 1, period: 4, periodUnit: 'wk' },
  monthly: { frequency: 1, period: 1, periodUnit: 'mo' },
} as const

/** How much, how often and when. What is bought as needed has no times that are known. */
function scheduled({ quantity, unit, frequency, times }: LineSchedule, boundsPeriod: Period): Partial<ServiceRequest> {
  const repeat: Timing['repeat'] =
    frequency in periods
      ? { boundsPeriod, ...periods[frequency as keyof typeof periods] }
      : { boundsPeriod, ...(frequency === 'per-session' && times !== null && { count: times }) }
  const when = frequency === 'once' ? { occurrencePeriod: boundsPeriod } : { occurrenceTiming: { repeat } }
  return {
    quantityQuantity: { value: quantity, unit },
    ...when,
    ...(frequency === 'as-needed' && { asNeededBoolean: true }),
  }
}
