import type { Capacity } from './sign-off-rules.ts'

/** Whether somebody in this capacity is there for the person: acts in their place, or speaks for them. */
export function speaksForPerson(capacity: Capacity): boolean {
  return capacity === 'representative' || capacity === 'advocate'
}
