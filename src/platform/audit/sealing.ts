import { sql } from 'kysely'
import type { DatabaseAccess, Reads, Tx } from '../database/database.ts'
import { insertMany } from '../database/insert-many.ts'
import { postQuery, prepared } from '../database/prepared.ts'
import { theTenant } from '../database/slots.ts'
import { listTenants } from '../database/tenants.ts'
import type { Clock } from '../work/clock.ts'
import { chainedColumns, chainHash, chainStart } from './chain.ts'
import { faultOfSeal, type Seal, type SealKeys, signSeal } from './seals.ts'

const mostInBatch = 1_000
const sealer = 'sealer'

/** What seals: where, when, and with which keys. */
export interface Sealing {
  readonly database: DatabaseAccess
  readonly now: Clock
  readonly sealKeys: SealKeys
}

/** The last seal of a chain is not one that the service gave: nothing is added to it until somebody has looked. */
export class ForeignSealError extends Error {
  override name = 'ForeignSealError'
}

const waiting = prepared<object, { waiting: number }>((reads) =>
  reads
    .selectFrom('audit_outbox')
    .select(({ fn }) => fn.countAll<number>().as('waiting'))
    .where('commissioner_id', '=', theTenant),
)

/** How many entries each tenant has that wait for their seal. */
export async function sealingBacklog(database: DatabaseAccess): Promise<Map<string, number>> {
  const backlog = new Map<string, number>()
  // Each in its own scope: no statement looks at two tenants, which may lie on two machines.
  for (const { commissionerId } of await listTenants(database)) {
    const [row] = await database.read({ commissionerId, actorId: sealer }, (reads) => waiting(reads, {}))
    if (row && row.waiting > 0) backlog.set(commissionerId, row.waiting)
  }
  return backlog
}

/** Gives every waiting entry its place in the chain of its tenant, and says how many. A chain that was tampered with holds up no other. */
export async function sealAll(sealing: Sealing): Promise<number> {
  let sealed = 0
  let foreign: ForeignSealError | undefined
  for (const commissionerId of (await sealingBacklog(sealing.database)).keys()) {
    let inBatch = 0
    do {
      try {
        inBatch = await sealBatch(sealing, commissionerId)
      } catch (error) {
        if (!(error instanceof ForeignSealError)) throw error
        foreign = error
        break
      }
      sealed += inBatch
    } while (inBatch === mostInBatch)
  }
  if (foreign) throw foreign
  return sealed
}

/** The last seal of a tenant's chain; unsigned where it is older than signatures are. */
export async function lastSeal(reads: Reads, commissionerId: string) {
  const row = await reads
    .selectFrom('audit_seal')
    .select(['sequence', 'hash', 'sealed_at', 'key_id', 'signature'])
    .where('commissioner_id', '=', commissionerId)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { sequence: row.sequence, hash: row.hash, seal: sealOfRow(commissionerId, row) }
}

/** The last seal of every tenant. */
export async function lastSeals(database: DatabaseAccess): Promise<{ commissioner: string; seal: Seal | undefined }[]> {
  return Promise.all(
    (await listTenants(database)).map(async ({ commissionerId, code }) => {
      const last = await database.read({ commissionerId, actorId: sealer }, (reads) => lastSeal(reads, commissionerId))
      return { commissioner: code, seal: last?.seal }
    }),
  )
}

/** A stored seal; undefined where it is older than signatures are. */
export function sealOfRow(
  commissionerId: string,
  row: { sequence: number; hash: string; sealed_at: Date | null; key_id: string | null; signature: string | null },
): Seal | undefined {
  const { sequence, hash, sealed_at, key_id, signature } = row
  if (sealed_at === null || key_id === null || signature === null) return undefined
  return { commissionerId, sequence, hash, sealedAt: sealed_at.toISOString(), keyId: key_id, signature }
}

/**
 * Seals one batch in one transaction: the seals are there and the outbox is empty of them, or nothing has happened.
 * A lock lets one sealer at a time extend a tenant's chain; another instance leaves the work to the one that has it.
 */
function sealBatch({ database, now, sealKeys }: Sealing, commissionerId: string): Promise<number> {
  return database.write({ commissionerId, actorId: sealer }, async (tx) => {
    const [lock, head, entries] = await Promise.all([
      sql<{
        mine: boolean
      }>`select pg_try_advisory_xact_lock(hashtextextended(${`seal ${commissionerId}`}, 0)) as mine`.execute(tx),
      lastSeal(tx, commissionerId),
      tx
        .selectFrom('audit_outbox as o')
        .innerJoin('audit_entry as e', (join) =>
          join.on('e.commissioner_id', '=', theTenant).onRef('e.audit_entry_id', '=', 'o.audit_entry_id'),
        )
        .select(chainedColumns)
        .where('o.commissioner_id', '=', commissionerId)
        .orderBy('o.audit_entry_id')
        .limit(mostInBatch)
        .execute(),
    ])
    if (!lock.rows[0]?.mine || entries.length === 0) return 0
    const fault = head?.seal && faultOfSeal(sealKeys.known, head.seal)
    if (fault) throw new ForeignSealError(`the seal ${head.sequence} of ${commissionerId}: ${fault}`)

    let { sequence, hash } = head ?? { sequence: 0, hash: chainStart }
    const sealedAt = now(commissionerId).toISOString()
    const seals = entries.map((entry) => {
      sequence += 1
      hash = chainHash(hash, commissionerId, sequence, entry)
      return { id: entry.audit_entry_id, ...signSeal(sealKeys, { commissionerId, sequence, hash, sealedAt }) }
    })
    keepSeals(tx, commissionerId, seals)
    return seals.length
  })
}

function keepSeals(tx: Tx, commissionerId: string, seals: readonly (Seal & { id: string })[]): void {
  const rows = seals.map(({ id, sequence, hash, sealedAt, keyId, signature }) => ({
    ...{ commissioner_id: commissionerId, sequence, audit_entry_id: id, hash },
    ...{ sealed_at: new Date(sealedAt), key_id: keyId, signature },
  }))
  insertMany(tx, 'audit_seal', rows)
  const ids = seals.map(({ id }) => id)
  postQuery(
    tx,
    tx
      .deleteFrom('audit_outbox')
      .where('commissioner_id', '=', commissionerId)
      .where('audit_entry_id', '=', sql<string>`any(${ids}::uuid[])`),
  )
}
