import { systemActor } from '../platform/access/system-actor.ts'
import { record } from '../platform/audit/audit.ts'
import type { Scope, Tx } from '../platform/database/database.ts'
import { listTenants } from '../platform/database/tenants.ts'
import type { Documents } from '../platform/documents/documents.ts'
import { ScannerAway, type Verdict } from '../platform/documents/scanner.ts'
import type { Platform } from '../platform/http/operation.ts'
import {
  findHolder,
  lockWhose,
  setScanAgain,
  setScanBegun,
  setScanEnded,
  setScanned,
  type ToScan,
  takeToScan,
} from './repository.ts'

const mostInBatch = 20
/** A file on which the scanner gives no verdict is tried so often, an hour apart in the end: over half a day. From then on once a day, for a week. */
const mostTries = 16
const mostDaysAgain = 7
/** So long a file waits for a scanner that is away. */
const mostDaysAway = 3
const minute = 60_000
const mostMinutesBetween = 60
const day = 24 * 60 * minute
/** What an instance took is its own for so long. */
const takenFor = 5 * minute
/** No run begins another file after so long: the next goes on, so that no commissioner waits for long behind another. */
const mostOfRun = 2 * minute

/** At which commissioner the last run of an instance was cut off: the next begins behind it, so that nobody's files wait for all of somebody else's. */
const cutOffAt = new WeakMap<Documents, string>()

type Scans = Platform & { readonly documents: Documents }

/**
 * Has files scanned that no scanner has seen, a batch of each commissioner at a time, and says how many got a verdict. While the scanner cannot be reached all
 * of them wait for three days, and whoever sent one is told then that it could not be checked; a file that it breaks over, or that the store does not give,
 * does not hold up those behind it. What could not be checked is tried once a day for a week more, and a week from when a scanner that stayed away answers again.
 */
export async function scanDocuments(
  { database, now, documents }: Scans,
  closing?: AbortSignal,
  toldAway: (is: boolean) => void = () => {},
): Promise<number> {
  if (!documents.scans) return 0
  const last = performance.now() + mostOfRun
  const faults: unknown[] = []
  let scanned = 0
  const tenants = await listTenants(database)
  const first = Math.max(
    0,
    tenants.findIndex(({ code }) => code > (cutOffAt.get(documents) ?? '')),
  )
  for (const { commissionerId, code } of [...tenants.slice(first), ...tenants.slice(0, first)]) {
    const scope = { commissionerId, actorId: 'system' }
    const at = now(commissionerId)
    const taken = { now: at, until: new Date(at.getTime() + takenFor), most: mostInBatch }
    const files = await database.write(scope, (tx) => takeToScan(tx, scope, taken))
    for (const [place, file] of files.entries()) {
      if (closing?.aborted) return scanned
      if (performance.now() > last) {
        cutOffAt.set(documents, code)
        return scanned
      }
      // That the store does not give a file says nothing of the file: it is tried again when it is due, and the fault is told.
      const bytes = await documents.get(scope, file).catch((error: unknown) => void faults.push(error))
      if (!bytes) continue
      const verdict = await verdictOn(documents, bytes)
      toldAway(verdict === 'away')
      if (verdict === 'away') {
        cutOffAt.set(documents, code)
        for (const late of files.slice(place).filter((one) => isAskedInVain(one, at)))
          await keepVerdict({ database, now, documents }, scope, late, 'away')
        return scanned
      }
      if (await keepVerdict({ database, now, documents }, scope, file, verdict)) scanned += 1
    }
  }
  if (faults.length > 0) throw faults[0]
  return scanned
}

/** A file of before there was a scanner can be read on until one looks into it. */
const isAskedInVain = ({ scan, askedAt }: ToScan, at: Date): boolean =>
  scan === 'failed' || (scan !== 'not-scanned' && at.getTime() - askedAt.getTime() >= mostDaysAway * day)

async function verdictOn(documents: Documents, bytes: Uint8Array): Promise<Verdict | 'none' | 'away'> {
  try {
    return await documents.scan(bytes)
  } catch (error) {
    return error instanceof ScannerAway ? 'away' : 'none'
  }
}

/** Keeps what was found, and says whether that is a verdict which there was not. */
async function keepVerdict(
  { database, now, documents }: Scans,
  scope: Scope,
  file: ToScan,
  said: Verdict | 'none' | 'away',
): Promise<boolean> {
  const at = now(scope.commissionerId)
  const after = (milliseconds: number) => new Date(at.getTime() + milliseconds)
  const givenUp = file.tries + 1 >= mostTries || at.getTime() - file.askedAt.getTime() >= mostDaysAway * day
  const isAway = said === 'away'
  const verdict = said !== 'none' && !isAway ? said : givenUp ? 'failed' : 'none'
  const isNew = await database.write(scope, async (tx) => {
    if (file.scan === 'failed' && (verdict === 'none' || verdict === 'failed')) {
      // What was given up while the scanner was away is told once, and asked again each day: once it answers, a week's tries begin anew.
      const isLast = file.endedAt === null && at.getTime() - (file.scannedAt ?? at).getTime() >= mostDaysAgain * day
      const again = { now: at, again: after(day) }
      if (file.endedAt !== null && !isAway) await setScanBegun(tx, scope, file.id, again)
      else if (!isLast) await setScanAgain(tx, scope, file, after(day))
      const caseId = isLast
        ? await setScanEnded(tx, scope, file.id, isAway ? again : { ...again, again: null })
        : undefined
      if (caseId !== undefined) await tellOf(tx, scope, { id: file.id, caseId, verdict: 'ended', at })
      return false
    }
    if (verdict === 'none') {
      await setScanAgain(tx, scope, file, after(Math.min(2 ** file.tries, mostMinutesBetween) * minute))
      return false
    }
    if (verdict === 'infected') await lockWhose(tx, scope, file.id)
    const caseId = await setScanned(tx, scope, file.id, verdict, { now: at, again: after(day) })
    if (caseId === undefined) return false
    if (verdict !== 'clean') await tellOf(tx, scope, { id: file.id, caseId, verdict, at })
    return true
  })
  // Where this fails the sweep of the store does it. What was kept as clean stays.
  if (verdict === 'infected') await documents.remove(scope, file.id)
  return isNew
}

const toldAs = {
  attachment: {
    infected: 'attachment.found-harmful',
    failed: 'attachment.not-readable',
    ended: 'attachment.scan-ended',
  },
  file: { infected: 'file.found-harmful', failed: 'file.not-readable', ended: 'file.scan-ended' },
} as const

/** Tells it of what the file hangs on, to those who may see that. */
async function tellOf(
  tx: Tx,
  scope: Scope,
  { id, caseId, verdict, at }: { id: string; caseId: string; verdict: 'infected' | 'failed' | 'ended'; at: Date },
): Promise<void> {
  const holder = await findHolder(tx, scope, id)
  const subjectId = holder?.attachmentId ?? holder?.ofMoneyId
  if (!subjectId) return
  const type = toldAs[holder?.attachmentId ? 'attachment' : 'file'][verdict]
  await record(tx, systemActor(scope.commissionerId), { type, subjectId, caseId, at })
}
