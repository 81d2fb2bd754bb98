import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import { type KeptResource, toResource } from './repository.ts'

/** Whoever imports from a source waits for who does. */
export async function lockSource(tx: Tx, { commissionerId }: Actor, source: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${commissionerId} resources of ${source}`}, 2))`.execute(
    tx,
  )
}

/** An entry that came from a source, as it is now, and what it said as it came. */
export interface Sourced {
  readonly sourceId: string
  readonly contentHash: string
  readonly resource: KeptResource
}

/** The entries that came as these from a source, locked. */
export async function lockSourced(
  tx: Tx,
  actor: Actor,
  source: string,
  sourceIds: readonly string[],
): Promise<Map<string, Sourced>> {
  const rows = await tx
    .selectFrom('resource_source as s')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('resource as o')
          .selectAll('o')
          .where('o.commissioner_id', '=', theTenant)
          .whereRef('o.resource_id', '=', 's.resource_id')
          .forUpdate()
          .as('r'),
      (join) => join.onTrue(),
    )
    .selectAll('r')
    .select(['s.source_id', 's.content_hash'])
    .where('s.commissioner_id', '=', actor.commissionerId)
    .where('s.source', '=', source)
    .where((eb) => eb('s.source_id', '=', eb.fn.any(eb.val([...sourceIds]))))
    .execute()
  return new Map(
    rows.map((row) => [
      row.source_id,
      { sourceId: row.source_id, contentHash: row.content_hash, resource: toResource(row) },
    ]),
  )
}

/** Which of these are entries of this directory. */
export async function listOwn(reads: Reads, actor: Actor, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await reads
    .selectFrom('resource')
    .select('resource_id')
    .where('commissioner_id', '=', actor.commissionerId)
    .where((eb) => eb('resource_id', '=', eb.fn.any(eb.val([...ids]))))
    .execute()
  return new Set(rows.map((row) => row.resource_id))
}

/** Keeps from where entries came, and what they said then. */
export async function keepSourced(
  tx: Tx,
  actor: Actor,
  source: string,
  sourced: readonly { readonly sourceId: string; readonly resourceId: string; readonly contentHash: string }[],
  now: Date,
): Promise<void> {
  if (sourced.length === 0) return
  await tx
    .insertInto('resource_source')
    .values(
      sourced.map(({ sourceId, resourceId, contentHash }) => ({
        commissioner_id: actor.commissionerId,
        source,
        source_id: sourceId,
        resource_id: resourceId,
        content_hash: contentHash,
        imported_by: actor.actorId,
        imported_at: now,
      })),
    )
    .onConflict((oc) =>
      oc.columns(['commissioner_id', 'source', 'source_id']).doUpdateSet((eb) => ({
        content_hash: eb.ref('excluded.content_hash'),
        imported_by: eb.ref('excluded.imported_by'),
        imported_at: eb.ref('excluded.imported_at'),
      })),
    )
    .execute()
}
