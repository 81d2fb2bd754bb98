import { type RawBuilder, type SqlBool, sql } from 'kysely'

/**
 * What `updatedSince` asks of a row: that it, or what is told with it, changed at this instant or after. Each of the columns is kept by a trigger of its table,
 * whichever operation makes the change; one of a row that is not there says nothing.
 */
export const changedSince = (since: string | undefined, ...columns: readonly string[]): RawBuilder<SqlBool> =>
  since === undefined
    ? sql`true`
    : sql`(${sql.join(
        columns.map((column) => sql`${sql.ref(column)} >= ${since}::timestamptz`),
        sql` or `,
      )})`
