import { type DatabaseConnection, type Driver, Kysely, PostgresAdapter, type QueryCompiler } from 'kysely'
import type { Database } from '../../database/tables.ts'

const adapter = new PostgresAdapter()

/** A Kysely whose statements are compiled by this, and run by that: transactions and connections are not its business. */
export function kyselyThat({
  compiler,
  execute,
}: {
  readonly compiler: QueryCompiler
  readonly execute: DatabaseConnection['executeQuery']
}): Kysely<Database> {
  const connection: DatabaseConnection = {
    executeQuery: execute,
    // biome-ignore lint/correctness/useYield: a turn cannot stream; Kysely asks for the method
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
  return new Kysely<Database>({
    dialect: {
      createAdapter: () => adapter,
      createDriver: () => driver,
      createQueryCompiler: () => compiler,
      createIntrospector: () => {
        throw new Error('the tables are known')
      },
    },
  })
}
