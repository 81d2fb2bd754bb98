import type { Tx } from '../platform/database/database.ts'
import { orThrow, Problem } from '../platform/http/errors.ts'
import type { Answer, Context } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { aboutKey, isAboutOne } from '../rules/concerns/concerns.ts'
import { alreadyFrozenBy, mayFreezeUntil } from '../rules/concerns/freezes.ts'
import { foldName } from '../rules/people/folded-names.ts'
import { londonDate } from '../shared/dates.ts'
import { isEssential } from '../spending-stops/frozen-by.ts'
import { listKinLines } from '../spending-stops/frozen-repository.ts'
import { requireSecondPerson } from '../staff/same-human.ts'
import type { NewSpendingFreeze, SpendingFreeze } from './freeze-schemas.ts'
import { insertFreeze, listFreezes, listFreezesOfCase, lockFreezes, setLifted } from './freezes-repository.ts'
import { answerOf } from './get-concern.ts'
import { openConcern } from './open-concern.ts'
import { isOfCase } from './repository.ts'
import type { Concern } from './schemas.ts'
import { insertEntry } from './trail-repository.ts'

const keyOf = ({ about, planLineId, payee }: Pick<SpendingFreeze, 'about' | 'planLineId' | 'payee'>) =>
  aboutKey({ about, memberId: null, planLineId, payee })

/**
 * Freezes what goes to a payee, from a line or from the case of a concern. What was frozen before on the case, for this concern or another, is frozen on by another human alone: nobody
 * keeps money from a person for longer than one freeze by themself.
 */
export async function freezeSpending(
  tx: Tx,
  context: Context,
  concernId: string,
  input: NewSpendingFreeze,
): Promise<Answer<Concern>> {
  const { actor, now } = context
  const concern = await openConcern(tx, context, concernId)
  orThrow(isAboutOne({ ...input, memberId: null }))
  orThrow(mayFreezeUntil(input.until, londonDate(now)))
  if (!(await isOfCase(tx, actor, concern.caseId, { ...input, memberId: null }))) throw new Problem('reference-unknown')
  if (input.planLineId !== null && (await isEssential(tx, actor, input.planLineId)))
    throw new Problem('essential-support')
  await lockFreezes(tx, actor, concern.caseId)
  const [before, lines, ofConcern] = await Promise.all([
    listFreezesOfCase(tx, actor, concern.caseId),
    input.planLineId === null ? [] : listKinLines(tx, actor, input.planLineId),
    listFreezes(tx, actor, concernId),
  ])
  const wanted = { ...input, payee: input.payee === null ? null : foldName(input.payee) }
  const placed = alreadyFrozenBy(wanted, before, lines, londonDate(now))
  await requireSecondPerson(tx, actor, placed, 'Somebody else decides whether it is frozen for longer')
  const last = ofConcern.findLast((one) => keyOf(one) === keyOf(input))
  if (last?.liftedAt === null) await setLifted(tx, actor, concernId, last.id, now)
  const freeze = {
    id: newId(),
    ...input,
    placedBy: actor.actorId,
    placedByName: actor.name,
    placedAt: now.toISOString(),
    liftedAt: null,
  }
  await insertFreeze(tx, actor, concern, freeze)
  await insertEntry(tx, actor, concernId, { kind: last ? 'renewed' : 'frozen', words: input.reason }, now)
  return answerOf(tx, context, concern)
}
