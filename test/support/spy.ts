import pg from 'pg'

/** A statement of the service's own, with the values it was sent with. */
export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
}

type Sent = Partial<Statement> & { readonly name?: string; readonly statements?: readonly Sent[] }

/** Listens to what this process sends to PostgreSQL from now on, and lets it through: each named statement once, alone or in a batch. */
export function listenToStatements(): ReadonlyMap<string, Statement> {
  const heard = new Map<string, Statement>()
  const query = pg.Client.prototype.query as (...args: unknown[]) => unknown
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [sent] = args as [Sent | undefined]
    for (const { name, text, values = [] } of sent?.statements ?? [sent ?? {}])
      if (name && text && !/^(begin|commit|rollback)$/.test(text) && !heard.has(text)) heard.set(text, { text, values })
    return query.apply(this, args)
  } as typeof pg.Client.prototype.query
  return heard
}
