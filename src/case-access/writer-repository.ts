import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Writer } from './case.ts'

/**
 * Who writes on the case `c`, in the row that is locked anyway. Its own is a case on which any account of theirs is the person, or acts or
 * speaks for them; and a relative's, on which one is or was declared a relative.
 */
export function writerOn({ actorId }: Actor) {
  const human = sql`human_of(c.commissioner_id, ${actorId})`
  return sql<Writer>`json_build_object('humanId', ${human},
    'registered', exists (select from staff_identity i
      join staff_member s on s.commissioner_id = i.commissioner_id and s.staff_member_id = i.staff_member_id
      where i.commissioner_id = c.commissioner_id and i.actor_id = ${actorId} and i.confirmed_at is not null and s.ended_at is null),
    'own', exists (select from case_member m where m.commissioner_id = c.commissioner_id and m.case_id = c.case_id
      and (m.relative or m.case_role = 'person' or m.case_role in ('representative', 'advocate') and m.left_at is null)
      and human_of(m.commissioner_id, m.actor_id) = ${human}))`.as('writer')
}
