import type { Actor } from '../platform/access/access.ts'
import type { Snapshot } from '../platform/database/database.ts'
import { type Html, html, markupOf, written } from '../platform/html/html.ts'
import { dateInWords, londonDate, londonTime } from '../shared/dates.ts'
import { inPounds } from '../shared/money.ts'
import { capital } from '../words/phrases.ts'
import { requireReader } from './get-person-record.ts'
import { leftOutFor, told } from './kept.ts'
import { rowsOf } from './record-repository.ts'

const identifiers = /:?\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g
const label = (key: string) =>
  capital(
    key
      .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
      .replaceAll(/[_-]/g, ' ')
      .replace(/ pence$/, '')
      .toLowerCase(),
  )

/** A value in plain words; an identifier says nothing to a reader, and is in the JSON. */
function inPlainWords(key: string, value: unknown): Html | undefined {
  if (value === null || value === undefined || value === '') return undefined
  if (typeof value === 'boolean') return html`${value ? 'Yes' : 'No'}`
  if (typeof value === 'number') return html`${/pence$/i.test(key) ? inPounds(value) : value}`
  if (typeof value === 'string') {
    if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return html`${dateInWords(value)}`
    if (/^\d{4}-\d{2}-\d{2}T/.test(value)) {
      const at = new Date(value)
      return html`${dateInWords(londonDate(at))}, ${londonTime(at)}`
    }
    const words = value.replaceAll(identifiers, '')
    return words === '' ? undefined : written(words)
  }
  const parts = Array.isArray(value)
    ? value.map((each) => inPlainWords(key, each)).filter((part) => part !== undefined)
    : fieldsOf(Object.entries(value))
  return parts.length === 0
    ? undefined
    : html`<ul>${Array.isArray(value) ? parts.map((part) => html`<li>${part}</li>`) : parts}</ul>`
}

const fieldsOf = (fields: readonly (readonly [string, unknown])[]): Html[] =>
  fields.flatMap(([key, value]) => {
    const words = inPlainWords(key, value)
    return words ? [html`<li>${label(key)}: ${words}</li>`] : []
  })

/** The same record as a page to read and to print, a heading for each kind and for each record of it. */
export async function* personRecordPage(
  snapshot: Snapshot,
  actor: Actor,
  personId: string,
  now: Date,
): AsyncGenerator<string> {
  const reader = await requireReader(snapshot, actor, personId)
  yield markupOf(html`<header>
<p>Personal health budgets</p>
</header>
<main>
<h1>Everything we keep about you</h1>
<p>This is your record as it was on ${dateInWords(londonDate(now))} at ${londonTime(now)}. If something is wrong, you can ask us to correct it.</p>
`)
  for (const { table, entry } of told) {
    yield markupOf(html`<h2>${entry.title}</h2>
`)
    let count = 0
    for await (const row of rowsOf(snapshot, actor, table, entry, reader)) {
      count += 1
      yield markupOf(html`<h3>${entry.title}: ${count}</h3>
<ul>${fieldsOf(Object.entries(row))}</ul>
`)
    }
    if (count === 0)
      yield markupOf(html`<p>We keep nothing here.</p>
`)
    for (const [field, because] of Object.entries(entry.without ?? {}))
      yield markupOf(html`<p>We leave out “${label(field)}”. ${because}</p>
`)
  }
  yield markupOf(html`<h2>What is not in this record</h2>
<ul>${leftOutFor(reader.party).map(({ record, because }) => html`<li>${label(record)}: ${because}</li>`)}</ul>
</main>
<footer>
<p>If you are unhappy with how we use your information, you can complain to the Information Commissioner: ico.org.uk, 0303 123 1113.</p>
</footer>`)
}
