import type { WhatStays } from '../current-services/schemas.ts'
import { type Html, html, written } from '../platform/html/html.ts'
import { pageBody } from '../platform/html/html-page.ts'
import type { CaseStep } from '../rules/progress/steps.ts'
import type { SchemeRules } from '../rules/scheme/scheme-rules.ts'
import { sourceInWords } from '../rules/scheme/sources.ts'
import { unlessConfirmed } from '../rules/sign-off/identity.ts'
import { lowestCompetent } from '../rules/sign-off/lowest-competent.ts'
import { dateInWords, londonDate } from '../shared/dates.ts'
import { inPounds } from '../shared/money.ts'
import { isRefusal } from '../shared/outcome.ts'
import { staysSection } from '../words/letters/stays-html.ts'
import { listed } from '../words/phrases.ts'
import { rolesTold, tierWords } from '../words/roles.ts'
import { stepWords } from '../words/steps.ts'
import { payer } from './explanation-words.ts'
import type { BudgetCalculation } from './schemas.ts'

/** All that the explanation of a calculation is written from. */
export interface ExplanationFacts {
  readonly calculation: BudgetCalculation
  readonly rules: SchemeRules
  readonly scheme: string
  readonly step: CaseStep
  /** Whether planning starts from this calculation. */
  readonly inForce: boolean
  /** Whether somebody independent has confirmed who the person is. */
  readonly identityConfirmed: boolean
  /** Null for somebody who may not know whose calculation it is. */
  readonly person: string | null
  readonly stays: WhatStays
}

/** The explanation of a calculation, step by step, in plain English: nobody learns the amount without learning how it came about (S2). */
export function explanationHtml(facts: ExplanationFacts): Html {
  const { calculation, person, scheme, stays, inForce } = facts
  return pageBody({
    header: html`<p>${written(scheme)}</p>`,
    main: html`<h1>How your budget was worked out</h1>
${
  person !== null &&
  html`<p>For ${written(person)}</p>
`
}<p>Worked out on ${dateInWords(londonDate(new Date(calculation.calculatedAt)))}.</p>
<h2>The amount</h2>
<p class="figure">${inPounds(calculation.amountPence)}</p>
<p>${inForce ? 'This is called your indicative budget: the amount that you plan with. It is yours to spend when your plan is agreed.' : 'This is one way of working it out. It is not your budget yet: one calculation is chosen, and then we tell you.'}</p>
<h2>How we got there</h2>
${calculation.method === 'points' && pointsExplained}${stepsTable(facts)}
<h2>Where the money comes from</h2>
${sharesTable(facts)}
<h2>What is kept for a crisis</h2>
${reserveSection(facts)}
<h2>What the figures mean</h2>
${figuresSection(facts)}
<h2>What stays</h2>
${staysSection(stays)}
<h2>Who decides next</h2>
${nextSection(facts)}
<h2>Where the rules come from</h2>
${sourcesSection(facts)}`,
    footer: html`<p>Please give this number when you ask about this page: ${calculation.id}</p>`,
  })
}

/** What anybody who reads it can see to. */
const goesUp =
  'That is one step higher than usual, or it takes two people there, because nobody independent has confirmed yet who you are.'

/** A point is the one word of the steps that nobody could know. */
const pointsExplained = html`<p>A point says how hard one part of your life is. If every day of a month is as hard as can be (4 of 4), that part has 4 points. If no day is hard (0 of 4), it has none. Every point is worth the same money.</p>
`

function stepsTable({ calculation: { steps, amountPence } }: ExplanationFacts): Html {
  return html`<table>
<caption>Each step, in order</caption>
<thead><tr><th scope="col">Step</th><th scope="col">What we did</th><th scope="col" class="pence">Adds</th></tr></thead>
<tbody>
${steps.map(
  ({ sentence, amountPence }, index) =>
    html`<tr><th scope="row">${index + 1}</th><td>${written(sentence)}</td><td class="pence">${change(amountPence)}</td></tr>
`,
)}</tbody>
<tfoot><tr><th scope="row" colspan="2">Your budget</th><td class="pence">${inPounds(amountPence)}</td></tr></tfoot>
</table>`
}

