import pg from 'pg'

/** One statement on its way. Its name stands for its text on every connection. */
export interface Statement {
  readonly name: string
  readonly text: string
  readonly values: readonly unknown[]
}

/** What a statement gave: its rows, and the tag that PostgreSQL ends it with, as `UPDATE 1`. */
export interface Given {
  readonly rows: Record<string, unknown>[]
  readonly tag: string
}

interface Sent extends Statement {
  given(given: Given): void
  failed(error: Error): void
}

interface Column {
  readonly name: string
  readonly parse: (text: string) => unknown
}

/** What pg hands to a query of one's own, as pg-cursor uses it; the types of pg leave some of it out. */
interface Wire {
  readonly stream: { cork(): void; uncork(): void }
  close(of: { type: 'S'; name: string }): void
  parse(statement: { name: string; text: string }): void
  bind(to: { statement: string; values: readonly unknown[] }): void
  describe(of: { type: 'P' }): void
  execute(portal: null): void
  sync(): void
}
interface OwnQuery {
  handleError(error: Error, wire: Wire): void
}
const OwnQuery = pg.Query as unknown as new (text: string, done: () => void) => OwnQuery
const { prepareValue } = (pg as unknown as { utils: { prepareValue(value: unknown): unknown } }).utils

/**
 * Statements that go to PostgreSQL in one piece and come back in one piece: one write and one read of the socket on either side,
 * however many they are. PostgreSQL skips what comes after one that fails. Outside a transaction, a batch is one by itself.
 */
class Batch extends OwnQuery {
  /** Prepared once a connection, and from then on only given their values. */
  readonly #prepared: Map<string, readonly Column[]>
  readonly #types: pg.TypeOverrides
  readonly statements: readonly Sent[]
  /** The columns of those that were prepared when the batch went. */
  #known: readonly (readonly Column[] | undefined)[] = []
  #at = 0
  #columns: readonly Column[] | undefined
  #rows: Record<string, unknown>[] = []
  #fault: Error | undefined

  constructor(statements: readonly Sent[], prepared: Map<string, readonly Column[]>, types: pg.TypeOverrides) {
    super('', () => {})
    this.statements = statements
    this.#prepared = prepared
    this.#types = types
  }

  submit(wire: Wire): void {
    wire.stream.cork()
    this.#known = this.statements.map(({ name }) => this.#prepared.get(name))
    for (const [index, { name, text, values }] of this.statements.entries()) {
      const isPrepared = this.#known[index] !== undefined
      if (!isPrepared) {
        // An attempt that failed may have left the name taken or free: closing it is right either way.
        wire.close({ type: 'S', name })
        wire.parse({ name, text })
      }
      wire.bind({ statement: name, values })
      if (!isPrepared) wire.describe({ type: 'P' })
      wire.execute(null)
    }
    wire.sync()
    wire.stream.uncork()
  }

  handleRowDescription({ fields }: { fields: readonly { name: string; dataTypeID: number }[] }): void {
    const parserOf = (type: number) => this.#types.getTypeParser(type, 'text') as unknown as Column['parse']
    this.#columns = fields.map(({ name, dataTypeID }) => ({ name, parse: parserOf(dataTypeID) }))
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    const columns = this.#columns ?? this.#known[this.#at] ?? []
    const row: Record<string, unknown> = {}
    try {
      for (let index = 0; index < columns.length; index += 1) {
        const column = columns[index]
        const text = fields[index]
        if (column) row[column.name] = typeof text === 'string' ? column.parse(text) : null
      }
      this.#rows.push(row)
    } catch (error) {
      this.#fault = error as Error
    }
  }

  handleCommandComplete({ text }: { text: string }): void {
    const sent = this.statements[this.#at]
    if (!sent) return
    if (!this.#known[this.#at]) this.#prepared.set(sent.name, this.#columns ?? [])
    if (this.#fault) sent.failed(this.#fault)
    else sent.given({ rows: this.#rows, tag: text })
    this.#at += 1
    this.#columns = undefined
    this.#rows = []
    this.#fault = undefined
  }

  override handleError(error: Error, wire: Wire): void {
    const left = this.statements.slice(this.#at)
    this.#at = this.statements.length
    for (const sent of left) {
      this.#prepared.delete(sent.name)
      sent.failed(error)
    }
    super.handleError(error, wire)
  }
}

/** A connection, on which whatever is sent in one turn of the event loop goes as one batch. */
export class Line {
  readonly #client: pg.Client
  readonly #types: pg.TypeOverrides
  readonly #prepared = new Map<string, readonly Column[]>()
  #waiting: Sent[] = []
  /** Goes at the head of every batch, while it is set. */
  opening: Statement | undefined

  constructor(client: pg.Client, types: pg.TypeOverrides) {
    this.#client = client
    this.#types = types
  }

  /** Sends a statement, and waits for what it gives. */
  ask(statement: Statement): Promise<Given> {
    return new Promise((given, failed) => this.#add(statement, given, failed))
  }

  /** Sends a statement and waits for nothing. `failed` is told where it fails, or where one before it in its batch does. */
  tell(statement: Statement, failed: (error: Error) => void): void {
    this.#add(statement, () => {}, failed)
  }

  /** Takes back what has not gone yet. */
  takeBack(why: () => Error): void {
    for (const sent of this.#waiting.splice(0)) sent.failed(why())
  }

  #add({ name, text, values }: Statement, given: Sent['given'], failed: Sent['failed']): void {
    const sent = { name, text, values: values.map((value) => prepareValue(value)), given, failed }
    if (this.#waiting.push(sent) === 1) process.nextTick(() => this.#go())
  }

  #go(): void {
    const waiting = this.#waiting.splice(0)
    if (waiting.length === 0) return
    const head = this.opening && { ...this.opening, given: () => {}, failed: () => {} }
    const batch = new Batch(head ? [head, ...waiting] : waiting, this.#prepared, this.#types)
    this.#client.query(batch as unknown as pg.Submittable)
  }
}
