import { type Html, html, written } from '../../platform/html/html.ts'
import { appealBy, isAdverse } from '../../rules/reviews-and-appeals/appeals.ts'
import { dateInWords, londonDate, weekdayName } from '../../shared/dates.ts'
import type { LetterFacts } from './facts.ts'

/** How and by when to appeal, and where to complain: the last is told in every letter, whatever was decided. */
export function appealSection(facts: LetterFacts): Html {
  const canAppeal = isAdverse(facts.decision.outcome)
  return html`<h2>${canAppeal ? 'If you do not agree' : 'If something is wrong'}</h2>
${canAppeal ? howToAppeal(facts) : whatElse(facts)}
<h3>How to complain</h3>
<p>You can ${canAppeal && 'also '}complain: about how you were treated, how long it took, or how this was decided.${canAppeal && ' You can do that as well as appeal.'} Tell ${written(facts.to.trust)} or ${written(facts.to.commissioner)} within 12 months. They say within 3 working days that they have your complaint.</p>
<p>If you are unhappy with their answer, you can go to an ombudsman. Ombudsmen are independent, and it is free:</p>
<ul>
<li>about the NHS: Parliamentary and Health Service Ombudsman, 0345 015 4033, www.ombudsman.org.uk</li>
<li>about the council: Local Government and Social Care Ombudsman, 0300 061 0614, www.lgo.org.uk</li>
</ul>`
}

function howToAppeal({ decision, rules, to }: LetterFacts): Html {
  const by = appealBy(rules, londonDate(new Date(decision.decidedAt)))
  const days = rules.appeals.lodgeWithinWorkingDays
  return html`<h3>How to appeal</h3>
<p>You can appeal. Then somebody who took no part in this decision will review it.</p>
<ul>
<li>Say in your own words what is wrong with it. There is no form, and you do not need to know the law.</li>
<li>You can do it yourself. Somebody who acts for you, or an advocate, can do it for you.</li>
<li>${tellWhom(to)}</li>
</ul>
<p class="note"><strong>Appeal by ${weekdayName(by)} ${dateInWords(by)}.</strong> That is ${days} working day${days === 1 ? '' : 's'} after the decision: weekends and bank holidays do not count.</p>
<p>You can still appeal after that day. Say why it is late.</p>
<p>You get an answer within ${rules.clocks.appealDecision} working days. Until then, what you have now stays as it is.</p>`
}

/** Where there is nothing to appeal, no word is said of an appeal that nobody lodged. */
function whatElse({ decision, to }: LetterFacts): Html {
  return ['upheld', 'varied', 'overturned', 'not-accepted'].includes(decision.outcome)
    ? html`<p>This was the answer to your appeal. If you are unhappy with it, you can complain.</p>`
    : html`<p>If something in this decision is wrong for you, say so at any time. ${tellWhom(to)}</p>`
}

function tellWhom({ careCoordinator, commissioner }: LetterFacts['to']): Html {
  return careCoordinator === null
    ? html`Write to ${written(commissioner)}.`
    : html`Tell your care coordinator, ${written(careCoordinator)}, or write to ${written(commissioner)}.`
}
