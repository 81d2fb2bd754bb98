import { oneOf } from '../../shared/schema.ts'

/** The person, or the care coordinator who is with them: whom an early step can be left to. */
export const personOrCoordinator = ['person', 'care-coordinator'] as const
export type PersonOrCoordinator = (typeof personOrCoordinator)[number]
export const PersonOrCoordinator = oneOf(personOrCoordinator, {
  $id: 'PersonOrCoordinator',
  description: 'The person, or their care coordinator.',
})
