import { transparency } from '../words/published/transparency.ts'
import type { SchemeTransparency } from './draft-schemas.ts'
import type { Scheme } from './schemas.ts'

/** What the commissioner publishes of a scheme, made from the rules in force. */
export function transparencyOf({ id, title, version, startsOn, rules }: Scheme): SchemeTransparency {
  const sections = transparency(rules).map((section) => ({
    ...section,
    sentences: [...section.sentences],
    sources: [...section.sources],
  }))
  return { schemeId: id, title, version, startsOn, sections }
}
