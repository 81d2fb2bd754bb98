import type { Event, EventPage } from './types.ts'

/**
 * How a client reads the feed: by the type of an event its facts are known, and whose it is. It is compiled against the types that each
 * generator makes, as the bodies are.
 */
export function told(event: Event): readonly (string | number | null)[] {
  switch (event.type) {
    case 'support-plan.signed':
      return [event.caseId, event.personId, event.facts.caseRole, event.facts.planVersion]
    case 'case.step-late':
      return [event.caseId, event.personId, event.facts.clock, event.facts.tier]
    case 'consent.withdrawn':
      return [event.personId, event.facts.organisationId]
    case 'simulation.completed':
      return [event.facts.schemeDraftId, event.facts.changePence]
    case 'event.withheld':
      return [event.sequence, event.hash]
    default:
      return [event.sequence, event.type, event.subjectId, event.happenedAt]
  }
}

/** What is not told: a field that is read here, and that the contract does not have, would be of any type. */
type Whose<Type extends Event['type']> = Extract<keyof Extract<Event, { type: Type }>, 'caseId' | 'personId'>
export const whose: readonly [Whose<'support-plan.signed'>[], Whose<'consent.given'>[], Whose<'scheme.published'>[]] = [
  ['caseId', 'personId'],
  ['personId'],
  [],
]
export const noReading: Extract<Event['type'], 'person.searched'>[] = []
export const tellAll = ({ items }: EventPage) => items.map(told)
