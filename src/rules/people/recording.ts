import { type Refusal, refuse } from '../../shared/outcome.ts'
import { oneOf } from '../../shared/schema.ts'

/** How somebody said what others record for them. */
export const waysOfSaying = ['in-person', 'by-post', 'by-phone', 'online'] as const
export type WayOfSaying = (typeof waysOfSaying)[number]
export const WayOfSaying = oneOf(waysOfSaying, { $id: 'WayOfSaying', description: 'How something was said.' })

/** Who records for the person what they said: those whom the letters name to tell. Never the broker, who is paid from the plan. */
export const recordersForPerson = ['care-coordinator', 'commissioner-officer'] as const

/** Whether what is said may stand so: recorded for the person, it has their own words and how they said them; otherwise neither is asked. */
export function mayRecord(
  role: string,
  { words, how }: { readonly words: string | null; readonly how: WayOfSaying | null },
): true | Refusal<'own-words-missing' | 'request-invalid'> {
  const recorded = (recordersForPerson as readonly string[]).includes(role)
  if (!recorded)
    return (
      how === null || refuse('request-invalid', 'Say how the person said it only when you record it for them', '/how')
    )
  if (words === null) return refuse('own-words-missing', 'Record the words in which the person said it', '/words')
  return how !== null || refuse('own-words-missing', 'Say how the person said it', '/how')
}
