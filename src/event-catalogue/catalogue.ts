import type { Static, TObject, TProperties } from '@sinclair/typebox'
import { type View, views } from '../rules/access/views.ts'
import { appealEvents } from './appeals.ts'
import { budgetEvents } from './budgets.ts'
import { capacityEvents } from './capacity.ts'
import { caseEvents } from './cases.ts'
import { crisisEvents } from './crises.ts'
import { currentServiceEvents } from './current-services.ts'
import { expressionOfInterestEvents } from './expressions-of-interest.ts'
import { fileEvents } from './files.ts'
import { healthNeedEvents } from './health-needs.ts'
import { lineHoldingEvents } from './line-holdings.ts'
import { linePauseEvents } from './line-pauses.ts'
import { needsAssessmentEvents } from './needs-assessments.ts'
import { offPlanEvents } from './off-plan.ts'
import { organisationEvents } from './organisations.ts'
import { pageLinkEvents } from './page-links.ts'
import { panelMeetingEvents } from './panel-meetings.ts'
import { bankAccountEvents, paymentEvents, payRunEvents } from './payments.ts'
import { personEvents } from './people.ts'
import { personRequestEvents } from './person-requests.ts'
import { readings } from './readings.ts'
import { reviewEvents } from './reviews.ts'
import { saidForEvents } from './said-for.ts'
import { schemeEvents } from './schemes.ts'
import { signOffEvents } from './sign-off.ts'
import { simulationEvents } from './simulations.ts'
import { spendingEvents } from './spending.ts'
import { supportPlanEvents } from './support-plans.ts'
import { waitingClaimEvents } from './waiting-claims.ts'

type OfRecords = Readonly<Record<string, Entry<View>>>

const ofCase = {
  ...appealEvents,
  ...budgetEvents,
  ...capacityEvents,
  ...caseEvents,
  ...crisisEvents,
  ...lineHoldingEvents,
  ...linePauseEvents,
  ...bankAccountEvents,
  ...paymentEvents,
  ...offPlanEvents,
  ...waitingClaimEvents,
  ...personRequestEvents,
  ...pageLinkEvents,
  ...panelMeetingEvents,
  ...currentServiceEvents,
  ...expressionOfInterestEvents,
  ...fileEvents,
  ...needsAssessmentEvents,
  ...healthNeedEvents,
  ...reviewEvents,
  ...saidForEvents,
  ...signOffEvents,
  ...spendingEvents,
  ...supportPlanEvents,
} satisfies OfRecords
const ofPerson = personEvents satisfies OfRecords
const ofNeither = { ...organisationEvents, ...payRunEvents, ...schemeEvents, ...simulationEvents } satisfies Readonly<
  Record<string, Entry<null>>
>

/**
 * Every type of event, with its facts, by whose it is: of a case and its person, of a person whatever their cases, or of neither. An event
 * is recorded in the transaction of the write that it tells of.
 */
export const eventCatalogue = { ofCase, ofPerson, ofNeither }

const everyView = Object.keys(views) as readonly View[]
const viewByType: ReadonlyMap<string, View | null> = new Map(
  Object.values(eventCatalogue).flatMap((group) => Object.entries(group).map(([type, { view }]) => [type, view])),
)

/** The types of events that there are. */
export const eventTypes: readonly string[] = [...viewByType.keys()]

/** The types of events on cases that are of none of these views. */
export const typesTold = (leftOut: readonly View[]): readonly string[] =>
  Object.entries(ofCase).flatMap(([type, { view }]) => (leftOut.includes(view) ? [] : [type]))

/** Those that happen on a case. */
export const caseEventTypes = Object.keys(ofCase) as readonly (keyof typeof ofCase)[]

/** The views of which one has to be opened all to be told an event. A type from before the catalogue can tell of anything. */
export function viewsTold(type: string): readonly View[] {
  const view = viewByType.get(type)
  if (view === undefined) return everyView
  return view === null ? [] : [view]
}

/** What the audit keeps beside events: who read what. */
export const readingTypes: readonly string[] = Object.keys(readings)

/** A type of event: the view of a record that it tells of, what it tells, and its facts. */
export interface Entry<V = View | null> {
  readonly view: V
  readonly description: string
  readonly facts: TProperties
}
type FactsOf<E extends Entry> = Static<TObject<E['facts']>>
type Recorded<Group extends Record<string, Entry>, CaseId> = {
  [Type in keyof Group]: { caseId: CaseId; facts: FactsOf<Group[Type]> }
}
type Catalogue = Recorded<typeof ofCase, string> & Recorded<typeof ofPerson & typeof ofNeither & typeof readings, null>

declare module '../platform/audit/audit.ts' {
  interface Happenings extends Catalogue {}
}
