import { type Html, html, written } from '../../platform/html/html.ts'
import { dateInWords, daysAfter } from '../../shared/dates.ts'
import { inPounds } from '../../shared/money.ts'
import type { LetterFacts } from './facts.ts'

/** What the person has again, from which day, and what they did not have meanwhile: that is said, since nobody pays it back unasked. */
export function restoredSection({ about: { restored }, to }: LetterFacts): Html | null {
  if (!restored) return null
  const { on, lines } = restored
  const tell = to.careCoordinator === null ? written(to.commissioner) : written(to.careCoordinator)
  return html`<h3>What you have again</h3>
<ul>
${lines.map(
  ({
    title,
    lostFrom,
    restoredPence,
    lostPence,
  }) => html`<li><strong>${written(title)}</strong>: ${restoredPence > 0 ? `from ${dateInWords(on)} you have this again, with ${inPounds(restoredPence)}.` : 'there is nothing left of it that you could have now.'}
${lostFrom < on && html`<p>You did not have all of it from ${dateInWords(lostFrom)} to ${dateInWords(daysAfter(on, -1))}.${lostPence > 0 && ` Your budget would have paid ${inPounds(lostPence)} for it in that time.`}</p>`}</li>
`,
)}</ul>
${lines.some(({ lostFrom }) => lostFrom < on) && html`<p>This decision does not pay back what you went without. If you paid for something yourself in that time, or want to ask for what you lost, tell ${tell}. You can also complain.</p>`}`
}