const change = (pence: number) => (pence === 0 ? 'nothing' : pence < 0 ? `minus ${inPounds(-pence)}` : inPounds(pence))

function sharesTable({ calculation: { shares, amountPence } }: ExplanationFacts): Html {
  return html`<table>
<caption>Who pays which part</caption>
<thead><tr><th scope="col">Who pays</th><th scope="col" class="pence">How much</th></tr></thead>
<tbody>
${shares.map(
  ({
    funder,
    amountPence,
  }) => html`<tr><th scope="row">${payer(funder)}</th><td class="pence">${inPounds(amountPence)}</td></tr>
`,
)}</tbody>
<tfoot><tr><th scope="row">Total</th><td class="pence">${inPounds(amountPence)}</td></tr></tfoot>
</table>
<p>Who pays which part does not change what you get.</p>`
}

function reserveSection({ calculation: { reservePence, amountPence } }: ExplanationFacts): Html {
  const always = 'NHS crisis services are always there for you. They are free, and are not paid from your budget.'
  if (reservePence === 0) return html`<p>Nothing of this amount is put aside for a crisis. ${always}</p>`
  return html`<p>${inPounds(reservePence)} of it is put aside for you, for a crisis. That leaves ${inPounds(amountPence - reservePence)} for your plan. ${always}</p>`
}

function figuresSection({ calculation: { costOfUsePence, amountPence } }: ExplanationFacts): Html {
  if (costOfUsePence === null)
    return html`<p>There is one figure only: your budget, ${inPounds(amountPence)}. We did not look at what the services that you used before have cost.</p>`
  return html`<table>
<caption>Two figures, which are not the same thing</caption>
<thead><tr><th scope="col">Figure</th><th scope="col">What it means</th><th scope="col" class="pence">Amount</th></tr></thead>
<tbody>
<tr><th scope="row">Cost of use</th><td>What all the services that you used have cost, including emergency care and your GP. A budget cannot buy all of these, and nobody asks you for this money.</td><td class="pence">${inPounds(costOfUsePence)}</td></tr>
<tr><th scope="row">Your budget</th><td>What you can plan with.</td><td class="pence">${inPounds(amountPence)}</td></tr>
</tbody>
</table>`
}

function nextSection({
  calculation: { amountPence, reservePence },
  rules,
  step,
  identityConfirmed,
}: ExplanationFacts): Html {
  const would = lowestCompetent(rules, amountPence - reservePence, new Map())
  const route = unlessConfirmed(rules, would, identityConfirmed, new Map())
  return html`<p>${stepWords[step].person}</p>
<p>When there is a plan, ${listed(rules.signatures.map((caseRole) => rolesTold[caseRole]))} sign it. ${!isRefusal(route) && html`If it costs all of this, ${tierWords[route.tier].told} decides on it. If somebody there is too close to the plan, somebody else decides.${identityConfirmed ? '' : ` ${goesUp}`}`}</p>
<p>If you think that this was worked out wrongly, say so to your care coordinator. It can be worked out again.</p>`
}

function sourcesSection({ calculation: { steps, schemeVersion }, scheme }: ExplanationFacts): Html {
  const stepsOf = new Map<string, number[]>()
  for (const [index, { citation }] of steps.entries())
    stepsOf.set(citation, [...(stepsOf.get(citation) ?? []), index + 1])
  const item = ([citation, numbers]: [string, number[]]) =>
    html`<li>${numbers.length === 1 ? 'Step' : 'Steps'} ${listed(numbers.map(String))}: ${written(sourceInWords(citation))}</li>
`
  return html`<p>These are the rules of ${written(scheme)}, version ${schemeVersion}. Worked out again by the same rules, the amount is the same.</p>
<ul>
${[...stepsOf].map(item)}</ul>`
}
