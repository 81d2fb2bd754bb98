import type { DatabaseAccess, Reads } from '../database/database.ts'
import { type ChainedEntry, chainedColumns, chainHash, chainStart } from './chain.ts'

/** What the check of one tenant's chain found. */
export interface ChainReport {
  readonly commissioner: string
  /** Entries in the chain that were found in order, up to the break where there is one. */
  readonly sealed: number
  readonly waiting: number
  /** The last hash: whoever keeps it elsewhere can tell later that nothing was cut off the end. */
  readonly head: string
  readonly broken: { readonly sequence: number; readonly because: string } | undefined
}

const pageSize = 1_000
const verifier = 'verify-audit'

/** Computes every tenant's chain again, page by page, and reports on each. */
export async function* verifyAudit(database: DatabaseAccess): AsyncGenerator<ChainReport> {
  const tenants = await database.read({ commissionerId: '', actorId: verifier }, (reads) =>
    reads.selectFrom('commissioner').select(['commissioner_id', 'code']).orderBy('code').execute(),
  )
  for (const { commissioner_id, code } of tenants)
    yield { commissioner: code, ...(await verifyChain(database, commissioner_id)) }
}

async function verifyChain(
  database: DatabaseAccess,
  commissionerId: string,
): Promise<Omit<ChainReport, 'commissioner'>> {
  const scope = { commissionerId, actorId: verifier }
  let sealed = 0
  let head = chainStart
  for (;;) {
    const page = await database.read(scope, (reads) => sealsAfter(reads, commissionerId, sealed))
    for (const seal of page) {
      const expected = sealed + 1
      const because =
        seal.sequence !== expected
          ? 'the entry is missing'
          : chainHash(head, commissionerId, expected, seal) === seal.hash
            ? undefined
            : 'the entry or its hash was changed'
      if (because) return { sealed, waiting: 0, head, broken: { sequence: expected, because } }
      sealed = expected
      head = seal.hash
    }
    if (page.length < pageSize) break
  }
  const { waiting, lost } = await database.read(scope, (reads) => unsealed(reads, commissionerId))
  const broken =
    lost > 0 ? { sequence: sealed + 1, because: `${lost} entries are neither sealed nor waiting` } : undefined
  return { sealed, waiting, head, broken }
}

function sealsAfter(
  reads: Reads,
  commissionerId: string,
  sequence: number,
): Promise<(ChainedEntry & { sequence: number; hash: string })[]> {
  return reads
    .selectFrom('audit_seal as s')
    .innerJoin('audit_entry as e', (join) =>
      join.onRef('e.commissioner_id', '=', 's.commissioner_id').onRef('e.audit_entry_id', '=', 's.audit_entry_id'),
    )
    .select(chainedColumns)
    .select(['s.sequence', 's.hash'])
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
      join.onRef('s.commissioner_id', '=', 'e.commissioner_id').onRef('s.audit_entry_id', '=', 'e.audit_entry_id'),
    )
    .leftJoin('audit_outbox as o', (join) =>
      join.onRef('o.commissioner_id', '=', 'e.commissioner_id').onRef('o.audit_entry_id', '=', 'e.audit_entry_id'),
    )
    .select(({ fn }) => [
      fn.count<number>('o.audit_entry_id').as('waiting'),
      fn.countAll<number>().filterWhere('o.audit_entry_id', 'is', null).as('lost'),
    ])
    .where('e.commissioner_id', '=', commissionerId)
    .where('s.audit_entry_id', 'is', null)
    .executeTakeFirstOrThrow()
}
