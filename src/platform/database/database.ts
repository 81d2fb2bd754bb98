import type { CompiledQuery, Kysely, QueryResult, RawBuilder } from 'kysely'
import pg from 'pg'
import type { Database } from '../../database/tables.ts'
import { type Clock, systemClock } from '../work/clock.ts'
import { finish } from './at-end.ts'
import type { Statement } from './batch.ts'
import { kyselyThat } from './kysely-of.ts'
import { keepsNames, type Pooler, startOf } from './pooler.ts'
import { SlotCompiler } from './slot-compiler.ts'
import { type StreamedRow, streamRows } from './stream-rows.ts'
import { Turns } from './turns.ts'

/** What a function asks for that only looks. A `Tx` may be given where `Reads` is asked, never the reverse. */
export type Reads = Pick<Kysely<Database>, 'selectFrom' | 'with' | 'selectNoFrom' | 'fn'>

declare const inTransaction: unique symbol
/** What a function asks for that writes or locks: a transaction that ends with the operation it belongs to. */
export type Tx = Kysely<Database> & { readonly [inTransaction]: true }

/** One look at the database that lasts: all of it is as it was at the first query. Long answers come a few rows at a time. */
export interface Snapshot {
  readonly reads: Reads
  stream<Row extends StreamedRow>(query: RawBuilder<Row>, atOnce: number): AsyncGenerator<Row[]>
}

/** On whose behalf a transaction runs. Row-level security hides every other tenant's rows from it. */
export interface Scope {
  commissionerId: string
  actorId: string
}

/** `bigint` is pence or a count here: a number, and a loud failure where it would not be exact. */
function exactNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError('a bigint from the database is too large to be exact')
  return value
}
function parserOf(type: number): (text: string) => unknown {
  if (type === pg.types.builtins.INT8) return exactNumber
  if (type === pg.types.builtins.DATE) return (text) => text
  return pg.types.getTypeParser(type, 'text')
}

const compiler = new SlotCompiler()

const databases = new WeakMap<object, object>()

/** The database that a transaction is of: what is read once and kept in memory is kept by it. */
export function databaseOf(reads: Reads): object {
  return databases.get(reads) ?? reads
}

/** Queries that were sent behind one that failed fail as well, and may be heard of first: the one before them is what went wrong. */
function causeOf(error: unknown, turns: Turns): unknown {
  const aborted = error instanceof pg.DatabaseError && error.code === '25P02'
  return aborted ? (turns.firstFailure ?? error) : error
}

const turnsByReads = new WeakMap<object, Turns>()

/** The turns by which a transaction's statements go. */
export function turnsOf(reads: Reads): Turns {
  const turns = turnsByReads.get(reads)
  if (!turns) throw new Error('a statement was sent outside of a transaction')
  return turns
}

/** A Kysely whose every query goes with the turn. */
function boundTo(turns: Turns, database: object): Kysely<Database> {
  const bound = kyselyThat({
    compiler,
    async execute<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
      const { rows, count } = await turns.send(sql, parameters)
      return { rows: rows as R[], numAffectedRows: BigInt(count) }
    },
  })
  databases.set(bound, database)
  turnsByReads.set(bound, turns)
  return bound
}

const asNamed = (text: string): Statement => ({ name: text, text, values: [] })
const beginRead = asNamed('begin read only')
const beginWrite = asNamed('begin')
const beginSnapshot = asNamed('begin isolation level repeatable read, read only')
const commit = asNamed('commit')
/** By its name others know a connection that looks for long and changes nothing meanwhile. */
export const looksAtLength = 'recovery-budgets looks'
const asLooking = asNamed(`set local application_name = '${looksAtLength}'`)

export interface DatabaseOptions {
  readonly url: string
  readonly pooler?: Pooler
  readonly poolSize: number
  readonly onIdleError?: (error: Error) => void
  readonly now?: Clock
}

/** The service's way to PostgreSQL: every statement runs in a transaction that carries its tenant, its actor and the time. */
export class DatabaseAccess {
  readonly #pool: pg.Pool
  readonly #now: Clock
  readonly #named: boolean

