import type { Static } from '@sinclair/typebox'
import type { CurrentService } from '../current-services/schemas.ts'
import type { Organisation } from '../organisations/schemas.ts'
import { type Html, html, written } from '../platform/html/html.ts'
import { asPersonWishes } from '../rules/planning/reductions.ts'
import type { SignOffRoute } from '../sign-off/route-schemas.ts'
import type { PlanCosts } from '../support-plans/line-schemas.ts'
import type { SupportPlan } from '../support-plans/schemas.ts'
import type { Asking } from './asking.ts'
import { type FormSent, formHead, timeOfForm } from './form.ts'
import type { Look } from './look.ts'
import type { Opened } from './opened.ts'
import { type NamesAround, planContentHtml, pointersOf } from './plan-content.ts'
import { type SignsAs, signsAs } from './signing.ts'

/** The plan that the person is shown: the one that waits for signatures, else the one that is agreed or in use, else the newest. */
async function planOf(ask: Asking, caseId: string): Promise<{ plan: SupportPlan; all: readonly SupportPlan[] } | null> {
  const { items } = await ask.get<{ items: readonly SupportPlan[] }>(`/v1/cases/${caseId}/support-plans?limit=100`)
  const shown =
    items.find(({ status }) => status === 'awaiting-signatures') ??
    items.find(({ status }) => status === 'agreed' || status === 'active') ??
    items[0]
  return shown ? { plan: await ask.get<SupportPlan>(`/v1/support-plans/${shown.id}`), all: items } : null
}

/** How that is called to which a plan points: what the person may not see, and what is not there any more, keeps its identifier. */
async function namesAround(ask: Asking, plan: SupportPlan, all: readonly SupportPlan[]): Promise<NamesAround> {
  const { organisations, services } = pointersOf(plan)
  const called = async <Found>(ids: readonly string[], path: string, nameOf: (found: Found) => string) => {
    const found = await Promise.all(ids.map((id) => ask.find<Found>(`${path}/${encodeURIComponent(id)}`)))
    return new Map(ids.flatMap((id, at) => (found[at] ? [[id, nameOf(found[at])] as const] : [])))
  }
  const [organisationNames, serviceNames, costs] = await Promise.all([
    called<Organisation>(organisations, '/v1/organisations', ({ name }) => name),
    called<Static<typeof CurrentService>>(services, '/v1/current-services', ({ title }) => title),
    ask.find<Static<typeof PlanCosts>>(`/v1/support-plans/${plan.id}/costs`),
  ])
  return {
    organisations: organisationNames,
    services: serviceNames,
    categories: new Map((costs?.categories ?? []).map(({ category, name }) => [category, name])),
    // What a changed plan makes less of can stand in the plan before it alone.
    lines: new Map(all.toReversed().flatMap(({ lines }) => lines.map(({ key, title }) => [key, title] as const))),
  }
}

/** The plan to read, to print and, where the person’s signature is waited for, to sign. */
export async function planPageOf(
  ask: Asking,
  caseId: string,
  look: Look,
  form: FormSent,
  opened: Opened,
): Promise<Html> {
  const found = await planOf(ask, caseId)
  if (!found) return html`<h1>${look.text('plan-title')}</h1>${look.p('plan-none')}`
  const { plan, all } = found
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
${planContentHtml(plan, await namesAround(ask, plan, all), look)}
${route && signedOf(route, look)}
${isAwaited && maySign(plan, as) && signForm(plan, as, look, form)}`
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
