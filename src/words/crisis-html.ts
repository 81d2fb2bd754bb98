import { type Html, html, written } from '../platform/html/html.ts'
import { pageBody } from '../platform/html/html-page.ts'
import { sourcesNow, type Window } from '../rules/planning/cover.ts'
import { contactsAt, sameName } from '../rules/planning/cover-sources.ts'
import type { CrisisContingency } from '../rules/planning/crisis-contingency.ts'
import { dateInWords, londonDate, londonTime, weekdayName } from '../shared/dates.ts'
import { listed } from './phrases.ts'

/** All that the crisis page is written from. */
export interface CrisisPageFacts {
  readonly person: string
  readonly crisisContingency: CrisisContingency
  readonly since: Date
  readonly now: Date
  /** What of its cover somebody answers for on this day. */
  readonly cover: CrisisContingency['cover']
}

type Callable = Pick<CrisisContingency['contacts'][number], 'name' | 'contact'>

/** One page for the person, for those on call and for a stranger at night: what is needed first stands first. */
export function crisisHtml({ person, crisisContingency: crisis, since, now, cover }: CrisisPageFacts): Html {
  const { contacts, whatHelps, whatNotToDo, warningSigns, triggers, wishesWhenUnwell, dependants, ifTooUnwell } = crisis
  const call = [...sourcesNow(cover, now), ...contactsAt(contacts, now)]
  const callable = call.filter((one, index) => call.findIndex((other) => isSame(one, other)) === index)
  const today = londonDate(now)
  return pageBody({
    header: html`<p>${written(person)}</p>`,
    main: html`<h1>What helps in a crisis</h1>
<p><strong>If somebody’s life is in danger, call 999.</strong></p>
<h2>Who to call now</h2>
<p>On ${weekdayName(today)} ${dateInWords(today)} at ${londonTime(now)}:</p>
${callable.length > 0 ? people(callable.map(({ name, contact }) => ({ name, contact }))) : html`<p>Nobody on this page can be called at this time. NHS 111 can be called at any time: choose option 2 for mental health.</p>`}
<h2>Other people to call</h2>
${people(contacts)}
${list('What helps', whatHelps)}${list('What not to do', whatNotToDo)}${list('Signs that things are getting worse', warningSigns)}${list('What can bring it on', triggers)}${text('Wishes when unwell', wishesWhenUnwell)}${text('Home, children and pets', dependants)}${takesOver(ifTooUnwell)}${callWhen(cover)}`,
    footer: html`<p>Last changed on ${dateInWords(londonDate(since))}.</p>`,
  })
}

const isSame = (one: Callable, other: Callable) => sameName(one.name, other.name) && one.contact === other.contact

const callWhen = (cover: CrisisContingency['cover']) =>
  cover.length > 0 &&
  html`<h2>Who can be called when</h2>
<ul>
${cover.map(({ name, contact, windows }) => html`<li>${written(name)}, ${written(contact)}: ${windowsInWords(windows)}</li>\n`)}</ul>`

const people = (
  them: readonly { readonly name: string; readonly contact: string; readonly hours?: readonly Window[] | null }[],
) => html`<ul>
${them.map(({ name, contact, hours }) => html`<li><strong>${written(name)}</strong>: ${written(contact)}${hours && `, ${windowsInWords(hours)}`}</li>\n`)}</ul>`

const list = (title: string, items: readonly string[]) =>
  items.length > 0 &&
  html`<h2>${title}</h2>
<ul>
${items.map((item) => html`<li>${written(item)}</li>\n`)}</ul>
`

const text = (title: string, words: string | null) =>
  words !== null &&
  html`<h2>${title}</h2>
<p>${written(words)}</p>
`

/** Who takes over, without their sign-in: the page is for strangers too. */
const takesOver = (of: CrisisContingency['ifTooUnwell']) =>
  of &&
  html`<h2>Who takes over the budget when unwell</h2>
<ul>
<li><strong>${written(of.takesOver)}</strong></li>
<li>Who says that it is time: ${written(of.onWhoseWord)}</li>
<li>Until when: ${written(of.until)}</li>
</ul>
`

const dayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** The days of the same times are said together. */
function windowsInWords(windows: readonly Window[]): string {
  const times = new Map<string, Window>()
  for (const { days, from, to } of windows) {
    const before = times.get(`${from} ${to}`)?.days ?? []
    times.set(`${from} ${to}`, { from, to, days: [...new Set([...before, ...days])] })
  }
  return [...times.values()].map(windowInWords).join('; ')
}

/** `every day at any time`, `Friday and Saturday from 22:00 to 06:00`. */
export function windowInWords({ days, from, to }: Window): string {
  const on = days.length === 7 ? 'every day' : listed([...days].sort().map((day) => dayNames[day - 1] ?? ''))
  return from === '00:00' && (to === '24:00' || to === '00:00') ? `${on} at any time` : `${on} from ${from} to ${to}`
}
