import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Wait } from '../rules/progress/waits.ts'

/** Puts the waits of a case in the place of those before. A wait that goes on keeps since when. */
export async function replaceWaits(
  tx: Tx,
  { commissionerId }: Actor,
  caseId: string,
  waits: readonly Wait[],
  now: Date,
): Promise<void> {
  const rows = JSON.stringify(waits.map((wait, place) => ({ ...wait, place })))
  const fresh = sql`(select (w ->> 'subject')::case_subject as subject, (w ->> 'subjectId')::uuid as subject_id, w ->> 'party' as party, (w ->> 'step')::wait_step as step,
      array(select jsonb_array_elements_text(w -> 'notBy')) as not_by, (w -> 'clock' ->> 'kind')::clock_kind as clock_kind,
      (w -> 'clock' ->> 'subjectId')::uuid as clock_subject_id, (w ->> 'tier')::tier as tier, (w ->> 'place')::integer as place
    from jsonb_array_elements(${rows}::jsonb) w)`
  await Promise.all([
    sql`delete from case_wait o where o.commissioner_id = ${commissionerId} and o.case_id = ${caseId}
        and not exists (select from ${fresh} f where f.subject = o.subject and f.subject_id = o.subject_id and f.party = o.party)`.execute(
      tx,
    ),
    sql`insert into case_wait (commissioner_id, case_id, subject, subject_id, party, step, not_by, clock_kind, clock_subject_id, tier, place, since)
        select ${commissionerId}, ${caseId}, subject, subject_id, party, step, not_by, clock_kind, clock_subject_id, tier, place, ${now}
          from ${fresh} f
        on conflict (commissioner_id, case_id, subject_id, subject, party) do update set step = excluded.step, not_by = excluded.not_by,
          clock_kind = excluded.clock_kind, clock_subject_id = excluded.clock_subject_id, tier = excluded.tier, place = excluded.place,
          since = case when case_wait.step = excluded.step then case_wait.since else excluded.since end`.execute(tx),
  ])
}
