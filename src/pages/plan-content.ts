import type { Static } from '@sinclair/typebox'
import { type Html, html, written } from '../platform/html/html.ts'
import type { PlanReduction } from '../rules/planning/reductions.ts'
import type { PlanContent } from '../support-plans/repository.ts'
import type { SupportPlan } from '../support-plans/schemas.ts'
import { groundWords } from '../words/reductions.ts'
import type { Look } from './look.ts'
import { crisisPartHtml } from './plan-crisis.ts'
import { type Fields, type Names, named, shownBy } from './plan-fields.ts'
import { linesHtml } from './plan-lines.ts'

type Outcome = PlanContent['outcomes'][number]
type From = NonNullable<Outcome['from']>
type Reduction = Static<typeof PlanReduction>

const from = {
  kind: (kind, { look }) => html`<p>${look.text(`plan-from-${kind}`)}</p>`,
  id: { leftOut: 'A number of an earlier paper of the person: the page says which kind of paper, and has its words.' },
} as const satisfies Fields<From>

const outcome = {
  key: { leftOut: 'A name for machines: what points to the outcome says its words.' },
  words: (words) => written(words),
  baseline: (rated, { look }) => html`<p>${look.text('plan-baseline', { rated })}</p>`,
  from: (value, on) => shownBy(from, value, on),
} as const satisfies Fields<Outcome>

const reduction = {
  line: (key, { names }) => named(names.lines, key),
  because: (because, { look }, { words }) => look.inEnglish(html`<p>${groundWords[because]} ${written(words)}</p>`),
  words: { shownWith: 'because' },
  fallbackLine: (key, { look, names }) => html`<p>${look.text('plan-less-fallback')}: ${named(names.lines, key)}</p>`,
} as const satisfies Fields<Reduction>

/** Every field of what is hashed, and so of what is signed. */
const content = {
  outcomes: (outcomes, on) => html`${on.look.h2('plan-wants', 'plan')}
<ul>
${outcomes.map((one) => html`<li>${shownBy(outcome, one, on)}</li>\n`)}</ul>
`,
  lines: (lines, on) =>
    linesHtml(
      lines,
      lines.reduce((sum, { amountPence }) => sum + amountPence, 0),
      on,
    ),
  reductions: (reductions, on) => html`${on.look.h2('plan-less')}
<ul>
${reductions.map((one) => html`<li>${shownBy(reduction, one, on)}</li>\n`)}</ul>
`,
  dependenceKnown: (known, { look }) => known && look.p('plan-dependence-known'),
  crisisContingency: (of, on) => html`${on.look.h2('plan-crisis', 'crisis')}\n${crisisPartHtml(of, on)}`,
} as const satisfies Fields<PlanContent>

/** Names of what is outside of a plan; what it names itself is read off it. */
export type NamesAround = Pick<Names, 'organisations' | 'services' | 'categories' | 'lines'>

/** What is signed, whole. */
export function planContentHtml(plan: PlanContent, around: NamesAround, look: Look): Html {
  const { outcomes, lines, crisisContingency } = plan
  const names: Names = {
    ...around,
    lines: new Map([...around.lines, ...lines.map(({ key, title }) => [key, title] as const)]),
    outcomes: new Map(outcomes.map(({ key, words }) => [key, words])),
    tiers: new Map((crisisContingency?.tiers ?? []).map(({ key, title }) => [key, title])),
  }
  return html`${shownBy(content, plan, { look, names })}`
}

/** By what a plan points to something outside of it. */
export function pointersOf({ lines, crisisContingency }: Pick<SupportPlan, 'lines' | 'crisisContingency'>) {
  const chosen = crisisContingency?.ifTooUnwell?.choice
  const some = (ids: readonly (string | null | undefined)[]) => [...new Set(ids.filter((id) => typeof id === 'string'))]
  return {
    organisations: some([...lines.map(({ holderId }) => holderId), chosen?.organisationId]),
    services: some([
      ...lines.flatMap(({ dependsOn = [] }) => dependsOn.map(({ service }) => service)),
      ...(crisisContingency?.cover ?? []).map(({ service }) => service),
    ]),
  }
}
