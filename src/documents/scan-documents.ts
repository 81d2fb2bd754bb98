import { systemActor } from '../platform/access/system-actor.ts'
import { record } from '../platform/audit/audit.ts'
import type { Scope } from '../platform/database/database.ts'
import { listTenants } from '../platform/database/tenants.ts'
import type { Documents } from '../platform/documents/documents.ts'
import { ScannerAway, type Verdict } from '../platform/documents/scanner.ts'
import type { Platform } from '../platform/http/operation.ts'
import { listToScan, setScanAgain, setScanned, type ToScan } from './repository.ts'

const mostInBatch = 20
/** A file on which the scanner gives no verdict is tried so often, an hour apart in the end: over half a day. */
const mostTries = 16
const mostMinutesBetween = 60

/**
 * Has every file scanned that no scanner has seen, one after the other, and says how many got a verdict. While the scanner cannot be reached all of
 * them wait, whatever it costs, and none is given up; a file that it breaks over does not hold up those behind it.
 */
export async function scanDocuments(
  { database, now, documents }: Platform & { readonly documents: Documents },
  closing?: AbortSignal,
): Promise<number> {
  if (!documents.scans) return 0
  let scanned = 0
  for (const { commissionerId } of await listTenants(database)) {
    const scope = { commissionerId, actorId: 'system' }
    const due = () => database.read(scope, (reads) => listToScan(reads, scope, now(commissionerId), mostInBatch))
    for (let batch = await due(); batch.length > 0; batch = await due()) {
      for (const file of batch) {
        if (closing?.aborted) return scanned
        const verdict = await verdictOn(documents, scope, file)
        if (verdict === 'away') return scanned
        await keepVerdict({ database, now, documents }, scope, file, verdict)
        if (verdict !== 'none') scanned += 1
      }
    }
  }
  return scanned
}

async function verdictOn(documents: Documents, scope: Scope, { id, hash, tries }: ToScan) {
  try {
    return await documents.scan(scope, { id, hash })
  } catch (error) {
    if (error instanceof ScannerAway) return 'away'
    return tries + 1 < mostTries ? 'none' : 'failed'
  }
}

async function keepVerdict(
  { database, now, documents }: Platform & { readonly documents: Documents },
  scope: Scope,
  { id, tries }: ToScan,
  verdict: Verdict | 'none',
): Promise<void> {
  const at = now(scope.commissionerId)
  await database.write(scope, async (tx) => {
    if (verdict === 'none') {
      const minutes = Math.min(2 ** tries, mostMinutesBetween)
      return setScanAgain(tx, scope, id, tries + 1, new Date(at.getTime() + minutes * 60_000))
    }
    const caseId = await setScanned(tx, scope, id, verdict, at)
    if (caseId === undefined || verdict === 'clean') return
    await record(tx, systemActor(scope.commissionerId), {
      type: verdict === 'infected' ? 'file.found-harmful' : 'file.not-readable',
      subjectId: id,
      caseId,
      at,
    })
  })
  // Where this fails the sweep of the store does it.
  if (verdict === 'infected') await documents.remove(scope, id)
}
