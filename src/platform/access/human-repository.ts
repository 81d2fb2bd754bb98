import { type Expression, type RawBuilder, sql } from 'kysely'
import { theTenant } from '../database/slots.ts'

/**
 * The human behind an account, in SQL: whom the register has for it, else the account itself. One human counts once, by whichever account.
 * A column goes by its table, since in here a bare one would be the register's own.
 */
export function humanOf(account: `${string}.${string}` | Expression<unknown>): RawBuilder<string> {
  const actorId = typeof account === 'string' ? sql.ref(account) : account
  return sql`coalesce((select human.staff_member_id::text from staff_identity human
    where human.commissioner_id = ${theTenant} and human.actor_id = ${actorId} and human.confirmed_at is not null), ${actorId})`
}
