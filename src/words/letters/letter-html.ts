import { type Html, html, written } from '../../platform/html/html.ts'
import { pageBody } from '../../platform/html/html-page.ts'
import { scheduleInWords } from '../../rules/planning/line-schedule.ts'
import type { Heard } from '../../rules/sign-off/hearings.ts'
import { dateInWords, londonDate } from '../../shared/dates.ts'
import { inPounds, sumPence } from '../../shared/money.ts'
import { languageName } from '../languages.ts'
import { groundWords } from '../reductions.ts'
import { funderNames } from '../roles.ts'
import type { LetterFacts } from './facts.ts'
import { healthNeedSection, practiceSaid } from './health-need-html.ts'
import { appealSection } from './letter-appeal.ts'
import { decidedBy, toldOf } from './letter-words.ts'
import { offPlanSection } from './off-plan-html.ts'
import { restoredSection } from './restored-html.ts'
import { staysSection } from './stays-html.ts'
import { surplusSection } from './surplus-html.ts'
import { waitingSection } from './waiting-html.ts'

/** The letter about a decision: what and why, who decided, what stays, how to appeal, who can help. No word of it is an internal one. */
export function letterHtml(facts: LetterFacts): Html {
  const { decision, about, to, stays } = facts
  const { title, what, next } = toldOf(decision, about)
  return pageBody({
    header: html`<p>${written(to.commissioner)}</p>
<p>${written(to.trust)}</p>`,
    main: html`<p>${dateInWords(londonDate(new Date(decision.decidedAt)))}</p>
<p>Dear ${written(to.person)}</p>
<h1>${title}</h1>
<h2>What we decided</h2>
${what.map((sentence) => html`<p>${sentence}</p>`)}
${linesTable(facts)}
${lostSection(facts)}
${restoredSection(facts)}
${surplusSection(facts)}
${offPlanSection(facts)}
${waitingSection(facts)}
${healthNeedSection(facts)}
${sharesSentence(facts)}
<h2>Why</h2>
${whySection(facts)}
<h2>Who decided</h2>
${whoSection(facts)}
<h2>What happens next</h2>
<p>${next}</p>
<h2>What stays</h2>
${staysSection(stays)}
${appealSection(facts)}
<h2>Who can help you</h2>
${helpSection(facts)}
<h2>This letter in another way</h2>
${formatSection(facts)}`,
    footer: html`<p>About: ${written(to.scheme)}.</p>
<p>Please give this reference when you ask about this letter: ${to.reference}</p>`,
  })
}

function linesTable({ about: { plan }, decision }: LetterFacts): Html | null {
  if (!plan || plan.lines.length === 0) return null
  const refused = decision.lines?.filter((line) => line.outcome === 'refused').map((line) => line.line)
  const inPart = refused ? new Set(refused) : null
  const agreed = plan.lines.filter((line) => !inPart?.has(line.key))
  const row = (
    line: (typeof plan.lines)[number],
  ) => html`<tr><th scope="row">${written(line.title)}${line.schedule ? html`<br>${scheduleInWords(line.schedule)}, from ${dateInWords(line.schedule.from)} to ${dateInWords(line.schedule.until)}` : null}</th>
${inPart && html`<td>${inPart.has(line.key) ? 'Not agreed' : 'Agreed'}</td>`}
<td class="pence">${inPounds(line.amountPence)}</td></tr>`
  return html`<table>
<caption>Your support plan</caption>
<thead><tr><th scope="col">What it pays for</th>
${inPart && html`<th scope="col">What we decided</th>`}
<th scope="col" class="pence">Cost</th></tr></thead>
<tbody>
${plan.lines.map(row)}
</tbody>
<tfoot><tr><th scope="row">${inPart ? 'Total agreed' : 'Total'}</th>
${inPart && html`<td></td>`}
<td class="pence">${inPounds(sumPence(agreed.map((line) => line.amountPence)))}</td></tr></tfoot>
</table>`
}

/** What is lost by the plan, from when, why, and what there is instead. */
function lostSection({ about: { reduction } }: LetterFacts): Html | null {
  if (!reduction) return null
  return html`<h3>What you will have less of</h3>
<ul>
${reduction.lines.map(
  ({ title, sentence, because, words, fallback }) => html`<li><strong>${written(title)}</strong>: ${sentence}
${because !== null && html`<p>Why: ${groundWords[because]} ${words !== null && written(words)}</p>`}
${fallback !== null && html`<p>If you need more again, you have this: ${written(fallback)}</p>`}</li>
`,
)}</ul>
<p class="note"><strong>Nothing changes until ${dateInWords(reduction.until)}.</strong> Until the end of that day you have all that you have now.</p>`
}

