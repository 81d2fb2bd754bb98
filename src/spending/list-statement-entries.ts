import type { Static } from '@sinclair/typebox'
import { type BookRow, listBookRows, type PartOfBook, sumBook } from '../ledger/entries-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { invalidAt, Problem } from '../platform/http/errors.ts'
import { page, pageRequest } from '../platform/http/pages.ts'
import { entryKindOf } from '../rules/spending/statement-entries.ts'
import { londonDate } from '../shared/dates.ts'
import { sumPence } from '../shared/money.ts'
import { entryWords } from '../words/statement.ts'
import type { StatementEntry, StatementEntryPage, StatementPageQuery, StatementQuery } from './statement-schemas.ts'

/** What came into a budget and went out of it on some days, as the book said at a moment: a page at a time, each as of the moment of the first. */
export async function listStatementEntries(
  reads: Reads,
  _: Actor,
  caseId: string,
  { limit, cursor, ...asked }: Static<typeof StatementPageQuery>,
  now: Date,
): Promise<StatementEntryPage> {
  const request = pageRequest({ ...(limit && { limit }), ...(cursor && { cursor }) }, 'moment, day and two ids')
  const [moment, day, entryId, holderId] = request.after?.split(' ') ?? []
  const part = partOf(caseId, moment === undefined ? asked : { ...asked, asOf: asOfPages(asked.asOf, moment) }, now)
  const after = day && entryId && holderId ? { day, entryId, holderId } : undefined
  const [rows, sums] = await Promise.all([
    listBookRows(reads, part, { after, most: request.limit + 1 }),
    sumBook(reads, part),
  ])
  const placed = rows.map((row) => ({ row, place: `${part.asOf.getTime()} ${row.day} ${row.entryId} ${row.holderId}` }))
  const { items, nextCursor } = page(request, placed)
  return { ...summed(part, sums), items: items.map(({ row }) => toEntry(row)), nextCursor }
}

/** More than fits on paper, or into an answer that somebody waits for. */
const mostEntries = 5_000
export type WholeStatement = Omit<StatementEntryPage, 'nextCursor'>

/** The same as a whole, for paper and spreadsheets; more entries than somebody reads are refused. */
export async function getWholeStatement(
  reads: Reads,
  caseId: string,
  asked: StatementQuery,
  now: Date,
): Promise<WholeStatement> {
  const part = partOf(caseId, asked, now)
  const [rows, sums] = await Promise.all([listBookRows(reads, part, { most: mostEntries + 1 }), sumBook(reads, part)])
  if (rows.length > mostEntries)
    throw invalidAt('querystring:/from', `There are more than ${mostEntries} entries on these days: ask for fewer`)
  return { ...summed(part, sums), items: rows.map(toEntry) }
}

/** Later pages are as of the moment of the first, so that what is recorded meanwhile changes no sum between two pages. */
function asOfPages(asked: string | undefined, moment: string): string {
  const at = new Date(Number(moment))
  if (Number.isNaN(at.getTime()) || (asked !== undefined && new Date(asked).getTime() !== at.getTime()))
    throw new Problem('cursor-invalid')
  return at.toISOString()
}

/** The part of the book that was asked for. Nobody knows yet what the book will say. */
function partOf(caseId: string, { from, until, asOf }: StatementQuery, now: Date): PartOfBook {
  const at = asOf === undefined ? now : new Date(asOf)
  if (at > now) throw invalidAt('querystring:/asOf', 'cannot be in the future')
  const part = { caseId, from: from ?? null, until: until ?? londonDate(at), asOf: at }
  if (from !== undefined && from > part.until) throw invalidAt('querystring:/from', 'must not be after the last day')
  return part
}

function summed({ caseId, from, until, asOf }: PartOfBook, lines: StatementEntryPage['lines']) {
  return {
    caseId,
    from,
    until,
    asOf: asOf.toISOString(),
    openingPence: sumPence(lines.map((line) => line.openingPence)),
    inPence: sumPence(lines.map((line) => line.inPence)),
    outPence: sumPence(lines.map((line) => line.outPence)),
    closingPence: sumPence(lines.map((line) => line.closingPence)),
    lines: lines.slice(-500),
  }
}

function toEntry(row: BookRow): StatementEntry {
  const kind = entryKindOf(row)
  return {
    entryId: row.entryId,
    planLineId: row.line === null ? null : row.holderId,
    line: row.line,
    title: row.title,
    day: row.day,
    recordedAt: row.recordedAt.toISOString(),
    kind,
    words: entryWords(kind),
    bought: row.bought,
    payee: row.payee,
    inPence: Math.max(0, row.changePence),
    outPence: Math.max(0, -row.changePence),
    movedPence: row.movedPence,
    leftPence: row.leftPence,
  }
}
