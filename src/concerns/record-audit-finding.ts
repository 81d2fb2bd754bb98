import type { Static } from '@sinclair/typebox'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import type { AuditSampleItem, NewAuditFinding } from './sample-schemas.ts'
import { findItem, setFinding } from './samples-repository.ts'

/** Records what was found of an item of a sample. It is not changed: a second look is another sample. */
export async function recordAuditFinding(
  tx: Tx,
  { actor, now }: Context,
  sampleId: string,
  itemId: string,
  input: Static<typeof NewAuditFinding>,
): Promise<Answer<AuditSampleItem>> {
  // What is written is of the sample; of the record, an auditor looks.
  const looker = { ...actor, writes: false }
  const { personId: _, ...item } = orNotFound(await findItem(tx, looker, sampleId, itemId))
  if (!(await setFinding(tx, actor, { sampleId, itemId }, input, now)))
    throw new Problem('wrong-state', 'Something was found of this already')
  return done({ ...item, ...input, foundBy: actor.actorId, foundAt: now.toISOString() })
}
