import {
  type CompiledQuery,
  DefaultQueryExecutor,
  type Dialect,
  type Driver,
  Kysely,
  PostgresAdapter,
  type QueryCompiler,
  type QueryResult,
} from 'kysely'
import type { Database } from '../../database/tables.ts'

type Execute = <R>(query: CompiledQuery) => Promise<QueryResult<R>>

const adapter = new PostgresAdapter()

const notIts = async () => {
  throw new Error('connections and transactions are not the business of Kysely here')
}
const driver: Driver = {
  init: notIts,
  acquireConnection: notIts,
  beginTransaction: notIts,
  commitTransaction: notIts,
  rollbackTransaction: notIts,
  releaseConnection: notIts,
  destroy: notIts,
}

/**
 * Hands each statement on in the moment in which it is asked for. Kysely's own waits for a connection first, so that what was asked for
 * after it would go before it.
 */
class AtOnce extends DefaultQueryExecutor {
  readonly #execute: Execute

  constructor(compiler: QueryCompiler, execute: Execute) {
    super(compiler, adapter, { provideConnection: notIts })
    this.#execute = execute
  }

  override executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    return this.#execute<R>(query)
  }
}

/** A Kysely whose statements are compiled by this, and run by that. */
export function kyselyThat({
  compiler,
  execute,
}: {
  readonly compiler: QueryCompiler
  readonly execute: Execute
}): Kysely<Database> {
  const dialect: Dialect = {
    createAdapter: () => adapter,
    createDriver: () => driver,
    createQueryCompiler: () => compiler,
    createIntrospector: () => {
      throw new Error('the tables are known')
    },
  }
  return new Kysely<Database>({ config: { dialect }, dialect, driver, executor: new AtOnce(compiler, execute) })
}
