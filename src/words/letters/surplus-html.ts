import { type Html, html, written } from '../../platform/html/html.ts'
import { dateInWords } from '../../shared/dates.ts'
import { inPounds, sumPence } from '../../shared/money.ts'
import type { LetterFacts } from './facts.ts'

/** What is taken back of money that was not spent, and not before when. */
export function surplusSection({ about: { surplus } }: LetterFacts): Html | null {
  if (!surplus || surplus.takenAfter === null) return null
  return html`<table>
<caption>What we take back</caption>
<thead><tr><th scope="col">What it was for</th><th scope="col" class="pence">Amount</th></tr></thead>
<tbody>
${surplus.lines.map(({ title, pence }) => html`<tr><th scope="row">${written(title)}</th><td class="pence">${inPounds(pence)}</td></tr>`)}
</tbody>
<tfoot><tr><th scope="row">Total</th><td class="pence">${inPounds(sumPence(surplus.lines.map(({ pence }) => pence)))}</td></tr></tfoot>
</table>
<p class="note"><strong>We take nothing before ${dateInWords(surplus.takenAfter)} is over.</strong> If you appeal by then, we take nothing until your appeal is answered.</p>`
}
