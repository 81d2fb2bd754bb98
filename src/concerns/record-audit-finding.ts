import type { Static } from '@sinclair/typebox'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { followFinding } from './follow-finding.ts'
import type { AuditSampleItem, NewAuditFinding } from './sample-schemas.ts'
import { findItem, setFinding } from './samples-repository.ts'

/** Records what was found of an item of a sample, and has what follows of it done. It is not changed: a second look is another sample. */
export async function recordAuditFinding(
  tx: Tx,
  context: Context,
  sampleId: string,
  itemId: string,
  input: Static<typeof NewAuditFinding>,
): Promise<Answer<AuditSampleItem>> {
  const { actor, now } = context
  // What is written is of the sample; of the record, an auditor looks.
  const looker = { ...actor, writes: false }
  const { personId: _, ...item } = orNotFound(await findItem(tx, looker, sampleId, itemId))
  if (!(await setFinding(tx, actor, { sampleId, itemId }, input, now)))
    throw new Problem('wrong-state', 'Something was found of this already')
  await followFinding(tx, context, sampleId, item, input)
  return done({ ...item, ...input, foundBy: actor.actorId, foundAt: now.toISOString() })
}
