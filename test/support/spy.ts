import pg from 'pg'
import { Batch, type Statement } from '../../src/platform/database/batch.ts'
import { SlotCompiler } from '../../src/platform/database/slot-compiler.ts'

export type { Statement }

/** Lets a function hear every batch that this process sends to PostgreSQL from now on, and lets it through. Gives what ends that. */
export function listenToBatches(hear: (statements: readonly Statement[]) => void): () => void {
  const query = pg.Client.prototype.query as (...args: unknown[]) => unknown
  const spied = function (this: pg.Client, ...args: unknown[]) {
    const [batch] = args
    if (batch instanceof Batch) hear(batch.statements)
    return query.apply(this, args)
  }
  pg.Client.prototype.query = spied as typeof pg.Client.prototype.query
  return () => {
    pg.Client.prototype.query = query as typeof pg.Client.prototype.query
  }
}

/** The statements of the service's own that this process sends from now on, each once, with the values it was sent with. */
export function listenToStatements(): ReadonlyMap<string, Statement> {
  const heard = new Map<string, Statement>()
  listenToBatches((statements) => {
    for (const statement of statements) if (!heard.has(statement.text)) heard.set(statement.text, statement)
  })
  return heard
}

/** How many statements are built and compiled while this runs. */
export async function compiledBy(work: () => Promise<unknown>): Promise<number> {
  const compile = SlotCompiler.prototype.compileQuery
  let count = 0
  SlotCompiler.prototype.compileQuery = function (...query) {
    count += 1
    return compile.apply(this, query)
  }
  try {
    await work()
  } finally {
    SlotCompiler.prototype.compileQuery = compile
  }
  return count
}
