import type { LocalDate } from '../../shared/dates.ts'
import { oneOf } from '../../shared/schema.ts'
import type { NotificationFault } from './kinds.ts'
import { isPaused } from './when-to-tell.ts'

/** What is done where a person was not told of a letter. */
export const insteadOfTelling = ['post', 'hand-over'] as const
export type InsteadOfTelling = (typeof insteadOfTelling)[number]

/** By post, unless the person said that it is not safe, or contact is paused. As long as nobody said anything it is. */
export const mayPost = (
  safely: { readonly mayPost: boolean; readonly paused: boolean; readonly pausedUntil: LocalDate | null } | null,
  today: LocalDate,
): boolean => safely === null || (safely.mayPost && !isPaused(safely, today))

/** How a letter is given to whoever was not told of it by a message. */
export const howToGive = (safely: Parameters<typeof mayPost>[0], today: LocalDate): InsteadOfTelling =>
  mayPost(safely, today) ? 'post' : 'hand-over'

/** What is to be done with a letter: nothing where a server took the message, or while it waits. One that nobody was told of because the person was taken for dead in error is given as any other. */
export function insteadOf(
  fault: NotificationFault | null,
  safely: Parameters<typeof mayPost>[0],
  today: LocalDate,
): InsteadOfTelling | null {
  return fault === null ? null : howToGive(safely, today)
}

/** How a letter was given to the person. */
export const letterDeliveryWays = ['by-post', 'in-person'] as const
export type LetterDeliveryWay = (typeof letterDeliveryWays)[number]
export const LetterDeliveryWay = oneOf(letterDeliveryWays, {
  $id: 'LetterDeliveryWay',
  description: 'How a letter was given to the person: by post, or from hand to hand.',
})
