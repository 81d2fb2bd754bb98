import type { Static } from '@sinclair/typebox'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, orNotFound } from '../platform/http/operation.ts'
import type { FreezeLifting } from './freeze-schemas.ts'
import { findConcernOf, setLifted } from './freezes-repository.ts'
import { answerOf } from './get-concern.ts'
import { lockTaken } from './open-concern.ts'
import type { Concern } from './schemas.ts'
import { insertEntry } from './trail-repository.ts'

/** Lifts a freeze before its day, also once the concern is settled: what was held goes on by itself. */
export async function liftFreeze(
  tx: Tx,
  context: Context,
  freezeId: string,
  { reason }: Static<typeof FreezeLifting>,
): Promise<Answer<Concern>> {
  const { actor, now } = context
  const concern = await lockTaken(tx, context, orNotFound(await findConcernOf(tx, actor, freezeId)))
  if (!(await setLifted(tx, actor, concern.id, freezeId, now)))
    throw new Problem('wrong-state', 'The freeze was lifted, or its last day is over')
  await insertEntry(tx, actor, concern.id, { kind: 'lifted', words: reason }, now)
  return answerOf(tx, context, concern)
}
