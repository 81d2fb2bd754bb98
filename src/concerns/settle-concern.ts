import type { Static } from '@sinclair/typebox'
import type { Tx } from '../platform/database/database.ts'
import { orThrow } from '../platform/http/errors.ts'
import type { Answer, Context } from '../platform/http/operation.ts'
import { keepsFrozen, mayEndAs } from '../rules/concerns/concerns.ts'
import { requireSecondPerson } from '../staff/same-human.ts'
import { listHolding, setKept, setLifted } from './freezes-repository.ts'
import { answerOf } from './get-concern.ts'
import { openConcern } from './open-concern.ts'
import { setSettled } from './repository.ts'
import type { Concern, NewConcernSettlement } from './schemas.ts'
import { insertEntry } from './trail-repository.ts'

/** Settles a concern, with what was found and why. What is frozen for it is lifted where there is none, and else holds on until two lift it: no human keeps money from a person for so long alone. */
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
  await setSettled(tx, actor, concernId, found, now)
  if (keepsFrozen(outcome)) {
    const placed = (await listHolding(tx, actor, concernId)).map(({ placedBy }) => placedBy)
    await requireSecondPerson(
      tx,
      actor,
      placed,
      'Another than who froze it settles it so: the freeze then has no last day',
    )
    await setKept(tx, actor, concernId, now)
  } else await setLifted(tx, actor, concernId, 'all', now)
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
