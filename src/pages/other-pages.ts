import type { Static } from '@sinclair/typebox'
import type { IndicativeBudget } from '../budgets/schemas.ts'
import type { WhatStays } from '../current-services/schemas.ts'
import { type Html, html, keptMarkup, written } from '../platform/html/html.ts'
import type { SchemeTransparency } from '../schemes/draft-schemas.ts'
import type { Asking } from './asking.ts'
import type { Look } from './look.ts'

/** How the budget was worked out that the person was told; the ways of working it out that were not taken stand on no page. */
export async function budgetPageOf(ask: Asking, caseId: string, look: Look): Promise<Html> {
  const budget = await ask.find<IndicativeBudget>(`/v1/cases/${caseId}/indicative-budget`)
  const main =
    budget && budget.disclosedAt !== null
      ? await ask.pageOf(`/v1/budget-calculations/${budget.budgetCalculationId}/explanation`)
      : undefined
  if (main === undefined) return html`<h1>${look.text('budget-how')}</h1>${look.p('budget-none')}`
  return look.inEnglish(keptMarkup(main))
}

/** The statement, as the operation writes it. */
export async function statementPageOf(ask: Asking, caseId: string, look: Look): Promise<Html> {
  const main = await ask.pageOf(`/v1/cases/${caseId}/statement/page`)
  if (main === undefined) return html`<h1>${look.text('menu-statement')}</h1>${look.p('statement-none')}`
  return look.inEnglish(keptMarkup(main))
}

/** What is to happen in a crisis; whom anybody can call stands there also without a plan. */
export async function crisisPageOf(ask: Asking, caseId: string, look: Look): Promise<Html> {
  const main = await ask.pageOf(`/v1/cases/${caseId}/crisis-contingency/page`)
  if (main === undefined)
    return html`<h1>${look.text('menu-crisis')}</h1>${look.p('crisis-none')}${look.p('crisis-always')}`
  return look.inEnglish(keptMarkup(main))
}

/** What the person goes on having, whatever becomes of the budget. */
export async function staysPageOf(ask: Asking, caseId: string, look: Look): Promise<Html> {
  const { always, services, socialCare, sentence } = await ask.get<Static<typeof WhatStays>>(
    `/v1/cases/${caseId}/what-stays`,
  )
  return html`<h1>${look.text('stays-title')}</h1>
${look.told(sentence)}
${
  services.length > 0 &&
  html`${look.h2('stays-services', 'stays')}
${look.inEnglish(
  services.map(
    ({ title, sentence, because }) =>
      html`<h3>${written(title)}</h3><p>${sentence}</p>${because !== null && html`<p>${written(because)}</p>`}`,
  ),
)}`
}
${socialCare && html`${look.h2('stays-council')}${look.inEnglish(html`<p>${written(socialCare.paysFor)}: ${socialCare.sentence}</p>`)}`}
${look.h2('stays-always', 'crisis')}
${look.inEnglish(html`<ul>\n${always.map(({ title, sentence }) => html`<li><strong>${title}</strong>: ${sentence}</li>\n`)}</ul>`)}`
}

/** What everybody may know of a scheme. */
export const schemePageOf = (
  { title, version, startsOn, sections }: Static<typeof SchemeTransparency>,
  look: Look,
): Html => html`<h1>${look.inEnglish(title)}</h1>
${look.p('public-version', { version, date: { day: startsOn } })}
${look.inEnglish(
  sections.map(
    (section) => html`<h2>${section.title}</h2>
${look.isEasy ? section.sentences.map((sentence) => look.told(sentence)) : html`<p>${section.sentences.join(' ')}</p>`}
`,
  ),
)}
${look.h2('public-sources')}
<ul>
${[...new Set(sections.flatMap(({ sources }) => sources))].map((source) => html`<li>${source}</li>\n`)}</ul>`
