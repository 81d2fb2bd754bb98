import { type RawBuilder, sql } from 'kysely'
import { gives, groundsOfRepresentatives, type PlaceGround } from '../case-access/places-repository.ts'
import { tells } from '../case-access/withheld.ts'
import { eventTypes } from '../event-catalogue/catalogue.ts'
import { isOfPerson } from '../people/joined-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Snapshot } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import { operationsAbout } from '../platform/http/views-of-operations.ts'
import { opens } from '../rules/access/opens.ts'
import type { Party } from '../rules/people/consent.ts'
import { type By, kept, type Told } from './kept.ts'

const rowsAtOnce = 100

/** Whose record is read, by whom. */
export interface Reader {
  readonly personId: string
  readonly party: Party
}

/** The condition that a row `t` of the table is the person's, of any of their cases or of those. */
const theirs = (
  { by, alsoBy = [] }: Told,
  tenant: string,
  personId: string,
  cases: RawBuilder<unknown> | null,
): RawBuilder<unknown> =>
  sql`(${sql.join(
    [by, ...alsoBy].map((way) => theirsBy(way, tenant, personId, cases)),
    sql` or `,
  )})`

function theirsBy(by: By, tenant: string, personId: string, cases: RawBuilder<unknown> | null): RawBuilder<unknown> {
  if (by === 'person_id') return isOfPerson(tenant, personId)
  if (by === 'case_id')
    return sql`t.case_id in (select c.case_id from budget_case c where c.commissioner_id = ${tenant} and c.person_id = ${personId}
      ${cases === null ? sql`` : sql`and c.case_id in (${cases})`})`
  const parent = kept[by.table]
  if ('leftOut' in parent) return sql`false`
  return sql`t.${sql.ref(by.key)} in (select t.${sql.ref(by.key)} from ${sql.table(by.table)} t
    where t.commissioner_id = ${tenant} and ${theirs(parent, tenant, personId, cases)})`
}

/** The cases of the person on whose team the actor acts for them, on one of these grounds. */
const actsFor = ({ commissionerId, actorId }: Actor, personId: string, on: typeof groundsOfRepresentatives) =>
  sql`select m.case_id from case_member m
    join budget_case c on c.commissioner_id = ${theTenant} and c.case_id = m.case_id and c.person_id = ${personId}
    where m.commissioner_id = ${commissionerId} and m.actor_id = ${actorId} and ${on.length === 0 ? sql`false` : gives(on)}
    and place_holds(m.left_at, m.until_on)`

/** That the row `t` is of what the actor may read who acts for the person: what happened, by the view that each type is of. */
function openedToWhoActs(
  table: string,
  { view, apart, besides, asAttachment, asOperation }: Told,
  actor: Actor,
  personId: string,
): RawBuilder<unknown> {
  if (table !== 'audit_entry') {
    const opened = (of: Told['view']) =>
      sql`exists (${actsFor(actor, personId, opening(of))} and coalesce(m.case_id::text = to_jsonb(t) ->> 'case_id', true))`
    const also = besides
      ? sql` and (t.${sql.ref(besides.column)}::text <> all(${besides.values}::text[]) or ${opened(besides.view)})`
      : sql``
    if (asAttachment) return sql`coalesce(${openedWithAttachment(actor, personId)}, ${opened(view)})`
    if (asOperation)
      return toldByGround(actor, personId, 'operation', (ground) => operationsAbout((of) => opens(ground, of)))
    if (!apart) return sql`${opened(view)}${also}`
    const parts = apart.map((one) => sql`when t.${sql.ref(one.column)}::text = ${one.value} then ${opened(one.view)}`)
    return sql`case ${sql.join(parts, sql` `)} else ${opened(view)} end${also}`
  }
  return toldByGround(actor, personId, 'type', (ground) => eventTypes.filter((type) => tells([ground], type)))
}

/** That the row `t` has one of these in the column, of what this ground opens, and is of a case that they act on by it, or of none. */
function toldByGround(
  actor: Actor,
  personId: string,
  column: 'operation' | 'type',
  toldOn: (ground: PlaceGround) => readonly string[],
): RawBuilder<unknown> {
  const ways = groundsOfRepresentatives.map(
    (ground) => sql`t.${sql.ref(column)} = any(${toldOn(ground)}::text[])
      and exists (${actsFor(actor, personId, [ground])} and coalesce(m.case_id = t.case_id, true))`,
  )
  return sql`(${sql.join(ways, sql` or `)})`
}

/** Whether the attachment is opened to them whose file the row `t` is, or whose file took the place of it, however often; null where it is of none. */
function openedWithAttachment(actor: Actor, personId: string): RawBuilder<unknown> {
  const entry = kept.attachment
  if ('leftOut' in entry) return sql`false`
  return sql`(select bool_or(${openedToWhoActs('attachment', entry, actor, personId)})
    from (with recursive later as (select t.document_id, t.replaced_by
      union select d.document_id, d.replaced_by from later cross join lateral (select x.document_id, x.replaced_by from document x
        where x.commissioner_id = ${theTenant} and x.document_id = later.replaced_by offset 0) d)
      select document_id as file from later) l
    cross join lateral (select * from attachment a where a.commissioner_id = ${theTenant} and a.document_id = l.file offset 0) t)`
}
const opening = (view: Told['view']) => groundsOfRepresentatives.filter((ground) => opens(ground, view))

/** That the row `t` is of the person, or of these of their cases alone, where it is of a case. */
function told(entry: Told, { commissionerId: tenant }: Actor, personId: string, cases: RawBuilder<unknown> | null) {
  const all = theirs(entry, tenant, personId, cases)
  if (entry.orSubject) return sql`(${all} or t.case_id is null and ${isOfPerson(tenant, personId, 'subject_id')})`
  if (cases === null || entry.by !== 'person_id') return all
  return sql`(${all} and ((to_jsonb(t) ->> 'case_id') is null or (to_jsonb(t) ->> 'case_id')::uuid in (${cases})))`
}

/** The rows of one table that are about the person, a few at a time, so that a long record takes no more memory than a short one. */
export async function* rowsOf(
  snapshot: Snapshot,
  actor: Actor,
  table: string,
  entry: Told,
  { personId, party }: Reader,
): AsyncGenerator<Record<string, unknown>> {
  const alone = entry.personAlone
  if (alone && party !== 'person') return
  const acts = party === 'representative'
  const cases = acts
    ? actsFor(
        actor,
        personId,
        table === 'audit_entry' || entry.asAttachment ? groundsOfRepresentatives : opening(entry.view),
      )
    : null
  const hidden = ['commissioner_id', ...Object.keys(entry.without ?? {})]
  const query = sql<{
    row: Record<string, unknown>
  }>`select to_jsonb(t) - ${hidden}::text[] as row from ${sql.table(table)} t
    where t.commissioner_id = ${actor.commissionerId} and ${told(entry, actor, personId, cases)}
    and ${alone ? sql`t.${sql.ref(alone.column)}::text = ${alone.value}` : sql`true`}
    and ${acts ? openedToWhoActs(table, entry, actor, personId) : sql`true`}`
  for await (const rows of snapshot.stream(query, rowsAtOnce)) for (const { row } of rows) yield row
}
