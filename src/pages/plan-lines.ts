import type { Static } from '@sinclair/typebox'
import { type Html, html, written } from '../platform/html/html.ts'
import { type LineSchedule, scheduleInWords } from '../rules/planning/line-schedule.ts'
import { inPounds } from '../shared/money.ts'
import type { PlanLine } from '../support-plans/line-schemas.ts'
import { capital, inWords } from '../words/phrases.ts'
import { type Fields, listRow, named, needNamed, type On, row, rowsOf, shownBy, writtenRow } from './plan-fields.ts'

type Line = Static<typeof PlanLine>
type Route = NonNullable<Line['paymentRoute']>
type DependsOn = NonNullable<Line['dependsOn']>[number]

const schedule = {
  quantity: (_, { look }, of) => html`${look.inEnglish(scheduleInWords(of))} `,
  unit: { shownWith: 'quantity' },
  unitPence: { shownWith: 'quantity' },
  frequency: { shownWith: 'quantity' },
  times: { shownWith: 'quantity' },
  from: (from, { look }, { until }) => look.text('plan-line-days', { from: { day: from }, until: { day: until } }),
  until: { shownWith: 'from' },
} as const satisfies Fields<LineSchedule>

const route = {
  kind: (kind, { look }) => look.text(`plan-route-${kind}`),
  other: (words) => html` ${written(words)}`,
} as const satisfies Fields<Route>

const dependence = {
  service: (service, { names }) => html`${named(names.services, service)} `,
  line: (line, { names }) => named(names.lines, line),
} as const satisfies Fields<DependsOn>

const line = {
  key: { leftOut: 'A name for machines: what points to the line says its title.' },
  title: { shownWith: 'its heading' },
  amountPence: (pence, on) => row(on, 'plan-line-amount', inPounds(pence)),
  schedule: (value, on) => row(on, 'plan-line-schedule', shownBy(schedule, value, on)),
  ownPence: (pence, on) => pence > 0 && row(on, 'plan-line-own', inPounds(pence)),
  element: (element, on) => row(on, 'plan-line-element', on.look.text(`plan-element-${element}`)),
  category: (category, on) =>
    row(on, 'plan-line-category', on.look.inEnglish(on.names.categories.get(category) ?? capital(inWords(category)))),
  outcomes: listRow('plan-line-outcomes', (key, { names }) => named(names.outcomes, key)),
  needs: listRow('plan-line-needs', (key, { look }) => look.inEnglish(needNamed(key))),
  provider: writtenRow('plan-line-provider'),
  minutesWantedPerWeek: (minutes, on) => row(on, 'plan-line-wanted', on.look.text('plan-line-minutes', { minutes })),
  paymentRoute: (value, on) => row(on, 'plan-line-route', shownBy(route, value, on)),
  dependsOn: listRow('plan-line-depends', (value, on) => shownBy(dependence, value, on)),
  fallbackLine: (key, on) => row(on, 'plan-line-fallback', named(on.names.lines, key)),
  checkedBy: (caseRole, on) => row(on, 'plan-line-checked', on.look.text(`role-${caseRole}`)),
  risk: writtenRow('plan-line-risk'),
  deployment: (deployment, on) => row(on, 'plan-line-deployment', on.look.text(`plan-deployment-${deployment}`)),
  holderId: (id, on) => row(on, 'plan-line-holder', named(on.names.organisations, id)),
  instrument: (instrument, on) => row(on, 'plan-line-instrument', on.look.text(`plan-instrument-${instrument}`)),
  preventive: (preventive, on) =>
    preventive && row(on, 'plan-line-preventive', on.look.text('plan-line-preventive-yes')),
  holdsBack: writtenRow('plan-line-holds-back'),
} as const satisfies Fields<Line>

/** What the plan pays for: what it comes to first, and then each line with all that it says. */
export function linesHtml(lines: readonly Line[], totalPence: number, on: On): Html {
  const { look } = on
  return html`<table>
<caption>${look.text('plan-lines')}</caption>
<thead><tr><th scope="col">${look.text('plan-line')}</th><th scope="col" class="pence">${look.text('plan-cost')}</th></tr></thead>
<tbody>
${lines.map(
  ({ title, amountPence }) =>
    html`<tr><th scope="row">${written(title)}</th><td class="pence">${inPounds(amountPence)}</td></tr>\n`,
)}</tbody>
<tfoot><tr><th scope="row">${look.text('plan-total')}</th><td class="pence">${inPounds(totalPence)}</td></tr></tfoot>
</table>
${
  lines.length > 0 &&
  html`${look.h2('plan-lines-whole')}
${lines.map((one) => html`<h3>${written(one.title)}</h3>\n${rowsOf(line, one, on)}`)}`
}`
}
