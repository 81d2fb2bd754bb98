import type pg from 'pg'
import utils from 'pg/lib/utils.js'
import { serialize } from 'pg-protocol'

/** One statement of the service's own text. */
export interface Statement {
  /** The name under which PostgreSQL keeps it parsed; none where a pooler keeps no names. */
  readonly name: string
  readonly text: string
  readonly values: readonly unknown[]
}

export interface Outcome {
  readonly rows: Record<string, unknown>[]
  readonly count: number
  /** What PostgreSQL says was done: a failed transaction answers `ROLLBACK` to a commit. */
  readonly command: string
}

export interface Waiting {
  readonly statement: Statement
  readonly resolve: (outcome: Outcome) => void
  readonly reject: (error: unknown) => void
}

/** What reads the text of a type, which goes by its number. */
export type ParserOf = (type: number) => (text: string) => unknown

interface Column {
  readonly name: string
  readonly parse: (text: string) => unknown
}

/** What a connection knows of the statements that it has parsed. A statement of which it is not sure is closed before it is parsed anew. */
interface Known {
  readonly columns: Map<string, readonly Column[]>
  readonly unsure: Set<string>
}
const knownBy = new WeakMap<pg.Connection, Known>()

function knownTo(connection: pg.Connection): Known {
  let known = knownBy.get(connection)
  if (!known) {
    known = { columns: new Map(), unsure: new Set() }
    knownBy.set(connection, known)
  }
  return known
}

const noColumns: readonly Column[] = []

/**
 * Statements that go to PostgreSQL as one message run with one Sync: one write, one round trip, and, outside of a transaction that was begun,
 * a transaction of their own. Of what comes after one that fails nothing is done. It is a query of its own making to pg, as pg-cursor is.
 */
export class Batch implements pg.Submittable {
  readonly #waiting: readonly Waiting[]
  readonly #parserOf: ParserOf
  /** Called once the batch is over. pg puts its own around it, which stops the clock of `query_timeout`. */
  callback: (error?: unknown) => void
  #at = 0
  #rows: Record<string, unknown>[] = []
  #columns: readonly Column[] = noColumns
  #known: Known | undefined
  #failure: unknown

  /** In the order in which they go. */
  get statements(): readonly Statement[] {
    return this.#waiting.map(({ statement }) => statement)
  }

  constructor(waiting: readonly Waiting[], parserOf: ParserOf, ended: (error?: unknown) => void) {
    this.#waiting = waiting
    this.#parserOf = parserOf
    this.callback = ended
  }

  submit(connection: pg.Connection): void {
    const known = knownTo(connection)
    this.#known = known
    const messages: Buffer[] = []
    for (const { statement } of this.#waiting) {
      const { name, text, values } = statement
      const isKnown = name !== '' && known.columns.has(name)
      if (!isKnown) {
        if (known.unsure.has(name)) messages.push(serialize.close({ type: 'S', name }))
        if (name !== '') known.unsure.add(name)
        messages.push(serialize.parse({ name, text }))
      }
      messages.push(serialize.bind({ statement: name, values: values.map(utils.prepareValue) }))
      if (!isKnown) messages.push(serialize.describe({ type: 'P' }))
      messages.push(serialize.execute())
    }
    messages.push(serialize.sync())
    connection.stream.write(Buffer.concat(messages))
    this.#begin()
  }

  /** The columns of the statement that is answered next, where the connection knows them. */
  #begin(): void {
    const name = this.#waiting[this.#at]?.statement.name
    this.#rows = []
    this.#columns = (name && this.#known?.columns.get(name)) || noColumns
  }

  handleRowDescription({ fields }: { fields: { name: string; dataTypeID: number }[] }): void {
    this.#columns = fields.map(({ name, dataTypeID }) => ({ name, parse: this.#parserOf(dataTypeID) }))
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    if (this.#failure !== undefined) return
    const row: Record<string, unknown> = {}
    try {
      for (const [index, { name, parse }] of this.#columns.entries()) {
        const text = fields[index]
        row[name] = text === null || text === undefined ? null : parse(text)
      }
    } catch (error) {
      this.#fail(error)
      return
    }
    this.#rows.push(row)
  }

  handleCommandComplete({ text }: { text: string }): void {
    const waiting = this.#waiting[this.#at]
    if (!waiting || this.#failure !== undefined) return
    const { name } = waiting.statement
    if (name !== '' && this.#known && !this.#known.columns.has(name)) {
      this.#known.columns.set(name, this.#columns)
      this.#known.unsure.delete(name)
    }
    const words = text.split(' ')
    this.#at += 1
    waiting.resolve({ rows: this.#rows, count: Number(words.at(-1)) || 0, command: words[0] ?? '' })
    this.#begin()
  }

  /** Of PostgreSQL, or of the line: then all that was not answered fails. */
  handleError(error: unknown): void {
    this.#fail(error)
    // PostgreSQL still says that it is ready; pg hears it for nobody. A line that is gone says nothing more.
    this.callback(error)
  }

  handleReadyForQuery(): void {
    this.callback(this.#failure)
  }

  #fail(error: unknown): void {
    this.#failure ??= error
    for (const { reject } of this.#waiting.slice(this.#at)) reject(error)
    this.#at = this.#waiting.length
  }

  handleEmptyQuery(): void {
    this.#fail(new Error('a statement was empty'))
  }

  handlePortalSuspended(): void {
    this.#fail(new Error('a statement was left half read'))
  }

  handleCopyInResponse(): void {
    this.#fail(new Error('a statement asked for a copy'))
  }
}
