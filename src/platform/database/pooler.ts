/**
 * What stands between the service and PostgreSQL. A pooler in transaction pooling refuses time-outs where a connection begins, since the next
 * transaction has another connection of PostgreSQL; and unless it keeps account of prepared statements, it forgets them for the same reason.
 */
export const poolers = ['none', 'transaction', 'transaction-prepared'] as const
export type Pooler = (typeof poolers)[number]

/** What `DATABASE_POOLER` says; undefined where that is no such thing. */
export const poolerOf = (text: string | undefined): Pooler | undefined =>
  poolers.find((known) => known === (text || 'none'))

/** How connections begin: with the time-outs, unless a pooler would refuse them. There the role has them. */
export const startOf = (pooler: Pooler) =>
  pooler === 'none' ? { statement_timeout: 10_000, idle_in_transaction_session_timeout: 15_000 } : {}

/** Whether a statement that was parsed under a name is there when it is asked for again. */
export const keepsNames = (pooler: Pooler): boolean => pooler !== 'transaction'
