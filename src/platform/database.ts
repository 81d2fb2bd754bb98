import { createHash } from 'node:crypto'
import {
  type CompiledQuery,
  DefaultQueryExecutor,
  type Dialect,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import pg from 'pg'
import type { Database } from '../tables.ts'
import { Line, type Statement } from './line.ts'

/** What a function asks for that only looks. A `Tx` may be given where `Reads` is asked, never the reverse. */
export type Reads = Pick<Kysely<Database>, 'selectFrom' | 'with' | 'selectNoFrom' | 'fn'>

declare const inTransaction: unique symbol
/** What a function asks for that writes or locks: a transaction that ends with the operation it belongs to. */
export type Tx = Kysely<Database> & { readonly [inTransaction]: true }

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

/** Names by SQL text, so that PostgreSQL parses each statement once a connection. The texts are the service's own, so they are few. */
const statementNames = new Map<string, string>()
function statementName(text: string): string {
  let name = statementNames.get(text)
  if (!name) {
    name = createHash('sha256').update(text).digest('base64url').slice(0, 24)
    statementNames.set(text, name)
  }
  return name
}

const adapter = new PostgresAdapter()
const compiler = new PostgresQueryCompiler()
const notHere = (): never => {
  throw new Error('queries are sent by their executor, rows are paged and not streamed, and the tables are known')
}
const driver: Driver = {
  init: notHere,
  acquireConnection: notHere,
  beginTransaction: notHere,
  commitTransaction: notHere,
  rollbackTransaction: notHere,
  releaseConnection: notHere,
  destroy: notHere,
}
const dialect: Dialect = {
  createAdapter: () => adapter,
  createDriver: () => driver,
  createQueryCompiler: () => compiler,
  createIntrospector: notHere,
}

class Executor extends DefaultQueryExecutor {
  readonly #send: (query: CompiledQuery) => Promise<QueryResult<unknown>>

  constructor(send: (query: CompiledQuery) => Promise<QueryResult<unknown>>) {
    super(compiler, adapter, { provideConnection: notHere })
    this.#send = send
  }

  override executeQuery<R>(query: CompiledQuery<unknown>): Promise<QueryResult<R>> {
    return this.#send(query) as Promise<QueryResult<R>>
  }
}

/** A Kysely whose every query is handed to the function. */
function kyselyOver(send: (query: CompiledQuery) => Promise<QueryResult<unknown>>): Kysely<Database> {
  return new Kysely<Database>({ config: { dialect }, dialect, driver, executor: new Executor(send) })
}

/** For building statements that are sent later. */
export const unconnected = kyselyOver(notHere)

const statementOf = ({ sql: text, parameters: values }: CompiledQuery): Statement => ({
  name: statementName(text),
  text,
  values,
})
const fixed = (text: string) => ({ name: statementName(text), text, values: [] })

const begin = fixed('begin')
const commit = fixed('commit')
const rollback = fixed('rollback')
const scopeSettings = "set_config('app.commissioner_id', $1, true), set_config('app.actor_id', $2, true)"
const scopeOfWrite = fixed(`select ${scopeSettings}`)
const scopeOfRead = fixed(`select ${scopeSettings}, set_config('transaction_read_only', 'on', true)`)

/** The service's way to PostgreSQL: every statement runs in a transaction that carries its tenant and actor. */
export class DatabaseAccess {
  readonly #pool: pg.Pool
  readonly #lines = new WeakMap<pg.PoolClient, Line>()

  constructor(options: { url: string; poolSize: number; onIdleError?: (error: Error) => void }) {
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
   * Runs queries that only look. What is asked without waiting in between takes one round trip and is one transaction:
   * its scope goes ahead of it, and it ends with its last answer.
   */
  async read<T>(scope: Scope, work: (reads: Reads) => Promise<T>): Promise<T> {
    const { client, line } = await this.#connect()
    let open = true
    line.opening = { ...scopeOfRead, values: [scope.commissionerId, scope.actorId] }
    try {
      return await work(
        kyselyOver(async (query) => {
          if (!open) throw tooLate()
          const { rows } = await line.ask(statementOf(query))
          return { rows }
        }),
      )
    } finally {
      open = false
      line.takeBack(tooLate)
      line.opening = undefined
      client.release()
    }
  }

  /**
   * Runs a write: all of it is stored, or nothing is. Returns only after PostgreSQL has acknowledged the commit.
   * A statement that gives nothing back is sent and not waited for: where it fails, so does the write, with its error.
   */
  async write<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
    const { client, line } = await this.#connect()
    let open = true
    let failure: Error | undefined
    const failed = (error: Error) => {
      failure ??= error
    }
    line.tell(begin, failed)
    line.tell({ ...scopeOfWrite, values: [scope.commissionerId, scope.actorId] }, failed)
    const tx = kyselyOver(async (query) => {
      if (!open) throw tooLate()
      if (givesNothing(query)) {
        line.tell(statementOf(query), failed)
        return { rows: [] }
      }
      const { rows, tag } = await line.ask(statementOf(query)).catch((error) => {
        failed(error)
        throw error
      })
      return { rows, numAffectedRows: BigInt(/\d+$/.exec(tag)?.[0] ?? 0) }
    }) as Tx
    try {
      const result = await work(tx)
      open = false
      const { tag } = await line.ask(commit)
      if (tag !== 'COMMIT') throw new Error('the transaction was rolled back at its commit')
      client.release()
      return result
    } catch (error) {
      open = false
      const cause = failure ?? error
      line.takeBack(tooLate)
      // Behind the caller's back; a connection on which that fails is thrown away.
      line.ask(rollback).then(
        () => client.release(),
        (error: Error) => client.release(error),
      )
      throw cause
    }
  }

  async #connect(): Promise<{ client: pg.PoolClient; line: Line }> {
    const client = await this.#pool.connect()
    let line = this.#lines.get(client)
    if (!line) {
      line = new Line(client, types)
      this.#lines.set(client, line)
    }
    return { client, line }
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

function tooLate(): Error {
  return new Error('a query was sent on a transaction that has ended: an await is missing')
}

/** An insert, update or delete without `returning`. How many rows it touched is not known either: who needs that asks for rows. */
function givesNothing({ query }: CompiledQuery): boolean {
  const writes =
    query.kind === 'InsertQueryNode' || query.kind === 'UpdateQueryNode' || query.kind === 'DeleteQueryNode'
  return writes && query.returning === undefined
}
