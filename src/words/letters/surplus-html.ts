import { type Html, html, written } from '../../platform/html/html.ts'
import { dateInWords } from '../../shared/dates.ts'
import { inPounds, sumPence } from '../../shared/money.ts'
import type { LetterFacts } from './facts.ts'

/** What is taken back of money that was not spent, or set off, and not before when. */
export function surplusSection({ about: { surplus } }: LetterFacts): Html | null {
  if (!surplus || surplus.takenAfter === null) return null
  const isSetOff = surplus.kind === 'set-off'
  const note = isSetOff
    ? html`<p class="note"><strong>We pay the same as before until ${dateInWords(surplus.takenAfter)} is over.</strong> After that your next payments are less, until they were less by this amount in all. You pay for your support from what you hold meanwhile. If you appeal by then, your payments stay the same until your appeal is answered. In a crisis they are paid in full.</p>`
    : html`<p class="note"><strong>We take nothing before ${dateInWords(surplus.takenAfter)} is over.</strong> If you appeal by then, we take nothing until your appeal is answered.</p>`
  return html`<table>
<caption>${isSetOff ? 'By how much your payments are less' : 'What we take back'}</caption>
<thead><tr><th scope="col">What it was for</th><th scope="col" class="pence">Amount</th></tr></thead>
<tbody>
${surplus.lines.map(({ title, pence }) => html`<tr><th scope="row">${written(title)}</th><td class="pence">${inPounds(pence)}</td></tr>`)}
</tbody>
<tfoot><tr><th scope="row">Total</th><td class="pence">${inPounds(sumPence(surplus.lines.map(({ pence }) => pence)))}</td></tr></tfoot>
</table>
${note}`
}
