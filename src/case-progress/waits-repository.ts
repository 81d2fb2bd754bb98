import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { posted } from '../platform/database/prepared.ts'
import type { Slot } from '../platform/database/slots.ts'
import type { Wait } from '../rules/progress/waits.ts'

interface Places {
  readonly commissionerId: Slot<string>
  readonly caseId: Slot<string>
  readonly trustId: Slot<string>
  readonly rows: Slot<string>
  readonly now: Slot<Date>
}

const fresh = (
  rows: Slot<string>,
) => sql`(select (w ->> 'subject')::case_subject as subject, (w ->> 'subjectId')::uuid as subject_id, w ->> 'party' as party, (w ->> 'step')::wait_step as step,
      array(select jsonb_array_elements_text(w -> 'notBy')) as not_by, (w -> 'clock' ->> 'kind')::clock_kind as clock_kind,
      (w -> 'clock' ->> 'subjectId')::uuid as clock_subject_id, (w ->> 'tier')::tier as tier, (w ->> 'place')::integer as place
    from jsonb_array_elements(${rows}::jsonb) w)`

const deleteOver = posted(
  (_tx, { commissionerId, caseId, rows }: Omit<Places, 'now' | 'trustId'>) =>
    sql`delete from case_wait o where o.commissioner_id = ${commissionerId} and o.case_id = ${caseId}
      and not exists (select from ${fresh(rows)} f where f.subject = o.subject and f.subject_id = o.subject_id and f.party = o.party)`,
)

const upsert = posted(
  (_tx, { commissionerId, caseId, trustId, rows, now }: Places) =>
    sql`insert into case_wait (commissioner_id, case_id, trust_id, subject, subject_id, party, step, not_by, clock_kind, clock_subject_id, tier, place, since)
      select ${commissionerId}::uuid, ${caseId}::uuid, ${trustId}::uuid, subject, subject_id, party, step, not_by, clock_kind, clock_subject_id, tier, place, ${now}::timestamptz
        from ${fresh(rows)} f
      on conflict (commissioner_id, case_id, subject_id, subject, party) do update set step = excluded.step, not_by = excluded.not_by,
        clock_kind = excluded.clock_kind, clock_subject_id = excluded.clock_subject_id, tier = excluded.tier, place = excluded.place,
        since = case when case_wait.step = excluded.step then case_wait.since else excluded.since end`,
)

/** Puts the waits of a case in the place of those before, at the latest with the commit. A wait that goes on keeps since when. */
export function replaceWaits(
  tx: Tx,
  { commissionerId }: Actor,
  { caseId, trustId }: { readonly caseId: string; readonly trustId: string },
  waits: readonly Wait[],
  now: Date,
): void {
  const rows = JSON.stringify(waits.map((wait, place) => ({ ...wait, place })))
  deleteOver(tx, { commissionerId, caseId, rows })
  upsert(tx, { commissionerId, caseId, trustId, rows, now })
}
