import type { Appeal } from '../appeals/schemas.ts'
import type { Letter } from '../decisions/schemas.ts'
import { type Html, html } from '../platform/html/html.ts'
import { isAdverse } from '../rules/reviews-and-appeals/appeals.ts'
import type { LocalDate } from '../shared/dates.ts'
import type { PageWord } from '../words/pages/page-words.ts'
import type { Asking } from './asking.ts'
import { type FormSent, formHead, timeOfForm } from './form.ts'
import type { Look } from './look.ts'

interface Decided {
  readonly id: string
  readonly outcome: string
  readonly decidedAt: string
}

/** The decisions of the case that can be appealed: those that went against the person, but for those that an appeal is open on or has overturned. */
export async function appealable(ask: Asking, caseId: string): Promise<readonly Decided[]> {
  const [decisions, appeals] = await Promise.all([
    ask.get<{ items: readonly Decided[] }>(`/v1/cases/${caseId}/decisions?limit=100`),
    ask.get<{ items: readonly Appeal[] }>(`/v1/cases/${caseId}/appeals?limit=100`),
  ])
  const settled = new Set(
    appeals.items
      .filter(({ endedAt, status }) => endedAt === null || status === 'overturned')
      .map((one) => one.decisionId),
  )
  return decisions.items.filter(({ id, outcome }) => isAdverse(outcome) && !settled.has(id))
}

/** An appeal that is open, and by when it is answered. */
export function openAppealOf({ dueOn, status }: Pick<Appeal, 'dueOn' | 'status'>, look: Look, today: LocalDate): Html {
  const isLate = dueOn !== null && dueOn < today
  const word = isLate ? 'appeal-overdue' : status === 'awaiting-acceptance' ? 'appeal-accept-due' : 'appeal-due'
  return html`${look.p('appeal-open')}${dueOn !== null && look.p(word, { date: { day: dueOn } })}`
}

/** How an appeal ended, in words. */
const endings = {
  upheld: 'appeal-upheld',
  varied: 'appeal-varied',
  overturned: 'appeal-overturned',
  'not-accepted': 'appeal-not-accepted',
  withdrawn: 'appeal-withdrawn',
} as const satisfies Partial<Record<Appeal['status'], PageWord>>

/** The appeals that have ended, newest first: against what, what was decided and when, and the way to the letter that says why. */
function endedAppealsOf(appeals: readonly Appeal[], look: Look, titleOf: (decisionId: string) => string): Html {
  const told = appeals.flatMap(({ status, endedAt, decisionId, outcomeDecisionId }) =>
    endedAt === null || status === 'lodged' || status === 'awaiting-acceptance'
      ? []
      : [{ word: endings[status], day: endedAt, title: titleOf(decisionId), letter: outcomeDecisionId }],
  )
  if (told.length === 0) return html``
  return html`${look.h2('appeals-ended-title')}
<ul>
${told.map(
  ({ word, day, title, letter }) =>
    html`<li>${title !== '' && html`<b>${look.inEnglish(title)}</b> `}${look.text(word, { date: { day } })}${letter !== null && html` <a href="/pages/letters/${letter}">${look.text('appeal-letter')}</a>`}</li>\n`,
)}</ul>`
}

/** What can be appealed, and what was. */
export async function appealsPageOf(
  ask: Asking,
  caseId: string,
  look: Look,
  form: FormSent,
  today: LocalDate,
): Promise<Html> {
  const [decided, { items: letters }, { items: appeals }] = await Promise.all([
    appealable(ask, caseId),
    ask.get<{ items: readonly Letter[] }>(`/v1/cases/${caseId}/letters?limit=100`),
    ask.get<{ items: readonly Appeal[] }>(`/v1/cases/${caseId}/appeals?limit=100`),
  ])
  const titleOf = (id: string) => letters.find(({ decisionId }) => decisionId === id)?.title ?? ''
  const open = appeals.filter(({ endedAt }) => endedAt === null)
  return html`<h1>${look.text('appeals-title')}</h1>
${form.isDone && open.length > 0 && html`<div class="note" role="status">${look.p('appeal-done')}</div>`}
${open.map((appeal) => openAppealOf(appeal, look, today))}
${decided.length === 0 && look.p('appeals-none')}
${
  decided.length > 0 &&
  form.formToken !== null &&
  html`${look.p('appeals-which')}
<ul>
${decided.map(({ id, decidedAt }) => html`<li><a href="/pages/appeals/${id}">${look.inEnglish(titleOf(id))}</a> ${look.date(decidedAt)}</li>\n`)}</ul>`
}
${endedAppealsOf(appeals, look, titleOf)}`
}

/** The form of an appeal against one decision; undefined where there is nothing to appeal. */
export async function appealPageOf(
  ask: Asking,
  caseId: string,
  look: Look,
  id: string,
  form: FormSent,
): Promise<Html | undefined> {
  const decided = await appealable(ask, caseId)
  if (form.formToken === null || !decided.some((one) => one.id === id)) return undefined
  return html`<h1>${look.text('appeal-title')}</h1>
${formHead(look, form)}
${look.p('appeal-explained')}
<p><a href="/pages/letters/${id}">${look.text('letters-to-print')}</a></p>
<form method="post" action="/pages/appeals/${id}">
<input type="hidden" name="token" value="${form.formToken}">
<input type="hidden" name="key" value="${form.formKey}">
<label for="words">${look.text('appeal-words')}</label>
<textarea id="words" name="words" maxlength="8000" dir="auto" required>${form.typed.words}</textarea>
<label for="late">${look.text('appeal-late')}</label>
<textarea id="late" name="late" maxlength="2000" dir="auto">${form.typed.late}</textarea>
${timeOfForm(look)}
<button type="submit">${look.text('appeal-button')}</button>
</form>`
}
