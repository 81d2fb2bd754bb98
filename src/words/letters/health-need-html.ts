import { type Html, html, written } from '../../platform/html/html.ts'
import { dateInWords } from '../../shared/dates.ts'
import type { LetterFacts } from './facts.ts'

/** Which practice was asked what. */
export function healthNeedSection({ about: { healthNeed } }: LetterFacts): Html | null {
  if (!healthNeed) return null
  const { practice, asked } = healthNeed
  return html`<p>The practice is ${written(practice)}. It was asked to agree this:</p>
<blockquote>${written(asked)}</blockquote>`
}

/** When the practice said no, and who wrote that down for it. */
export function practiceSaid({ about: { healthNeed } }: LetterFacts): Html | null {
  if (!healthNeed) return null
  const { practice, on, recordedBy } = healthNeed
  return html` They work at ${written(practice)} and said this on ${dateInWords(on)}.${recordedBy !== null && html` ${written(recordedBy)} wrote it down, and we told the practice what was written.`}`
}
