import type { Static } from '@sinclair/typebox'
import { id, oneOf, ref, thing } from '../../shared/schema.ts'

/** Where something comes from that nobody typed again. */
export const CarriedFrom = thing('CarriedFrom', 'Where the person said it, in the same words.', {
  kind: ref(
    oneOf(['expression-of-interest', 'needs-assessment'], {
      $id: 'CarriedFromKind',
      description: 'What it comes from.',
    }),
  ),
  id: id(),
})
export type CarriedFrom = Static<typeof CarriedFrom>

/** What the person said before, and where. */
export interface SaidBefore<Said> {
  readonly from: CarriedFrom
  readonly said: readonly Said[]
}

/**
 * What is given, or where nothing is, what was said before; each with where it was said. Words that were changed since come from nowhere: they stay the
 * person's where they said them.
 */
export function carried<Said extends { readonly words: string }>(
  given: readonly Said[] | undefined,
  before: SaidBefore<Said> | undefined,
): (Said & { readonly from: CarriedFrom | null })[] {
  const said = (words: string) => before?.said.some((one) => one.words === words)
  return (given ?? before?.said ?? []).map((one) => ({ ...one, from: before && said(one.words) ? before.from : null }))
}
