import type { Static } from '@sinclair/typebox'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { findRegistered } from '../staff/repository.ts'
import { insertExport, type KeptExport, readableUntil, told } from './repository.ts'
import type { NewExport, RecordsExport } from './schemas.ts'

/** Says what is to be taken out, and why, before it can be: the auditors are told, and read it. */
export async function askForExport(
  tx: Tx,
  { actor, now }: Context,
  { kind, format, because }: Static<typeof NewExport>,
): Promise<Answer<RecordsExport>> {
  if (format === 'csv' && kind === null) throw invalidAt('/kind', 'A table holds one kind of record: name it')
  if (!(await findRegistered(tx, actor, actor.actorId))) throw new Problem('staff-not-registered')
  const one: KeptExport = {
    id: newId(),
    kind,
    format,
    because,
    askedBy: actor.actorId,
    askedByName: actor.name || actor.actorId,
    askedAt: now.toISOString(),
    readableUntil: readableUntil(now),
  }
  await insertExport(tx, actor, one, now)
  await record(tx, actor, {
    type: 'records.export-asked',
    subjectId: one.id,
    caseId: null,
    at: now,
    facts: { kind, format },
  })
  return created(told(one), `/v1/exports/${one.id}/file`)
}
