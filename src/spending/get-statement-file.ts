import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import type { Table } from '../platform/http/operation-spec.ts'
import type { Cell } from '../shared/csv.ts'
import type { Pence } from '../shared/money.ts'
import { getWholeStatement } from './list-statement-entries.ts'
import type { StatementEntry, StatementQuery } from './statement-schemas.ts'

const head = ['day', 'line', 'what', 'bought', 'payee', 'moved', 'in', 'out', 'left']

/** What came into a budget and went out of it on some days, as rows; the first and the last say what was left before and after. */
export async function getStatementFile(
  reads: Reads,
  _: Actor,
  caseId: string,
  asked: StatementQuery,
  now: Date,
): Promise<Table> {
  const { from, until, openingPence, closingPence, items } = await getWholeStatement(reads, caseId, asked, now)
  return {
    name: `statement-${from ?? 'whole'}-to-${until}`,
    rows: [head, leftOn(from ?? '', openingPence, 'before'), ...items.map(rowOf), leftOn(until, closingPence, 'after')],
  }
}

const leftOn = (day: string, pence: Pence, when: 'before' | 'after'): Cell[] => [
  ...[day, '', when === 'before' ? 'Left before this day' : 'Left after this day'],
  ...['', '', '', '', ''],
  { pence },
]

const rowOf = ({
  day,
  title,
  words,
  bought,
  payee,
  movedPence,
  inPence,
  outPence,
  leftPence,
}: StatementEntry): Cell[] => [
  ...[day, title ?? '', words, bought ?? '', payee ?? ''],
  ...[movedPence, inPence, outPence, leftPence].map((pence) => ({ pence })),
]
