import { noteSeen } from '../platform/access/seen.ts'
import type { Tx } from '../platform/database/database.ts'
import { type FieldError, Problem } from '../platform/http/errors.ts'
import type { Context } from '../platform/http/operation.ts'
import { type Identifier, type identifierTaken, tokenOf } from '../rules/people/identifiers.ts'
import type { BulkImportLine } from './schemas.ts'

/** A line whose shape is right. */
export interface Line<Value> {
  readonly line: number
  readonly value: Value
}
export type Judged = BulkImportLine

/** What a kind of line is: what of it a file may have once, what its own rules say before anything is looked up, and how a part of them is kept. */
export interface LineKind<Value extends { readonly identifier: Identifier }> {
  readonly check: (value: Value, context: Context) => Value
  readonly once: (value: Value) => readonly { readonly pointer: string; readonly text: string }[]
  readonly keep: (tx: Tx, context: Context, lines: readonly Line<Value>[], how: Keeping) => Promise<Judged[]>
}

/** How a part of the lines is kept. */
export interface Keeping {
  /** Nothing is made: it is said what would be. */
  readonly dryRun: boolean
  /** What was made, or would be, by the lines of the file before: of these texts for whatever a file makes once, that is known only when it was looked up. What a line makes is added. */
  readonly madeBefore: (texts: readonly string[]) => Promise<Set<string>>
  /** Counts what a dry run would have made before, of each of these keys, in all of the file: where a key has a limit, that goes towards it. */
  readonly tally: (keys: readonly string[], most: number) => Promise<Tally>
}

/** A count by keys, that goes on from one part of a file to the next once it is kept. */
export interface Tally {
  readonly of: (key: string) => number
  readonly add: (key: string) => void
  readonly keep: () => Promise<void>
}

export const made = (line: number, thingId: string | null): Judged => ({ line, outcome: 'made', thingId, errors: [] })
export const thereAlready = (line: number, thingId: string): Judged => ({
  line,
  outcome: 'there-already',
  thingId,
  errors: [],
})
export const refusedFor = (line: number, errors: readonly FieldError[]): Judged => ({
  line,
  outcome: 'refused',
  thingId: null,
  errors: errors.slice(0, 50),
})
export const refusedAt = (line: number, pointer: string, code: string, detail: string): Judged =>
  refusedFor(line, [{ pointer, code, detail }])

/** What was brought over before, and the line says otherwise now: it is changed by whoever may, with what follows from that. */
export const differs = (line: number, pointers: readonly string[]): Judged =>
  refusedFor(
    line,
    pointers.map((pointer) => ({ pointer, code: 'differs', detail: 'is recorded otherwise: change what is recorded' })),
  )

/** A rule's problem as the refusal of a line; anything else is a fault of the service. `names` says how the line calls what the rule calls otherwise. */
export function refusalOf(line: number, error: unknown, names: Readonly<Record<string, string>> = {}): Judged {
  if (!(error instanceof Problem)) throw error
  const errors = error.errors.length > 0 ? error.errors : [{ pointer: '/', code: error.code, detail: error.message }]
  return refusedFor(
    line,
    errors.map((each) => ({ ...each, pointer: names[each.pointer] ?? each.pointer })),
  )
}

const matched = new WeakMap<Tx, ReadonlySet<number>>()

/** Notes that lines named these people who are recorded, and which lines did: what becomes of them tells of the people. */
export function noteMatched<Value>(
  tx: Tx,
  people: Iterable<string>,
  lines: readonly Line<Value>[],
  names: (value: Value) => boolean,
): void {
  for (const personId of people) noteSeen(tx, { caseId: null, personId, ground: 'searched' })
  matched.set(tx, new Set(lines.flatMap(({ line, value }) => (names(value) ? line : []))))
}

/** Whether a line of what was judged in this transaction named somebody who is recorded. */
export const isMatched = (tx: Tx, { line }: Judged): boolean => matched.get(tx)?.has(line) ?? false

/** What every line may have once in a file. */
export const itself = ({ identifier }: { readonly identifier: Identifier }) => ({
  pointer: '/identifier',
  text: `identifier ${tokenOf(identifier)}`,
})

/** The same refusal, of a field within the identifier. */
export function underIdentifier(taken: ReturnType<typeof identifierTaken>): ReturnType<typeof identifierTaken> {
  return taken === true ? taken : { ...taken, pointer: `/identifier${taken.pointer ?? ''}` }
}
