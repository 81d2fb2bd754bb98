import type { Static } from '@sinclair/typebox'
import type { Tx } from '../platform/database/database.ts'
import { orThrow } from '../platform/http/errors.ts'
import type { Answer, Context } from '../platform/http/operation.ts'
import { keepsFrozen, mayEndAs } from '../rules/concerns/concerns.ts'
import { requireSecondPerson } from '../staff/same-human.ts'
import { endFreezes } from './end-freezes.ts'
import { listHolding, setKept } from './freezes-repository.ts'
import { answerOf } from './get-concern.ts'
import { openConcern } from './open-concern.ts'
import { setSettled } from './repository.ts'
import type { Concern, NewConcernSettlement } from './schemas.ts'
import { insertEntry } from './trail-repository.ts'

/**
 * Settles a concern, with what was found and why. Where there is none, what is frozen for it ends as any freeze does: by the second who asks for it, and with that the concern. Else it holds on until
 * two lift it: no human lets money go alone, or keeps it from a person for so long.
 */
export async function settleConcern(
  tx: Tx,
  context: Context,
  concernId: string,
  { words, ...found }: Static<typeof NewConcernSettlement>,
): Promise<Answer<Concern>> {
  const { actor, now } = context
  const concern = await openConcern(tx, context, concernId)
  const { outcome, referredTo, tellPerson } = found
  orThrow(mayEndAs(outcome, referredTo))
  const holding = await listHolding(tx, actor, concernId)
  if (keepsFrozen(outcome)) {
    const placed = holding.map(({ placedBy }) => placedBy)
    await requireSecondPerson(
      tx,
      actor,
      placed,
      'Another than who froze it settles it so: the freeze then has no last day',
    )
    await setKept(tx, actor, concernId, now)
  } else if (!(await endFreezes(tx, context, concernId, holding, words))) return answerOf(tx, context, concern)
  await setSettled(tx, actor, concernId, found, now)
  await insertEntry(tx, actor, concernId, { kind: 'settled', words }, now)
  const settledAt = now.toISOString()
  return answerOf(tx, context, {
    ...concern,
    state: 'settled',
    outcome,
    referredTo,
    settledAt,
    toldToPerson: tellPerson,
  })
}
