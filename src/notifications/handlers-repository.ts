import { sql } from 'kysely'
import type { Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'

/** Who said, as one who handles concerns, what they want to be told of, and is registered as staff still. */
export const listHandlers = (tx: Tx) =>
  tx
    .selectFrom('notification_preference as n')
    .select(sql<string>`n.actor_id`.as('actor_id'))
    .where('n.commissioner_id', '=', theTenant)
    .where('n.actor_id', 'is not', null)
    .where(sql<boolean>`'safeguarding-lead' = any(n.roles)`)
    .where(
      sql<boolean>`exists (select from staff_identity i join staff_member s on s.commissioner_id = ${theTenant} and s.staff_member_id = i.staff_member_id
        where i.commissioner_id = ${theTenant} and i.actor_id = n.actor_id and i.confirmed_at is not null and s.ended_at is null offset 0)`,
    )
    .execute()
