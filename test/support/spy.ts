import pg from 'pg'

/** A statement of the service's own, with the values it was sent with. */
export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
}

/** Listens to what this process sends to PostgreSQL from now on, and lets it through: each named statement once. */
export function listenToStatements(): ReadonlyMap<string, Statement> {
  const heard = new Map<string, Statement>()
  const query = pg.Client.prototype.query as (...args: unknown[]) => unknown
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [config] = args as [Partial<Statement & { name: string }> | undefined]
    if (config?.name && config.text && !heard.has(config.text))
      heard.set(config.text, { text: config.text, values: config.values ?? [] })
    return query.apply(this, args)
  } as typeof pg.Client.prototype.query
  return heard
}