  constructor(options: DatabaseOptions) {
    const { pooler = 'none' } = options
    this.#now = options.now ?? systemClock
    this.#named = keepsNames(pooler)
    this.#pool = new pg.Pool({
      connectionString: options.url,
      max: options.poolSize,
      connectionTimeoutMillis: 3_000,
      idleTimeoutMillis: 60_000,
      query_timeout: 12_000,
      ...startOf(pooler),
      application_name: 'recovery-budgets',
    })
    this.#pool.on('error', options.onIdleError ?? (() => {}))
    // A line that is cut while it is in use fails its queries; without a listener it would end the process as well.
    this.#pool.on('connect', (client) => client.on('error', () => {}))
  }

  /** Runs queries that only look. Each turn is one round trip and a transaction of its own, which the database holds to looking. */
  async read<T>(scope: Scope, work: (reads: Reads) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect()
    const turns = this.#turns(client, scope, beginRead, { closing: commit })
    try {
      return await work(boundTo(turns, this))
    } finally {
      release(client, turns)
    }
  }

  /** Streams from one look at the database that lasts as long as the stream: its rows are of one moment. */
  async *snapshot<T>(scope: Scope, work: (snapshot: Snapshot) => AsyncIterable<T>): AsyncGenerator<T> {
    const client = await this.#pool.connect()
    const turns = this.#turns(client, scope, beginSnapshot, { also: asLooking })
    try {
      const reads = boundTo(turns, this)
      yield* work({ reads, stream: (query, atOnce) => streamRows(turns, query.compile(reads), atOnce) })
    } finally {
      if (turns.isOpened) turns.send('rollback').catch(() => {})
      release(client, turns)
    }
  }

  /** Runs a write: all of it is stored, or nothing is. Returns only after PostgreSQL has acknowledged the commit. */
  async write<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect()
    const turns = this.#turns(client, scope, beginWrite)
    const tx = boundTo(turns, this) as Tx
    try {
      const result = await work(tx)
      await finish(tx, this.#now(scope.commissionerId))
      const ended = await turns.send('commit')
      if (ended.command !== 'COMMIT') throw new Error('the transaction was rolled back at its commit')
      return result
    } catch (error) {
      // Whoever is refused may ask again at once, and then finds no lock of this transaction. A line that is cut is not waited for.
      if (turns.isOpened && isHealthy(turns)) await turns.send('rollback').catch(() => {})
      throw causeOf(error, turns)
    } finally {
      release(client, turns)
    }
  }

  #turns(
    client: pg.PoolClient,
    { commissionerId, actorId }: Scope,
    begin: Statement,
    { closing, also }: { readonly closing?: Statement; readonly also?: Statement } = {},
  ): Turns {
    const settings = {
      commissioner_id: commissionerId,
      actor_id: actorId,
      now: this.#now(commissionerId).toISOString(),
    }
    // A database on many machines carries what `set local` sets to them, and not what a function sets.
    const scope = Object.entries(settings).map(([name, value]) => ({
      name: '',
      text: `set local app.${name} = ${pg.escapeLiteral(value)}`,
      values: [],
    }))
    const opening = [begin, ...scope, ...(also ? [also] : [])]
    return new Turns({ client, parserOf, named: this.#named, commissionerId, opening, ...(closing ? { closing } : {}) })
  }

  /** Answers whether PostgreSQL answers. */
  async ping(): Promise<void> {
    const client = await this.#pool.connect()
    try {
      await client.query('select 1')
      client.release()
    } catch (error) {
      client.release(true)
      throw error
    }
  }

  /** Connections in use, idle and waited for. */
  counts(): { total: number; idle: number; waiting: number } {
    return { total: this.#pool.totalCount, idle: this.#pool.idleCount, waiting: this.#pool.waitingCount }
  }

  async close(): Promise<void> {
    await this.#pool.end()
  }
}

/** PostgreSQL refused a statement, or none failed; anything else is a fault of the line, and so is the last that is said on it. */
function isHealthy({ firstFailure }: Turns): boolean {
  if (firstFailure === undefined) return true
  return firstFailure instanceof pg.DatabaseError && firstFailure.severity !== 'FATAL'
}

/** Statements that this connection has parsed and that stand no more, as after a migration: it is no use any longer. */
const isStale = (error: unknown) => error instanceof pg.DatabaseError && ['0A000', '26000'].includes(error.code ?? '')

/** Gives the connection back once nothing is on its way on it; one that failed is thrown away. */
function release(client: pg.PoolClient, turns: Turns): void {
  turns.close().then(() => client.release(!isHealthy(turns) || isStale(turns.firstFailure)))
}
