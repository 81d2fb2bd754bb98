import type { Actor } from '../platform/access/access.ts'
import { systemActor } from '../platform/access/system-actor.ts'
import { record } from '../platform/audit/audit.ts'
import { keepReads } from '../platform/audit/read-log.ts'
import type { DatabaseAccess, Tx } from '../platform/database/database.ts'
import { listTenants } from '../platform/database/tenants.ts'
import type { Clock } from '../platform/work/clock.ts'
import { judgeLines } from './judge-lines.ts'
import { isMatched } from './judged.ts'
import { insertLines } from './lines-repository.ts'
import type { RawLine } from './read-lines.ts'
import { claim, deleteRest, findPart, listRunning, setImport, sumMatched, type Work } from './repository.ts'
import type { BulkImportLine } from './schemas.ts'

const mostFailures = 3

interface Working {
  readonly database: DatabaseAccess
  readonly now: Clock
}

/**
 * Goes on with every import that runs, part by part: a part of each commissioner in turn, so that nobody waits for the whole of somebody else's. Each part
 * is a transaction of its own: its lines are done, said and gone from what waits, or nothing has happened. Whoever dies in the middle of a part leaves it
 * to the next, and several instances may work at once.
 */
export async function advanceImports({ database, now }: Working, closing: AbortSignal): Promise<void> {
  let failed: unknown
  let waiting: { readonly scope: Actor; readonly id: string }[] = []
  for (const { commissionerId } of await listTenants(database)) {
    const scope = systemActor(commissionerId)
    for (const id of await database.read(scope, (reads) => listRunning(reads, scope))) waiting.push({ scope, id })
  }
  while (waiting.length > 0) {
    const more: typeof waiting = []
    for (const each of waiting) {
      if (closing.aborted) break
      const { scope, id } = each
      const at = now(scope.commissionerId)
      try {
        if (await database.write(scope, (tx) => advancePart(tx, id, scope, at))) more.push(each)
      } catch (error) {
        // One that breaks does not hold up the others.
        failed = error
        // Where the database is away this fails too, and it counts as no failure of the import.
        await database.write(scope, (tx) => countFailure(tx, id, scope, at))
      }
    }
    waiting = more
  }
  if (failed !== undefined) throw failed
}

/** What is done is done by whoever started the import, as a system of the commissioner sees it. */
const starterOf = (scope: Actor, { startedBy, startedByName, startedFor }: Work): Actor => ({
  ...scope,
  actorId: startedBy,
  name: startedByName,
  organisationId: startedFor,
})

const countOf = (lines: readonly BulkImportLine[], outcome: BulkImportLine['outcome']) =>
  lines.filter((line) => line.outcome === outcome).length

/** What told somebody of so many people in a day is looked at by the auditor: nothing came of it but what it told. */
const manyMatched = 100
const dayInMilliseconds = 86_400_000

async function tellOfMany(tx: Tx, scope: Actor, work: Pick<Work, 'id' | 'kind' | 'matched' | 'startedBy'>, at: Date) {
  const { id, kind, startedBy } = work
  if (work.matched === 0) return
  const matched = await sumMatched(tx, scope, startedBy, new Date(at.getTime() - dayInMilliseconds))
  if (matched < manyMatched) return
  const facts = { kind, matched, startedBy }
  await record(tx, scope, { type: 'bulk-import.many-matched', subjectId: id, caseId: null, at, facts })
}

/** Does the next part; says whether there may be more. */
async function advancePart(tx: Tx, id: string, scope: Actor, now: Date): Promise<boolean> {
  const work = await claim(tx, scope, id, 'free')
  if (!work) return false
  const next = await findPart(tx, scope, id)
  if (!next) throw new Error('an import that runs has no part')
  const context = { actor: starterOf(scope, work), now, ifMatch: undefined }
  const lines = await judgeLines[work.kind](tx, context, work, JSON.parse(next.text) as RawLine[])
  await insertLines(tx, scope, id, next.part, lines)
  const named = keepReads(tx, context.actor, 'startBulkImport', now)
  // Of a dry run nothing else comes, and nothing comes of a line that is refused.
  const told = work.dryRun ? named : lines.filter((one) => one.outcome === 'refused' && isMatched(tx, one)).length
  const matched = work.matched + told
  const done = {
    made: work.made + countOf(lines, 'made'),
    thereAlready: work.thereAlready + countOf(lines, 'there-already'),
    refused: work.refused + countOf(lines, 'refused'),
  }
  const isLast = done.made + done.thereAlready + done.refused === work.total
  await setImport(tx, scope, id, {
    ...done,
    matched,
    failures: 0,
    ...(isLast && { status: 'completed', endedAt: now }),
  })
  if (!isLast) return true
  await deleteRest(tx, scope, id)
  await tellOfMany(tx, scope, { ...work, matched }, now)
  await record(tx, scope, {
    type: 'bulk-import.completed',
    subjectId: id,
    caseId: null,
    at: now,
    facts: { kind: work.kind, dryRun: work.dryRun, ...done },
  })
  return false
}

/** An import that breaks again and again at one part is given up, so that it does not break for ever. What was done is done. */
async function countFailure(tx: Tx, id: string, scope: Actor, now: Date): Promise<void> {
  // The transaction that broke may still have it for a moment.
  const work = await claim(tx, scope, id, 'waited-for')
  if (!work) return
  const failures = work.failures + 1
  if (failures < mostFailures) return setImport(tx, scope, id, { failures })
  await setImport(tx, scope, id, { failures, status: 'failed', endedAt: now })
  await deleteRest(tx, scope, id)
  await tellOfMany(tx, scope, work, now)
  const { kind, dryRun, made, thereAlready, refused } = work
  await record(tx, scope, {
    type: 'bulk-import.failed',
    subjectId: id,
    caseId: null,
    at: now,
    facts: { kind, dryRun, made, thereAlready, refused },
  })
}
