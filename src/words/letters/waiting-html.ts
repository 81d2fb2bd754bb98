import { type Html, html, written } from '../../platform/html/html.ts'
import { dateInWords } from '../../shared/dates.ts'
import { inPounds } from '../../shared/money.ts'
import type { LetterFacts } from './facts.ts'

/** What the person paid for themself, when, and what of it they get back. */
export function waitingSection({ about: { waiting } }: LetterFacts): Html | null {
  if (!waiting) return null
  const { bought, spentOn, claimedPence, agreedPence } = waiting
  return html`<table>
<caption>What you paid</caption>
<thead><tr><th scope="col">What you bought</th><th scope="col">When</th><th scope="col" class="pence">You paid</th><th scope="col" class="pence">We pay back</th></tr></thead>
<tbody>
<tr><th scope="row">${written(bought)}</th><td>${dateInWords(spentOn)}</td><td class="pence">${inPounds(claimedPence)}</td><td class="pence">${inPounds(agreedPence)}</td></tr>
</tbody>
</table>`
}
