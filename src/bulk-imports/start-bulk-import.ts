import { countAttempt } from '../attempts/attempts-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import type { Parts } from './read-lines.ts'
import { insertImport } from './repository.ts'
import type { BulkImport, ImportQuery } from './schemas.ts'

/** Takes in many lines of another system. They are done in the background, part by part; one import of a commissioner runs at a time. */
export async function startBulkImport(
  tx: Tx,
  { actor, now }: Context,
  { kind = 'people', dryRun = false }: ImportQuery,
  { total, parts }: Parts,
): Promise<Answer<BulkImport>> {
  const started: BulkImport = {
    id: newId(),
    kind,
    dryRun,
    status: 'running',
    total,
    made: 0,
    thereAlready: 0,
    refused: 0,
    startedBy: actor.actorId,
    startedAt: now.toISOString(),
    endedAt: null,
  }
  if (dryRun) await countAttempt(tx, actor, 'import-dry-run', now)
  await insertImport(tx, actor, started, parts)
  await record(tx, actor, {
    type: 'bulk-import.started',
    subjectId: started.id,
    caseId: null,
    at: now,
    facts: { kind, dryRun, lines: total },
  })
  return created(started, `/v1/bulk-imports/${started.id}`)
}
