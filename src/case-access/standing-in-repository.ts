import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Writer } from './case.ts'

/**
 * The delegations `d` of the actor that hold today and reach the case `c`: for its care coordinator; for a manager or an MDT member of
 * its trust, within the trust; and for any other role while the case waits for it.
 */
function reaching(actor: Actor) {
  return sql`delegation d where d.commissioner_id = c.commissioner_id and d.delegate_id = ${actor.actorId}
    and d.ended_at is null and d.until_on >= current_day() and d.from_on <= current_day()
    and (d.organisation_id is null or d.organisation_id = c.trust_id and d.organisation_id = ${actor.organisationId}::uuid)
    and case when d.tier_role = 'care-coordinator' then exists (select from case_member h
        where h.commissioner_id = c.commissioner_id and h.case_id = c.case_id and h.actor_id = d.holder_id
          and h.case_role::text = d.tier_role::text and h.left_at is null)
      when d.tier_role in ('team-manager', 'mdt-member') then true
      else exists (select from case_wait w where w.commissioner_id = c.commissioner_id and w.case_id = c.case_id
        and w.party = d.tier_role::text and w.subject <> 'appeal') end`
}

/** Whether the actor stands in today for somebody who sees the case `c`. */
export function standsIn(actor: Actor): RawBuilder<SqlBool> {
  return sql<SqlBool>`exists (select from ${reaching(actor)})`
}

/** In whose place the actor is waited for by the wait `w` on the case `c` today; null where in nobody's. An appeal is heard in person. */
export function holderWaitedFor(actor: Actor): RawBuilder<{ tierRole: string; holderName: string } | null> {
  return sql`(select json_build_object('tierRole', d.tier_role, 'holderName', d.holder_name) from ${reaching(actor)}
    and d.tier_role::text = w.party and w.subject <> 'appeal' order by d.delegation_id limit 1)`
}

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
