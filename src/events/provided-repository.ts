import { type RawBuilder, sql } from 'kysely'
import { isOfProvider } from '../case-access/grounds-repository.ts'
import { notRestricted } from '../case-access/places-repository.ts'
import { type ProvidedKind, providedOf, providedTypes } from '../event-catalogue/provided.ts'
import type { Asking } from '../platform/access/asking.ts'
import type { Reads } from '../platform/database/database.ts'
import { preparedByActor } from '../platform/database/prepared.ts'
import { type Slots, theTenant } from '../platform/database/slots.ts'

const among = (kind: ProvidedKind) => sql`e.type = any(${[...providedOf(kind)]}::text[])`
const payeeIn = (table: string) =>
  sql`(select x.payee_id from ${sql.table(table)} x where x.commissioner_id = ${theTenant}
    and x.${sql.ref(`${table}_id`)} = e.subject_id offset 0)`

/**
 * That the entry `e` is of what the actor's organisation gives or is paid, and so can be read by it: a line, an invoice or a payment whose payee it is, or
 * an agreement with it. Whether the record is restricted is asked beside it, for the case.
 */
export const isOwn = (actor: Asking): RawBuilder<boolean> =>
  isOfProvider(actor)
    ? sql<boolean>`(e.type = any(${[...providedTypes]}::text[]) and exists (select from payee y where y.commissioner_id = ${theTenant}
        and y.organisation_id = ${actor.organisationId}::uuid and y.payee_id = case
          when ${among('own-line')} then (e.facts ->> 'payeeId')::uuid
          when ${among('own-invoice')} then ${payeeIn('purchase')}
          when ${among('own-payment')} then ${payeeIn('payment')}
          else ${payeeIn('service_agreement')} end offset 0))`
    : sql<boolean>`false`

const ownEntries = preparedByActor((reads: Reads, asked, of: Slots<{ entryIds: readonly string[] }>) =>
  reads
    .selectFrom('audit_entry as e')
    .leftJoin('budget_case as c', (join) =>
      join.on('c.commissioner_id', '=', theTenant).onRef('c.case_id', '=', 'e.case_id'),
    )
    .select('e.audit_entry_id')
    .where('e.commissioner_id', '=', theTenant)
    .where(sql<boolean>`e.audit_entry_id = any(${of.entryIds}::uuid[])`)
    .where(isOwn(asked))
    .where((where) => where.or([where('e.case_id', 'is', null), notRestricted])),
)

/** Those of these entries that are of what the actor's organisation gives or is paid, and that it may still hear of. */
export async function listOwnEntries(
  reads: Reads,
  actor: Parameters<typeof ownEntries>[1],
  entryIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = entryIds.length === 0 ? [] : await ownEntries(reads, actor, { entryIds })
  return new Set(rows.map((row) => row.audit_entry_id))
}
