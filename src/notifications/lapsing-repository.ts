import { sql } from 'kysely'
import type { Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import { daysAfter, type LocalDate } from '../shared/dates.ts'
import { daysBeforeLapse, nothingNewer } from '../staff/qualifications-repository.ts'

/** Training that lapses soon, of who works still, each with the accounts that are told of it: the broker's own, and those who said, as who coordinates brokers there, what they want to be told of. */
export function listLapsing(tx: Tx, today: LocalDate, some?: readonly string[]) {
  return (
    tx
      .selectFrom('broker_qualification as q')
      // Of each by its key: `offset 0` keeps PostgreSQL from beginning with all staff of the tenant.
      .innerJoinLateral(
        (eb) =>
          eb
            .selectFrom('staff_member as m')
            .select('m.organisation_id')
            .where('m.commissioner_id', '=', theTenant)
            .whereRef('m.staff_member_id', '=', 'q.staff_member_id')
            .where('m.ended_at', 'is', null)
            .offset(0)
            .as('s'),
        (join) => join.onTrue(),
      )
      .innerJoin('notification_preference as n', (join) =>
        join.on('n.commissioner_id', '=', theTenant).on('n.actor_id', 'is not', null),
      )
      .select(['q.broker_qualification_id as about', sql<string>`n.actor_id`.as('actorId')])
      .where('q.commissioner_id', '=', theTenant)
      .where('q.expires_on', '>=', today)
      .where('q.expires_on', '<=', daysAfter(today, daysBeforeLapse))
      .$if(some !== undefined, (query) =>
        query.where((eb) => eb('q.broker_qualification_id', '=', eb.fn.any(eb.val([...(some ?? [])])))),
      )
      .where(nothingNewer)
      .where(
        sql<boolean>`exists (select from staff_identity i join staff_member m on m.commissioner_id = ${theTenant} and m.staff_member_id = i.staff_member_id
        where i.commissioner_id = ${theTenant} and i.actor_id = n.actor_id and i.confirmed_at is not null and m.ended_at is null
          and (m.staff_member_id = q.staff_member_id or 'brokerage-coordinator' = any(n.roles) and n.organisation_id = s.organisation_id) offset 0)`,
      )
      .execute()
  )
}