/** Who pays which part, where that was decided too. */
function sharesSentence({ decision: { shares } }: LetterFacts): Html | null {
  if (!shares || shares.length < 2) return null
  const parts = shares.map(({ funder, amountPence }) => `${inPounds(amountPence)} from ${funderNames[funder]}`)
  return html`<p>The money comes from: ${parts.join(' and ')}. That does not change what you get.</p>`
}

function whySection({
  decision: { reasons, gapsAcceptedBecause, outcome },
  about: { plan, offPlan, waiting },
}: LetterFacts): Html {
  const titleOf = (key: string) => plan?.lines.find((line) => line.key === key)?.title ?? null
  const gaps =
    gapsAcceptedBecause === null
      ? null
      : html`<p>At some of your worst times there is nobody in your plan to call. You said in your plan that you accept that. We accept it too, because: ${written(gapsAcceptedBecause)}</p>`
  if (reasons.length === 0)
    return html`<p>${outcome === 'left' ? 'What speaks for leaving you the money weighed more.' : outcome === 'accepted' ? 'What you wrote fits what this offer is for.' : outcome === 'agreed' && waiting ? 'You should not have had to wait and to pay for it.' : outcome === 'agreed' && offPlan ? 'It fits the rules of this scheme, and serves what you want to change.' : outcome === 'agreed' ? 'Your plan fits the rules of this scheme, and nothing in it had to change.' : 'What you said about the decision was right.'}</p>
${gaps}`
  return html`<ul>
${reasons.map(({ sentence, line, whatWouldChange, signpost }) => {
  const about = line === null ? null : titleOf(line)
  return html`<li>${
    about !== null &&
    html`<p>About “${written(about)}”:</p>
`
  }<p>${written(sentence)}</p>
<p><strong>What would change this:</strong> ${written(whatWouldChange)}</p>
${signpost !== null && html`<p><strong>Where you can go instead:</strong> ${written(signpost)}</p>`}</li>
`
})}</ul>
${gaps}`
}

function whoSection(facts: LetterFacts): Html {
  const { tier, decidedByName, inPlaceOfName, decidedAt, heard } = facts.decision
  const [before, after] = decidedBy(tier)
  const delegate = inPlaceOfName && html` in the place of ${written(inPlaceOfName)}`
  const said = practiceSaid(facts)
  if (said) return html`<p>${before}${written(decidedByName)}${after}${said}</p>`
  return html`<p>${before}${written(decidedByName)}${delegate}${after} This was on ${dateInWords(londonDate(new Date(decidedAt)))}.</p>
${heard && html`<p>They met on ${dateInWords(heard.on)}. ${howHeard(heard)}</p>`}`
}

function howHeard({ way, through }: Heard): Html {
  switch (way) {
    case 'in-person':
      return html`You were there, and told them what you want.`
    case 'in-writing':
      return html`They read what you wrote to them.`
    case 'through-somebody':
      return html`${through === null ? 'Somebody' : written(through)} spoke for you.`
    case 'not-at-all':
      return html`They did not hear you.`
    default:
      return html`You did not say whether you wanted to be heard.`
  }
}

function helpSection({ rules, to }: LetterFacts): Html {
  return html`<ul>
${
  to.careCoordinator !== null &&
  html`<li>${written(to.careCoordinator)}, your care coordinator.</li>
`
}${rules.appeals.help.map(
  ({ name, contact }) => html`<li>${written(name)}: ${written(contact)}</li>
`,
)}</ul>`
}

function formatSection({ to }: LetterFacts): Html {
  const ask =
    to.careCoordinator === null ? 'your care team' : html`your care coordinator, ${written(to.careCoordinator)}`
  const language = /^en\b/i.test(to.language) ? null : languageName(to.language)
  const known = [
    language && html`<li>You want to use this language: ${language}.</li>`,
    to.interpreterNeeded && html`<li>You need an interpreter.</li>`,
    to.communicationNeeds !== null && html`<li>You told us: ${written(to.communicationNeeds)}</li>`,
  ].filter(Boolean)
  return html`<p>You can have this letter in large print. Somebody can go through it with you, and an interpreter can be there. It costs you nothing. Ask ${ask}.</p>
${
  known.length > 0 &&
  html`<p>This is what we have written down about how to write to you. Please tell us where it is wrong, or where this letter does not follow it.</p>
<ul>
${known}
</ul>`
}`
}
