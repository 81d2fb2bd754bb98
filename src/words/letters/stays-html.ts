import { type Html, html, written } from '../../platform/html/html.ts'
import { inHours } from '../../shared/numbers.ts'
import type { WhatStays } from '../what-stays.ts'

/** What the person goes on having, for a page: what they have now first, then what everybody has. */
export function staysSection({ services, always, sentence }: WhatStays): Html {
  const short = services.reduce((sum, service) => sum + (service.shortfallMinutesPerWeek ?? 0), 0)
  const item = ({ title, sentence, because = null }: { title: string; sentence: string; because?: string | null }) =>
    html`<li><strong>${written(title)}</strong>: ${sentence}${because !== null && html` Why: ${written(because)}`}</li>
`
  return html`<p>${sentence}</p>
${
  services.length > 0 &&
  html`<p>What you have now:</p>
<ul>
${services.map(item)}</ul>
`
}${
  short > 0 &&
  html`<p class="note"><strong>In total, you will have ${inHours(short)} a week less than now.</strong></p>
`
}<p>What everybody has:</p>
<ul>
${always.map(item)}</ul>`
}
