import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, orNotFound } from '../platform/http/operation.ts'
import { concernDueOn } from '../rules/concerns/concerns.ts'
import { londonDate } from '../shared/dates.ts'
import { answerOf } from './get-concern.ts'
import { lockConcern, setLooking } from './repository.ts'
import type { Concern } from './schemas.ts'
import { insertEntry } from './trail-repository.ts'

/** Takes a concern, alone or with others who took it before: with that it opens, and that is written down. */
export async function takeConcern(tx: Tx, context: Context, concernId: string): Promise<Answer<Concern>> {
  const { actor, now } = context
  const concern = orNotFound(await lockConcern(tx, actor, concernId))
  const looked = concern.state === 'open' ? { ...concern, state: 'looking' as const } : concern
  if (looked !== concern) {
    await setLooking(tx, actor, concernId, concernDueOn(concern.level, 'settle', londonDate(now)))
  }
  if (!concern.taken) await insertEntry(tx, actor, concernId, { kind: 'taken' }, now)
  return answerOf(tx, context, looked)
}
