import { type Html, html, written } from '../../platform/html/html.ts'
import { inPounds } from '../../shared/money.ts'
import type { LetterFacts } from './facts.ts'

/** What was asked for beside the plan and what is agreed of it; and that a broker's own organisation would be paid. */
export function offPlanSection({ about: { offPlan } }: LetterFacts): Html | null {
  if (!offPlan) return null
  const { title, askedPence, agreedPence, payee, ties } = offPlan
  return html`<table>
<caption>What you asked for</caption>
<thead><tr><th scope="col">What it pays for</th><th scope="col" class="pence">You asked for</th><th scope="col" class="pence">We agreed to</th></tr></thead>
<tbody>
<tr><th scope="row">${written(title)}</th><td class="pence">${inPounds(askedPence)}</td><td class="pence">${inPounds(agreedPence)}</td></tr>
</tbody>
</table>
${ties.includes('own-organisation') && html`<p class="note"><strong>${payee === null ? 'The organisation of your broker' : written(payee)} would be paid, and your broker works for it.</strong> Who decided knew that.</p>`}`
}
