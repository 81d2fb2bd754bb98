import { type Html, html, type Part, written } from '../platform/html/html.ts'
import type { CrisisContingency } from '../rules/planning/crisis-contingency.ts'
import type { CrisisTier } from '../rules/planning/crisis-tiers.ts'
import { inPounds } from '../shared/money.ts'
import { windowInWords } from '../words/crisis-html.ts'
import type { PageWord } from '../words/pages/page-words.ts'
import { type Fields, listRow, named, type On, row, rowsOf, shownBy, writtenRow } from './plan-fields.ts'

type Contact = CrisisContingency['contacts'][number]
type Cover = CrisisContingency['cover'][number]
type TooUnwell = NonNullable<CrisisContingency['ifTooUnwell']>
type Choice = NonNullable<TooUnwell['choice']>
type TierLine = CrisisTier['lines'][number]
type Window = CrisisContingency['worstTimes'][number]

const part = ({ look }: On, title: PageWord, says: Part): Html => html`<h3>${look.text(title)}</h3>\n${says}\n`
const listOf = (items: readonly Part[]): Html => html`<ul>\n${items.map((one) => html`<li>${one}</li>\n`)}</ul>`
const listPart = (title: PageWord) => (words: readonly string[], on: On) => part(on, title, listOf(words.map(written)))
const textPart = (title: PageWord) => (words: string, on: On) => part(on, title, html`<p>${written(words)}</p>`)

const windowFields = {
  days: (_, { look }, of) => look.inEnglish(windowInWords(of)),
  from: { shownWith: 'days' },
  to: { shownWith: 'days' },
} as const satisfies Fields<Window>
const windowsOf = (windows: readonly Window[], on: On): Part =>
  windows.map((one, index) => [index > 0 && '; ', shownBy(windowFields, one, on)])

const contact = {
  name: (name) => html`<strong>${written(name)}</strong>`,
  contact: (how) => html`: ${written(how)}`,
  role: (role) => html`, ${written(role)}`,
  hours: (hours, on) => html`, ${windowsOf(hours, on)}`,
} as const satisfies Fields<Contact>

const cover = {
  name: (name) => html`<strong>${written(name)}</strong>`,
  contact: (how) => html`: ${written(how)}`,
  windows: (windows, on) => html`, ${windowsOf(windows, on)}. `,
  kind: (kind, { look }) => look.text(`plan-cover-${kind}`),
  line: (key, { names }) => html` ${named(names.lines, key)}`,
  service: (id, { names }) => html` ${named(names.services, id)}`,
  tier: (key, { names }) => html` ${named(names.tiers, key)}`,
} as const satisfies Fields<Cover>

const tierLine = {
  line: (key, { look, names }, { extraPerDay }) =>
    html`${named(names.lines, key)}: ${look.text('plan-tier-extra', { units: extraPerDay })}`,
  extraPerDay: { shownWith: 'line' },
} as const satisfies Fields<TierLine>

const tier = {
  key: { leftOut: 'A name for machines: what points to it says its title.' },
  title: { shownWith: 'its heading' },
  declaredBy: listRow('plan-tier-declared', (caseRole, { look }) => look.text(`role-${caseRole}`)),
  lines: listRow('plan-tier-lines', (one, on) => shownBy(tierLine, one, on)),
  capPence: (pence, on) => row(on, 'plan-tier-cap', inPounds(pence)),
  yearCapPence: (pence, on) => row(on, 'plan-tier-year-cap', inPounds(pence)),
  longestDays: (days, on) => row(on, 'plan-tier-longest', on.look.text('plan-tier-days', { days })),
} as const satisfies Fields<CrisisTier>

const choice = {
  name: writtenRow('plan-choice-name'),
  actorId: writtenRow('plan-choice-sign-in'),
  organisationId: (id, on) => row(on, 'plan-choice-organisation', named(on.names.organisations, id)),
  onWordOf: listRow('plan-choice-word', (caseRole, { look }) => look.text(`role-${caseRole}`)),
  longestDays: (days, on) => row(on, 'plan-choice-longest', on.look.text('plan-tier-days', { days })),
} as const satisfies Fields<Choice>

const tooUnwell = {
  takesOver: writtenRow('plan-unwell-takes-over'),
  onWhoseWord: writtenRow('plan-unwell-word'),
  lines: listRow('plan-unwell-lines', (key, { names }) => named(names.lines, key)),
  until: writtenRow('plan-unwell-until'),
  choice: (value, on) => shownBy(choice, value, on),
} as const satisfies Fields<TooUnwell>

function tooUnwellHtml(of: TooUnwell, on: On): Html {
  const { look } = on
  return html`${rowsOf(tooUnwell, of, on)}${of.lines.length === 0 && look.p('plan-unwell-all')}
${look.p(of.choice ? 'plan-choice-explained' : 'plan-unwell-nobody')}`
}

const crisis = {
  warningSigns: listPart('plan-crisis-signs'),
  triggers: listPart('plan-crisis-triggers'),
  whatHelps: listPart('plan-crisis-helps'),
  whatNotToDo: listPart('plan-crisis-not'),
  contacts: (them, on) => part(on, 'plan-crisis-contacts', listOf(them.map((one) => shownBy(contact, one, on)))),
  worstTimes: (times, on) => part(on, 'plan-crisis-worst', listOf(times.map((one) => shownBy(windowFields, one, on)))),
  cover: (them, on) => part(on, 'plan-crisis-cover', listOf(them.map((one) => shownBy(cover, one, on)))),
  gapsAccepted: textPart('plan-crisis-gaps'),
  wishesWhenUnwell: textPart('plan-crisis-wishes'),
  dependants: textPart('plan-crisis-home'),
  tiers: (tiers, on) =>
    part(
      on,
      'plan-crisis-tiers',
      tiers.map((one) => html`<h4>${written(one.title)}</h4>\n${rowsOf(tier, one, on)}`),
    ),
  ifTooUnwell: (of, on) => part(on, 'plan-crisis-unwell', tooUnwellHtml(of, on)),
} as const satisfies Fields<CrisisContingency>

/** What is to happen in a crisis, as the plan says it, with who takes over. */
export const crisisPartHtml = (of: CrisisContingency, on: On): Html => html`${shownBy(crisis, of, on)}`
