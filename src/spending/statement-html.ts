import { type Html, html, written } from '../platform/html/html.ts'
import { pageBody } from '../platform/html/html-page.ts'
import { dateInWords, londonDate, londonTime } from '../shared/dates.ts'
import { inPounds } from '../shared/money.ts'
import type { WholeStatement } from './list-statement-entries.ts'
import type { SpendingOutlook } from './outlook-schemas.ts'
import type { StatementEntry } from './statement-schemas.ts'

/** All that the page of a statement is written from. */
export interface StatementFacts {
  readonly statement: WholeStatement
  readonly scheme: string
  /** Null for who may see sums and not whose they are. */
  readonly person: string | null
  /** Null where the statement is not of today, or no plan is in force. */
  readonly outlook: SpendingOutlook | null
}

/** The statement as a page for the person to read and print: what is left first, then line by line, then each entry. */
export function statementHtml({ statement, scheme, person, outlook }: StatementFacts): Html {
  const { from, until, closingPence, items } = statement
  const asOf = new Date(statement.asOf)
  return pageBody({
    header: person === null ? html`<p>Statement of a budget</p>` : html`<p>${written(person)}</p>`,
    main: html`<h1>Statement of your budget</h1>
<p>${from === null ? 'From the beginning' : `From ${dateInWords(from)}`} to the end of ${dateInWords(until)}.</p>
<p>This is what we had on record on ${dateInWords(londonDate(asOf))} at ${londonTime(asOf)}. What was recorded later is not in it.</p>
<h2>What is left</h2>
<p class="figure">${inPounds(closingPence)}</p>
<p>This is what was not bought and not taken back. Some of it can be set aside for a payment, on its way to you, or with you already.</p>
${sumsTable(statement)}
${linesTable(statement)}
${outlook && outlookSection(outlook)}
<h2>What came in and went out</h2>
${items.length > 0 ? entriesTable(items) : html`<p>Nothing came in or went out on these days.</p>`}
<h2>If something is wrong</h2>
<p>Tell your care coordinator. We do not change what is on record: a mistake is put right by an entry of its own, and you see both.</p>`,
    footer: html`<p>About: ${written(scheme)}.</p>`,
  })
}

const money = (pence: number): Html => html`<td class="pence">${inPounds(pence)}</td>`

const sumsTable = ({ openingPence, inPence, outPence, closingPence }: WholeStatement): Html => html`<table>
<caption>The sums</caption>
<thead><tr><th scope="col">What</th><th scope="col" class="pence">Amount</th></tr></thead>
<tbody>
<tr><th scope="row">Left before the first day</th>${money(openingPence)}</tr>
<tr><th scope="row">Came in</th>${money(inPence)}</tr>
<tr><th scope="row">Went out</th>${money(outPence)}</tr>
</tbody>
<tfoot><tr><th scope="row">Left after the last day</th>${money(closingPence)}</tr></tfoot>
</table>`

const linesTable = ({ lines }: WholeStatement): Html | null =>
  lines.length === 0
    ? null
    : html`<table>
<caption>What is left for each part of your plan</caption>
<thead><tr><th scope="col">What it is for</th><th scope="col" class="pence">Came in</th><th scope="col" class="pence">Went out</th><th scope="col" class="pence">Left</th></tr></thead>
<tbody>
${lines.map(({ title, inPence, outPence, closingPence }) => html`<tr><th scope="row">${written(title)}</th>${money(inPence)}${money(outPence)}${money(closingPence)}</tr>\n`)}</tbody>
</table>`

/** How fast it is spent, how long it lasts, and what somebody would ask: silence is said, and is no fault. */
const outlookSection = ({ sentence, lines }: SpendingOutlook): Html => html`<h2>How long it lasts</h2>
<p>${sentence}</p>
<ul>
${lines.map((line) => html`<li><p>${written(line.title)}: ${line.sentence}</p>${line.questions.map((one) => html`<p>${one.sentence}</p>`)}</li>\n`)}</ul>`

const entriesTable = (items: readonly StatementEntry[]): Html => html`<table>
<caption>Each entry, the oldest first</caption>
<thead><tr><th scope="col">Day</th><th scope="col">What it is</th><th scope="col" class="pence">In</th><th scope="col" class="pence">Out</th><th scope="col" class="pence">Left</th></tr></thead>
<tbody>
${items.map((item) => html`<tr><th scope="row">${dateInWords(item.day)}</th><td>${what(item)}</td>${signed('+', item.inPence)}${signed('−', item.outPence)}<td class="pence">${inPounds(item.leftPence)} left</td></tr>\n`)}</tbody>
</table>`

/** What neither came in nor went out moved from one place to another, and is told in the words. */
function what({ title, words, bought, payee, movedPence, inPence, outPence }: StatementEntry): Html {
  const moved = inPence === 0 && outPence === 0 && `: ${inPounds(movedPence)}`
  return html`${title === null ? null : html`${written(title)}<br>`}${words}${moved}${bought !== null && html`<br>${written(bought)}`}${payee !== null && html`, from ${written(payee)}`}`
}

/** With its sign: on a narrow screen the cells of a row stand below each other, far from the names of their columns. */
const signed = (sign: '+' | '−', pence: number): Html =>
  html`<td class="pence">${pence > 0 && `${sign}${inPounds(pence)}`}</td>`
