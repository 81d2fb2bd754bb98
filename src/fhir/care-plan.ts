import { createHash } from 'node:crypto'
import type { CarePlan, Goal, Reference, ServiceRequest, Timing } from '@medplum/fhirtypes'
import type { Case } from '../case-access/case.ts'
import type { Identifier } from '../rules/people/identifiers.ts'
import type { LineSchedule } from '../rules/planning/line-schedule.ts'
import { type LocalDate, londonDate } from '../shared/dates.ts'
import type { SupportPlan } from '../support-plans/schemas.ts'
import { notAgreed, statusesOf } from './statuses.ts'
import { ownIdentifier, patientBy } from './systems.ts'

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
  /** The keys of the lines that were opened: those that were agreed. */
  readonly opened: ReadonlySet<string>
}

const goalBy = (planId: string, key: string): Reference<Goal> => ({
  reference: `Goal/${partId(planId, key)}`,
  type: 'Goal',
})

/** The last day of a plan: that on which its case ended, where that came before. */
const endOf = (until: LocalDate, status: SupportPlan['status'], { endedAt }: Case): LocalDate => {
  const ended = status === 'ended' && endedAt ? londonDate(endedAt) : until
  return ended < until ? ended : until
}

/** A support plan: its outcomes are its goals, and its lines its activities. */
export function carePlanOf({ plan, of, changedAt, identifiers, replaces }: ToldPlan): CarePlan {
  const { plan: status, planIntent: intent } = statusesOf(plan)
  return {
    resourceType: 'CarePlan',
    id: plan.id,
    meta: { lastUpdated: changedAt.toISOString() },
    identifier: [ownIdentifier(plan.id), ...identifiers],
    ...(replaces.length > 0 && { replaces: replaces.map((id) => ({ reference: `CarePlan/${id}` })) }),
    status,
    intent,
    category: [{ text: 'Support plan of a personal health budget' }],
    title: 'Support plan',
    subject: patientBy(of.personId),
    ...(plan.period && { period: { start: plan.period.from, end: endOf(plan.period.until, plan.status, of) } }),
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
    meta: { lastUpdated: changedAt.toISOString() },
    lifecycleStatus: statusesOf(plan).goal,
    description: { text: words },
    subject: patientBy(of.personId),
    expressedBy: patientBy(of.personId),
  }))
}

/** What is to be bought, in the shape that eLTSS gives a service: what, how much and how often, from when until when, by whom, and for which goals. */
export function serviceRequestsOf({ plan, of, changedAt, opened }: ToldPlan): ServiceRequest[] {
  // Lines are opened together, those alone that were agreed: it stays so after the plan has ended.
  const decided = plan.agreedAt !== null && opened.size > 0
  return plan.lines.map((line) => {
    const { line: status, lineIntent: intent } = decided && !opened.has(line.key) ? notAgreed : statusesOf(plan)
    return {
      resourceType: 'ServiceRequest',
      id: partId(plan.id, line.key),
      meta: { lastUpdated: changedAt.toISOString() },
      extension: line.outcomes.map((key) => ({ url: pertainsToGoal, valueReference: goalBy(plan.id, key) })),
      basedOn: [{ reference: `CarePlan/${plan.id}` }],
      status,
      intent,
      category: [{ text: line.category }],
      code: { text: line.title },
      ...(line.schedule
        ? scheduled(line.schedule)
        : plan.period && { occurrencePeriod: { start: plan.period.from, end: plan.period.until } }),
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
function scheduled({ quantity, unit, frequency, times, from, until }: LineSchedule): Partial<ServiceRequest> {
  const boundsPeriod = { start: from, end: until }
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
