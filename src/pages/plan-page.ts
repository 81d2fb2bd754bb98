import type { Static } from '@sinclair/typebox'
import { type Html, html, written } from '../platform/html/html.ts'
import { scheduleInWords } from '../rules/planning/line-schedule.ts'
import { asPersonWishes } from '../rules/planning/reductions.ts'
import { inPounds } from '../shared/money.ts'
import type { SignOffRoute } from '../sign-off/route-schemas.ts'
import type { SupportPlan } from '../support-plans/schemas.ts'
import { groundWords } from '../words/reductions.ts'
import type { Asking } from './asking.ts'
import { type FormSent, formHead, timeOfForm } from './form.ts'
import type { Look } from './look.ts'
import type { Opened } from './opened.ts'
import { type SignsAs, signsAs } from './signing.ts'

/** The plan that the person is shown: the one that waits for signatures, else the one that is agreed or in use, else the newest. */
export async function planOf(ask: Asking, caseId: string): Promise<SupportPlan | undefined> {
  const { items } = await ask.get<{ items: readonly SupportPlan[] }>(`/v1/cases/${caseId}/support-plans?limit=100`)
  const shown =
    items.find(({ status }) => status === 'awaiting-signatures') ??
    items.find(({ status }) => status === 'agreed' || status === 'active') ??
    items[0]
  return shown && ask.get<SupportPlan>(`/v1/support-plans/${shown.id}`)
}

/** The plan to read, to print and, where the person’s signature is waited for, to sign. */
export async function planPageOf(
  ask: Asking,
  caseId: string,
  look: Look,
  form: FormSent,
  opened: Opened,
): Promise<Html> {
  const plan = await planOf(ask, caseId)
  if (!plan) return html`<h1>${look.text('plan-title')}</h1>${look.p('plan-none')}`
  const [route, as] = await Promise.all([
    plan.submittedVersion === null
      ? undefined
      : ask.find<Static<typeof SignOffRoute>>(`/v1/support-plans/${plan.id}/sign-off-route`),
    signsAs(ask, caseId, opened),
  ])
  const theirs = route?.signatures.filter(({ caseRole }) => caseRole === 'person') ?? []
  const isAwaited = plan.status === 'awaiting-signatures' && theirs.some(({ signedAt }) => signedAt === null)
  const isSigned = theirs.some(({ signedAt }) => signedAt !== null)
  return html`<h1>${look.text('plan-title')}</h1>
${form.isDone && isSigned && html`<div class="note" role="status">${look.p(as === 'person' ? 'sign-done' : 'sign-for-done')}</div>`}
${formHead(look, form)}
${look.p(`plan-status-${plan.status}`)}
${linesOf(plan, look)}
${crisisOf(plan, look)}
${route && signedOf(route, look)}
${isAwaited && maySign(plan, as) && signForm(plan, as, look, form)}`
}

function linesOf({ outcomes, lines, reductions = [], totalPence }: SupportPlan, look: Look): Html {
  const titleOf = (key: string) => lines.find((line) => line.key === key)?.title ?? key
  return html`${look.h2('plan-wants', 'plan')}
<ul>
${outcomes.map(({ words }) => html`<li>${written(words)}</li>\n`)}</ul>
<table>
<caption>${look.text('plan-lines')}</caption>
<thead><tr><th scope="col">${look.text('plan-line')}</th><th scope="col" class="pence">${look.text('plan-cost')}</th></tr></thead>
<tbody>
${lines.map(
  ({ title, schedule, amountPence }) =>
    html`<tr><th scope="row">${written(title)}${
      schedule && html`<br><span lang="en-GB">${scheduleInWords(schedule)}</span>`
    }</th><td class="pence">${inPounds(amountPence)}</td></tr>\n`,
)}</tbody>
<tfoot><tr><th scope="row">${look.text('plan-total')}</th><td class="pence">${inPounds(totalPence)}</td></tr></tfoot>
</table>
${
  reductions.length > 0 &&
  html`${look.h2('plan-less')}
<ul>
${reductions.map(({ line, because, words }) => html`<li>${written(titleOf(line))}${look.inEnglish(html`<p>${groundWords[because]} ${written(words)}</p>`)}</li>\n`)}</ul>`
}`
}

function crisisOf({ crisisContingency: crisis }: SupportPlan, look: Look): Html | null {
  if (!crisis) return null
  const part = (key: 'plan-crisis-signs' | 'plan-crisis-helps' | 'plan-crisis-not', words: readonly string[]) =>
    words.length > 0 &&
    html`<h3>${look.text(key)}</h3>
<ul>
${words.map((one) => html`<li>${written(one)}</li>\n`)}</ul>`
  return html`${look.h2('plan-crisis', 'crisis')}
${part('plan-crisis-signs', crisis.warningSigns)}
${part('plan-crisis-helps', crisis.whatHelps)}
${part('plan-crisis-not', crisis.whatNotToDo)}
<h3>${look.text('plan-crisis-contacts')}</h3>
<ul>
${crisis.contacts.map(({ name, contact }) => html`<li>${written(name)}: ${written(contact)}</li>\n`)}</ul>`
}

function signedOf({ signatures, sentence }: Static<typeof SignOffRoute>, look: Look): Html {
  const signed = signatures.filter(({ signedAt }) => signedAt !== null)
  return html`${
    signed.length > 0 &&
    html`${look.h2('plan-signed-title')}
<ul>
${signed.map(({ caseRole, signedAt, name }) => html`<li>${look.text('plan-signed-by', { who: { word: `role-${caseRole}` }, date: { day: signedAt ?? '' } })}${name !== null && html`: ${written(name)}`}</li>\n`)}</ul>`
  }${look.h2('plan-decides')}
${look.told(sentence)}`
}

/** That somebody wishes to have less, they say themselves. */
const maySign = ({ reductions }: SupportPlan, as: SignsAs | null): as is SignsAs =>
  as === 'person' || (as === 'representative' && !asPersonWishes(reductions ?? []))

/** What is signed is what was shown: its hash goes with the form, and a plan that changed since is refused. */
const signForm = ({ id, contentHash }: SupportPlan, as: SignsAs, look: Look, { formToken, formKey }: FormSent): Html =>
  html`<form method="post" action="/pages/plan/sign">
${look.h2('sign-title', 'sign')}
${look.p(as === 'person' ? 'sign-explained' : 'sign-for-explained')}
<input type="hidden" name="token" value="${formToken}">
<input type="hidden" name="key" value="${formKey}">
<input type="hidden" name="plan" value="${id}">
<input type="hidden" name="contentHash" value="${contentHash}">
<label class="tick" for="agree"><input type="checkbox" id="agree" name="agree" value="yes"><span>${look.text(as === 'person' ? 'sign-agree' : 'sign-for-agree')}</span></label>
${timeOfForm(look)}
<button type="submit">${look.text(as === 'person' ? 'sign-button' : 'sign-for-button')}</button>
</form>`
