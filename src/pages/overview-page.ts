import type { Appeal } from '../appeals/schemas.ts'
import type { IndicativeBudget } from '../budgets/schemas.ts'
import type { CaseView } from '../cases/schemas.ts'
import { type Html, html } from '../platform/html/html.ts'
import type { PageLinkMaker } from '../rules/people/page-links.ts'
import type { LocalDate } from '../shared/dates.ts'
import { inPounds, type Pence, sumPence } from '../shared/money.ts'
import type { SpendingOutlook } from '../spending/outlook-schemas.ts'
import type { Statement } from '../spending/schemas.ts'
import type { PageWord } from '../words/pages/page-words.ts'
import { appealable, openAppealOf } from './appeal-pages.ts'
import type { Asking } from './asking.ts'
import { type FormSent, formHead } from './form.ts'
import type { Look } from './look.ts'
import type { Opened } from './opened.ts'
import { signsAs } from './signing.ts'

/** What the overview is written from: each part by the operation of the contract that gives it. */
export async function overviewOf(
  ask: Asking,
  caseId: string,
  look: Look,
  { opened, form, today }: { readonly opened: Opened; readonly form: FormSent; readonly today: LocalDate },
): Promise<Html> {
  const of = `/v1/cases/${caseId}`
  const [held, budget, outlook, statement, decided, appeals, as] = await Promise.all([
    ask.get<CaseView>(of),
    ask.find<IndicativeBudget>(`${of}/indicative-budget`),
    ask.find<SpendingOutlook>(`${of}/spending-outlook`),
    ask.find<Statement>(`${of}/statement`),
    appealable(ask, caseId),
    ask.get<{ items: readonly Appeal[] }>(`${of}/appeals?limit=100`),
    signsAs(ask, caseId, opened),
  ])
  const signs = as !== null && held.waits.some(({ party, step }) => party === 'person' && step === 'plan-submitted')
  const keeps = held.waits.some(
    ({ step }) => step in canKeep && canKeep[step as keyof typeof canKeep].has(opened.session.madeAs),
  )
  const appeal = !opened.onlyShow && decided.length > 0
  const open = appeals.items.filter(({ endedAt }) => endedAt === null)
  return html`<h1>${look.text('overview-title')}</h1>
${look.p('reference', { reference: held.reference })}
${form.isDone && !keeps && html`<div class="note" role="status">${look.p('keep-done')}</div>`}
${formHead(look, form)}
${look.h2('next-title')}
${held.endedAt !== null && look.p('case-ended', { date: { day: held.endedAt } })}
${held.pause && look.p('case-paused', { date: { day: held.pause.from } })}
${look.told(held.next)}
${keeps && keepForm(opened, look, form)}
${open.map((appeal) => openAppealOf(appeal, look, today))}
${held.endedAt === null && turnsOf(held, look)}
${held.endedAt === null && budgetOf(budget, outlook, cameTo(outlook, statement), look)}
${
  (signs || appeal) &&
  html`${look.h2('do-title', 'sign')}
<ul>
${signs && html`<li><a href="/pages/plan">${look.text(as === 'person' ? 'do-sign' : 'do-sign-for')}</a></li>\n`}${appeal && html`<li><a href="/pages/appeals">${look.text('do-appeal')}</a></li>\n`}</ul>`
}`
}

/** What the person can stop with one act, and who can here: that they are alive, nobody else says for them. */
const canKeep = {
  'ending-announced': new Set<PageLinkMaker>(['person', 'representative']),
  'death-to-confirm': new Set<PageLinkMaker>(['person']),
} as const

const keepForm = ({ session }: Opened, look: Look, { formToken, formKey }: FormSent): Html =>
  html`<form method="post" action="/pages/keep">
<input type="hidden" name="token" value="${formToken}">
<input type="hidden" name="key" value="${formKey}">
<button type="submit">${look.text(session.madeAs === 'person' ? 'keep-button' : 'keep-for-button')}</button>
</form>`

/** Who is waited for, for what, and by which day: the days of the clocks that run. What is told above already is not told again. */
function turnsOf({ waits, clocks, next: above }: CaseView, look: Look): Html {
  const turns = waits.map(({ party, clock, clockSubjectId, next }) => {
    const what = next !== above && html`<br>${look.inEnglish(next)}`
    const word = `role-${party}` satisfies PageWord
    const running = clocks.find(
      ({ kind, subjectId, stoppedOn, paused }) =>
        kind === clock && subjectId === clockSubjectId && stoppedOn === null && !paused,
    )
    if (!running) return [`${word} ${next}`, html`${look.text(word)}${what}`] as const
    const { breached, dueOn } = running
    const turn = look.text(breached ? 'turn-late' : 'turn-by', { who: { word }, date: { day: dueOn } })
    return [`${word} ${breached} ${dueOn} ${next}`, html`${turn}${what}`] as const
  })
  return html`${look.h2('turn-title', 'turn')}
${turns.length === 0 ? look.p('turn-nobody') : html`<ul>\n${[...new Map(turns).values()].map((turn) => html`<li>${turn}</li>\n`)}</ul>`}`
}

/** What the lines of the plan in force have beside what was agreed: it is in what is left. */
function cameTo(outlook: SpendingOutlook | undefined, statement: Statement | undefined): Pence {
  const lines = new Set(outlook?.lines.map(({ planLineId }) => planLineId))
  const ours = statement?.lines.filter(({ planLineId }) => lines.has(planLineId)) ?? []
  return sumPence(ours.flatMap(({ movedPence, carriedPence, crisisPence }) => [movedPence, carriedPence, crisisPence]))
}

/**
 * The money of the plan in force; the amount to plan with where there is none. What a payment set aside, or the person has in their account, is left
 * to use, and what an earlier plan agreed is not agreed now.
 */
function budgetOf(
  budget: IndicativeBudget | undefined,
  outlook: SpendingOutlook | undefined,
  came: Pence,
  look: Look,
): Html {
  const heading = look.h2('budget-title', 'money')
  const how = html`<p><a href="/pages/budget">${look.text('budget-how')}</a></p>`
  if (outlook)
    return html`${heading}
<p class="figure">${inPounds(sumPence(outlook.lines.map(({ agreedPence }) => agreedPence)))}</p>
${look.p('budget-agreed')}
${came > 0 && html`<p class="figure">${inPounds(came)}</p>\n${look.p('budget-came-over')}`}
<p class="figure">${inPounds(outlook.leftPence)}</p>
${look.p('budget-left')}
${budget && budget.disclosedAt !== null && how}`
  if (!budget || budget.disclosedAt === null) return html`${heading}${look.p('budget-none')}`
  const { from, until } = budget.period
  return html`${heading}
<p class="figure">${inPounds(budget.amountPence)}</p>
${look.p('budget-indicative', { from: { day: from }, until: { day: until } })}
${how}`
}
