import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresQueryCompiler,
  type QueryResult,
  type RawBuilder,
} from 'kysely'
import pg from 'pg'
import type { Database } from '../../database/tables.ts'
import { type Clock, systemClock } from '../work/clock.ts'
import { finish } from './at-end.ts'
import { statementName } from './statement-name.ts'
import { streamRows } from './stream-rows.ts'

/** What a function asks for that only looks. A `Tx` may be given where `Reads` is asked, never the reverse. */
export type Reads = Pick<Kysely<Database>, 'selectFrom' | 'with' | 'selectNoFrom' | 'fn'>

declare const inTransaction: unique symbol
/** What a function asks for that writes or locks: a transaction that ends with the operation it belongs to. */
export type Tx = Kysely<Database> & { readonly [inTransaction]: true }

/** One look at the database that lasts: all of it is as it was at the first query. Long answers come a few rows at a time. */
export interface Snapshot {
  readonly reads: Reads
  stream<Row>(query: RawBuilder<Row>, atOnce: number): AsyncGenerator<Row[]>
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
const types = new pg.TypeOverrides()
types.setTypeParser(pg.types.builtins.INT8, exactNumber)
types.setTypeParser(pg.types.builtins.DATE, (text) => text)

const adapter = new PostgresAdapter()
const compiler = new PostgresQueryCompiler()

const databases = new WeakMap<object, object>()

/** The database that a transaction is of: what is read once and kept in memory is kept by it. */
export function databaseOf(reads: Reads): object {
  return databases.get(reads) ?? reads
}

/** What became of the queries of one transaction. */
interface Sent {
  open: boolean
  firstFailure?: unknown
}

/** Queries that were sent behind one that failed fail as well, and may be heard of first: the one before them is what went wrong. */
function causeOf(error: unknown, sent: Sent): unknown {
  const aborted = error instanceof pg.DatabaseError && error.code === '25P02'
  return aborted ? (sent.firstFailure ?? error) : error
}

/** A Kysely whose every query goes at once down one connection, without waiting for the query before it. */
function boundTo(client: pg.PoolClient, sent: Sent, database: object): Kysely<Database> {
  const connection: DatabaseConnection = {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      if (!sent.open) throw new Error('a query was sent on a transaction that has ended: an await is missing')
      const statement = { name: statementName(query.sql), text: query.sql, values: [...query.parameters] }
      const result = await client.query(statement).catch((error) => {
        sent.firstFailure ??= error
        throw error
      })
      return { rows: result.rows, numAffectedRows: BigInt(result.rowCount ?? 0) }
    },
    // biome-ignore lint/correctness/useYield: a pipelined connection cannot stream; Kysely asks for the method
    async *streamQuery() {
      throw new Error('rows are paged here, not streamed')
    },
  }
  const driver: Driver = {
    init: async () => {},
    acquireConnection: async () => connection,
    beginTransaction: async () => {},
    commitTransaction: async () => {},
    rollbackTransaction: async () => {},
    releaseConnection: async () => {},
    destroy: async () => {},
  }
  const bound = new Kysely<Database>({
    dialect: {
      createAdapter: () => adapter,
      createDriver: () => driver,
      createQueryCompiler: () => compiler,
      createIntrospector: () => {
        throw new Error('the tables are known')
      },
    },
  })
  databases.set(bound, database)
  return bound
}

const setScope = {
  name: 'set-scope',
  text: "select set_config('app.commissioner_id', $1, true), set_config('app.actor_id', $2, true), set_config('app.now', $3, true)",
}

/** The service's way to PostgreSQL: every statement runs in a transaction that carries its tenant, its actor and the time. */
export class DatabaseAccess {
  readonly #pool: pg.Pool
  readonly #now: Clock

  constructor(options: { url: string; poolSize: number; onIdleError?: (error: Error) => void; now?: Clock }) {
    this.#now = options.now ?? systemClock
    this.#pool = new pg.Pool({
      connectionString: options.url,
      max: options.poolSize,
      connectionTimeoutMillis: 3_000,
      idleTimeoutMillis: 60_000,
      statement_timeout: 10_000,
      query_timeout: 12_000,
      idle_in_transaction_session_timeout: 15_000,
      application_name: 'recovery-budgets',
      pipeline: true,
      types,
    } as pg.PoolConfig)
    this.#pool.on('error', options.onIdleError ?? (() => {}))
    // A line that is cut while it is in use fails its queries; without a listener it would end the process as well.
    this.#pool.on('connect', (client) => client.on('error', () => {}))
  }

  /**
   * Runs queries that only look. One round trip: begin, scope and query are sent without waiting for each other,
   * and the answer does not wait for the commit.
   */
  async read<T>(scope: Scope, work: (reads: Reads) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect()
    const sent: Sent = { open: true }
    const opening = [
      client.query('begin read only'),
      client.query({ ...setScope, values: [scope.commissionerId, scope.actorId, this.#now().toISOString()] }),
    ]
    const opened = Promise.all(opening)
    opened.catch(() => {})
    try {
      const result = await work(boundTo(client, sent, this))
      await opened
      return result
    } catch (error) {
      throw causeOf(error, sent)
    } finally {
      sent.open = false
      endWith(client, 'commit')
    }
  }

  /** Streams from one look at the database that lasts as long as the stream: its rows are of one moment. */
  async *snapshot<T>(scope: Scope, work: (snapshot: Snapshot) => AsyncIterable<T>): AsyncGenerator<T> {
    const client = await this.#pool.connect()
    const sent: Sent = { open: true }
    try {
      await client.query('begin isolation level repeatable read, read only')
      await client.query({ ...setScope, values: [scope.commissionerId, scope.actorId, this.#now().toISOString()] })
      const reads = boundTo(client, sent, this)
      yield* work({ reads, stream: (query, atOnce) => streamRows(client, query.compile(reads), atOnce) })
    } finally {
      sent.open = false
      await endWith(client, 'commit')
    }
  }

  /** Runs a write: all of it is stored, or nothing is. Returns only after PostgreSQL has acknowledged the commit. */
  async write<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect()
    const sent: Sent = { open: true }
    const opening = [
      client.query('begin'),
      client.query({ ...setScope, values: [scope.commissionerId, scope.actorId, this.#now().toISOString()] }),
    ]
    const opened = Promise.all(opening)
    opened.catch(() => {})
    let result: T
    try {
      const tx = boundTo(client, sent, this) as Tx
      result = await work(tx)
      await finish(tx, this.#now())
      await opened
    } catch (error) {
      sent.open = false
      const ended = endWith(client, 'rollback')
      // Whoever is refused may ask again at once, and then finds no lock of this transaction. A database that fails is not waited for.
      if (sent.firstFailure === undefined) await ended
      throw causeOf(error, sent)
    }
    sent.open = false
    try {
      const ended = await client.query('commit')
      if (ended.command !== 'COMMIT') throw new Error('the transaction was rolled back at its commit')
      client.release()
    } catch (error) {
      client.release(error instanceof Error ? error : true)
      throw error
    }
    return result
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

/** Ends a transaction, of which nothing more is heard; a connection on which that fails is thrown away. */
function endWith(client: pg.PoolClient, statement: 'commit' | 'rollback'): Promise<void> {
  return client.query(statement).then(
    () => client.release(),
    (error: Error) => client.release(error),
  )
}
