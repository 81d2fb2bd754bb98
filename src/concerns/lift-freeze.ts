import type { Static } from '@sinclair/typebox'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, orNotFound } from '../platform/http/operation.ts'
import { endFreezes } from './end-freezes.ts'
import type { FreezeLifting } from './freeze-schemas.ts'
import { findConcernOf, listHolding } from './freezes-repository.ts'
import { answerOf } from './get-concern.ts'
import { lockTaken } from './open-concern.ts'
import type { Concern } from './schemas.ts'

/**
 * Lifts a freeze, also once the concern is settled, by the second who handles it and asks for it: the first asks, and nothing changes. What was held goes on by itself. Who handles a concern is near
 * neither its case nor the payee that it is about.
 */
export async function liftFreeze(
  tx: Tx,
  context: Context,
  freezeId: string,
  { reason }: Static<typeof FreezeLifting>,
): Promise<Answer<Concern>> {
  const { actor } = context
  const concern = await lockTaken(tx, context, orNotFound(await findConcernOf(tx, actor, freezeId)))
  const freeze = (await listHolding(tx, actor, concern.id)).find(({ id }) => id === freezeId)
  if (!freeze) throw new Problem('wrong-state', 'The freeze was lifted, or its last day is over')
  await endFreezes(tx, context, concern.id, [freeze], reason)
  return answerOf(tx, context, concern)
}
