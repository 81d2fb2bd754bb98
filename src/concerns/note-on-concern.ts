import type { Static } from '@sinclair/typebox'
import type { Tx } from '../platform/database/database.ts'
import type { Answer, Context } from '../platform/http/operation.ts'
import { answerOf } from './get-concern.ts'
import { openConcern } from './open-concern.ts'
import type { Concern, NewConcernNote } from './schemas.ts'
import { insertEntry } from './trail-repository.ts'

/** Writes down what was found out about a concern, or who was told of it. */
export async function noteOnConcern(
  tx: Tx,
  context: Context,
  concernId: string,
  { words, told }: Static<typeof NewConcernNote>,
): Promise<Answer<Concern>> {
  const { actor, now } = context
  const concern = await openConcern(tx, context, concernId)
  await insertEntry(tx, actor, concernId, { kind: told === null ? 'noted' : 'told', words, told }, now)
  return answerOf(tx, context, concern)
}
