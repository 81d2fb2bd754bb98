import type { Static } from '@sinclair/typebox'
import { insertLikelyDouble, lockLikelyDouble } from '../people/likely-doubles-repository.ts'
import { lockPerson } from '../people/repository.ts'
import type { LikelyDouble } from '../people/schemas.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import type { NewLikelyDouble } from './schemas.ts'

/** Says of two records that they may be of one person, where nothing in them shows it. */
export async function reportLikelyDouble(
  tx: Tx,
  { actor, now }: Context,
  { personId, otherPersonId }: Static<typeof NewLikelyDouble>,
): Promise<Answer<LikelyDouble>> {
  const ids = [personId, otherPersonId] as const
  for (const [index, id] of ids.entries())
    if (!(await lockPerson(tx, actor, id)) || (index === 1 && id === personId))
      throw new Problem('reference-unknown', undefined, {
        errors: [
          {
            pointer: index === 0 ? '/personId' : '/otherPersonId',
            code: 'reference-unknown',
            detail: 'names no record that can be joined, or the same one',
          },
        ],
      })
  const likelyDoubleId = await insertLikelyDouble(tx, actor, ids, now)
  if (likelyDoubleId === undefined) throw new Problem('wrong-state', 'These two were found or settled already')
  await record(tx, actor, {
    type: 'person.likely-double-found',
    subjectId: personId,
    caseId: null,
    at: now,
    facts: { likelyDoubleId, likeness: 'reported' },
  })
  return created(orNotFound(await lockLikelyDouble(tx, actor, likelyDoubleId)), '/v1/likely-doubles')
}
