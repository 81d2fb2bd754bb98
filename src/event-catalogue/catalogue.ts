import type { Static, TObject, TProperties } from '@sinclair/typebox'
import { appealEvents } from './appeals.ts'
import { budgetEvents } from './budgets.ts'
import { capacityEvents } from './capacity.ts'
import { caseEvents } from './cases.ts'
import { currentServiceEvents } from './current-services.ts'
import { expressionOfInterestEvents } from './expressions-of-interest.ts'
import { needsAssessmentEvents } from './needs-assessments.ts'
import { organisationEvents } from './organisations.ts'
import { personEvents } from './people.ts'
import { readings } from './readings.ts'
import { reviewEvents } from './reviews.ts'
import { saidForEvents } from './said-for.ts'
import { schemeEvents } from './schemes.ts'
import { signOffEvents } from './sign-off.ts'
import { simulationEvents } from './simulations.ts'
import { spendingEvents } from './spending.ts'
import { supportPlanEvents } from './support-plans.ts'

const ofCase = {
  ...appealEvents,
  ...budgetEvents,
  ...capacityEvents,
  ...caseEvents,
  ...currentServiceEvents,
  ...expressionOfInterestEvents,
  ...needsAssessmentEvents,
  ...reviewEvents,
  ...saidForEvents,
  ...signOffEvents,
  ...spendingEvents,
  ...supportPlanEvents,
}
const ofPerson = personEvents
const ofNeither = { ...organisationEvents, ...schemeEvents, ...simulationEvents }

/**
 * Every type of event, with its facts, by whose it is: of a case and its person, of a person whatever their cases, or of neither. An event
 * is recorded in the transaction of the write that it tells of.
 */
export const eventCatalogue = { ofCase, ofPerson, ofNeither }

/** What the audit keeps beside events: who read what. */
export const readingTypes: readonly string[] = Object.keys(readings)

/** A type of event: what it tells, and its facts. */
export interface Entry {
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
