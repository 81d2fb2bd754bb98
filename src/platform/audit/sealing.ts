import { sql } from 'kysely'
import type { DatabaseAccess } from '../database/database.ts'
import { chainedColumns, chainHash, chainStart } from './chain.ts'

const mostInBatch = 1_000
const sealer = 'sealer'

/** How many entries each tenant has that wait for their seal. */
export async function sealingBacklog(database: DatabaseAccess): Promise<Map<string, number>> {
  const rows = await database.read({ commissionerId: '', actorId: sealer }, (reads) =>
    reads
      .selectFrom('audit_outbox')
      .select(({ fn }) => ['commissioner_id', fn.countAll<number>().as('waiting')])
      .groupBy('commissioner_id')
      .execute(),
  )
  return new Map(rows.map((row) => [row.commissioner_id, row.waiting]))
}

/** Gives every waiting entry its place in the chain of its tenant, and says how many. */
export async function sealAll(database: DatabaseAccess): Promise<number> {
  let sealed = 0
  for (const commissionerId of (await sealingBacklog(database)).keys()) {
    let inBatch: number
    do {
      inBatch = await sealBatch(database, commissionerId)
      sealed += inBatch
    } while (inBatch === mostInBatch)
  }
  return sealed
}

/**
 * Seals one batch in one transaction: the seals are there and the outbox is empty of them, or nothing has happened.
 * A lock lets one sealer at a time extend a tenant's chain; another instance leaves the work to the one that has it.
 */
function sealBatch(database: DatabaseAccess, commissionerId: string): Promise<number> {
  return database.write({ commissionerId, actorId: sealer }, async (tx) => {
    const [lock, head, entries] = await Promise.all([
      sql<{
        mine: boolean
      }>`select pg_try_advisory_xact_lock(hashtextextended(${`seal ${commissionerId}`}, 0)) as mine`.execute(tx),
      tx
        .selectFrom('audit_seal')
        .select(['sequence', 'hash'])
        .where('commissioner_id', '=', commissionerId)
        .orderBy('sequence', 'desc')
        .limit(1)
        .executeTakeFirst(),
      tx
        .selectFrom('audit_outbox as o')
        .innerJoin('audit_entry as e', (join) =>
          join.onRef('e.commissioner_id', '=', 'o.commissioner_id').onRef('e.audit_entry_id', '=', 'o.audit_entry_id'),
        )
        .select(chainedColumns)
        .where('o.commissioner_id', '=', commissionerId)
        .orderBy('o.audit_entry_id')
        .limit(mostInBatch)
        .execute(),
    ])
    if (!lock.rows[0]?.mine || entries.length === 0) return 0

    let { sequence, hash } = head ?? { sequence: 0, hash: chainStart }
    const seals = entries.map((entry) => {
      sequence += 1
      hash = chainHash(hash, commissionerId, sequence, entry)
      return { sequence, id: entry.audit_entry_id, hash }
    })
    const ids = seals.map((seal) => seal.id)
    await Promise.all([
      sql`insert into audit_seal (commissioner_id, sequence, audit_entry_id, hash)
        select ${commissionerId}::uuid, s.sequence, s.id, s.hash
        from unnest(${seals.map((seal) => seal.sequence)}::bigint[], ${ids}::uuid[], ${seals.map((seal) => seal.hash)}::text[]) as s (sequence, id, hash)`.execute(
        tx,
      ),
      sql`delete from audit_outbox where commissioner_id = ${commissionerId} and audit_entry_id = any(${ids}::uuid[])`.execute(
        tx,
      ),
    ])
    return seals.length
  })
}
