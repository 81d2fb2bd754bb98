import type { DatabaseAccess, Reads } from '../database/database.ts'
import { theTenant } from '../database/slots.ts'
import { listTenants } from '../database/tenants.ts'
import { type ChainedEntry, chainedColumns, chainHash, chainStart } from './chain.ts'
import { sealOfRow } from './sealing.ts'
import { faultOfSeal, type KnownKeys, type Seal } from './seals.ts'

interface Break {
  readonly sequence: number
  readonly because: string
}

/** What the check of one tenant's chain found. */
export interface ChainReport {
  readonly commissioner: string
  /** Entries in the chain that were found in order, up to the break where there is one. */
  readonly sealed: number
  readonly waiting: number
  readonly head: string
  readonly broken: Break | undefined
}

/** What a chain is held against, none of which is in the database. */
export interface Evidence {
  readonly known: KnownKeys
  /** Seals that somebody kept elsewhere: each must still be there, or the end was cut off. */
  readonly heads: readonly Seal[]
}

const pageSize = 1_000
const verifier = 'verify-audit'

/** Computes every tenant's chain again, page by page, and reports on each. */
export async function* verifyAudit(database: DatabaseAccess, evidence: Evidence): AsyncGenerator<ChainReport> {
  const tenants = await listTenants(database)
  for (const { commissionerId, code } of tenants)
    yield { commissioner: code, ...(await verifyChain(database, commissionerId, evidence)) }
  const gone = new Set(evidence.heads.map((head) => head.commissionerId))
  for (const { commissionerId } of tenants) gone.delete(commissionerId)
  const broken = { sequence: 1, because: 'a head of it was kept, and the commissioner is not there' }
  for (const commissioner of gone) yield { commissioner, sealed: 0, waiting: 0, head: chainStart, broken }
}

async function verifyChain(
  database: DatabaseAccess,
  commissionerId: string,
  { known, heads }: Evidence,
): Promise<Omit<ChainReport, 'commissioner'>> {
  const scope = { commissionerId, actorId: verifier }
  const kept = heads.filter((head) => head.commissionerId === commissionerId)
  let sealed = 0
  let signed = 0
  let head = chainStart
  const brokenAt = (sequence: number, because: string) => ({
    ...{ sealed, waiting: 0, head },
    broken: { sequence, because },
  })
  for (;;) {
    const page = await database.read(scope, (reads) => sealsAfter(reads, commissionerId, sealed))
    for (const row of page) {
      const expected = sealed + 1
      if (row.sequence !== expected) return brokenAt(expected, 'the entry is missing')
      if (chainHash(head, commissionerId, expected, row) !== row.hash)
        return brokenAt(expected, 'the entry or its hash was changed')
      const seal = sealOfRow(commissionerId, row)
      const fault = seal ? faultOfSeal(known, seal) : signed > 0 && 'it is not signed, and the one before it is'
      if (fault) return brokenAt(expected, `the seal is not the service's: ${fault}`)
      if (kept.some(({ sequence, hash }) => sequence === expected && hash !== row.hash))
        return brokenAt(expected, 'it is not the entry of the head that was kept')
      sealed = expected
      if (seal) signed = expected
      head = row.hash
    }
    if (page.length < pageSize) break
  }
  const last = Math.max(0, ...kept.map(({ sequence }) => sequence))
  if (last > sealed)
    return brokenAt(sealed + 1, `${last - sealed} entries were cut off the end: a head of ${last} was kept`)
  if (signed < sealed)
    return brokenAt(
      signed + 1,
      'nothing signed follows: it was sealed before seals were signed, or all signed ones were cut off',
    )
  const { waiting, lost } = await database.read(scope, (reads) => unsealed(reads, commissionerId))
  const broken =
    lost > 0 ? { sequence: sealed + 1, because: `${lost} entries are neither sealed nor waiting` } : undefined
  return { sealed, waiting, head, broken }
}

interface SealedEntry extends ChainedEntry {
  sequence: number
  hash: string
  sealed_at: Date | null
  key_id: string | null
  signature: string | null
}

function sealsAfter(reads: Reads, commissionerId: string, sequence: number): Promise<SealedEntry[]> {
  return reads
    .selectFrom('audit_seal as s')
    .innerJoin('audit_entry as e', (join) =>
      join.on('e.commissioner_id', '=', theTenant).onRef('e.audit_entry_id', '=', 's.audit_entry_id'),
    )
    .select(chainedColumns)
    .select(['s.sequence', 's.hash', 's.sealed_at', 's.key_id', 's.signature'])
    .where('s.commissioner_id', '=', commissionerId)
    .where('s.sequence', '>', sequence)
    .orderBy('s.sequence')
    .limit(pageSize)
    .execute()
}

/** Entries that wait in the outbox, and entries that nobody will ever seal. */
async function unsealed(reads: Reads, commissionerId: string): Promise<{ waiting: number; lost: number }> {
  return reads
    .selectFrom('audit_entry as e')
    .leftJoin('audit_seal as s', (join) =>
      join.on('s.commissioner_id', '=', theTenant).onRef('s.audit_entry_id', '=', 'e.audit_entry_id'),
    )
    .leftJoin('audit_outbox as o', (join) =>
      join.on('o.commissioner_id', '=', theTenant).onRef('o.audit_entry_id', '=', 'e.audit_entry_id'),
    )
    .select(({ fn }) => [
      fn.count<number>('o.audit_entry_id').as('waiting'),
      fn.countAll<number>().filterWhere('o.audit_entry_id', 'is', null).as('lost'),
    ])
    .where('e.commissioner_id', '=', commissionerId)
    .where('s.audit_entry_id', 'is', null)
    .executeTakeFirstOrThrow()
}
