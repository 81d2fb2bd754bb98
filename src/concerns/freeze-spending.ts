import { listLettersOfSame } from '../payees/kin-repository.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, orThrow, Problem } from '../platform/http/errors.ts'
import type { Answer, Context } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { aboutKey, isAboutOne } from '../rules/concerns/concerns.ts'
import { mayFreezeUntil, mayKeepFrozen } from '../rules/concerns/freezes.ts'
import { foldName } from '../rules/people/folded-names.ts'
import { dateInWords, londonDate } from '../shared/dates.ts'
import { isEssential } from '../spending-stops/frozen-by.ts'
import { listLinesHeldWith } from '../spending-stops/frozen-repository.ts'
import { listHumans } from '../staff/repository.ts'
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
 * Freezes what goes to a payee, from a line or from the case of a concern. By what they froze before on the case, for this concern or another, nobody keeps money from a person for longer
 * than one freeze by themself: another human freezes it on.
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
  const letters = input.payee === null ? null : foldName(input.payee)
  const [before, lines, payees, ofConcern] = await Promise.all([
    listFreezesOfCase(tx, actor, concern.caseId),
    input.planLineId === null ? [] : listLinesHeldWith(tx, actor, concern.caseId, input.planLineId),
    letters === null ? new Set<string>() : listLettersOfSame(tx, actor, concern.caseId, letters),
    listFreezes(tx, actor, concernId),
  ])
  const accounts = before.map(({ placedBy }) => placedBy)
  const human = await listHumans(tx, actor, [actor.actorId, ...accounts])
  const placed = before.map(({ placedBy, ...one }) => ({ ...one, human: human(placedBy) }))
  const wanted = { ...input, payee: letters }
  orThrow(mayKeepFrozen(wanted, placed, { lines, payees }, human(actor.actorId), londonDate(now)))
  const last = ofConcern.findLast((one) => keyOf(one) === keyOf(input))
  if (last?.liftedAt === null && last.until > input.until)
    throw invalidAt('/until', `It is frozen until ${dateInWords(last.until)}: to end that is to lift it`)
  if (last?.liftedAt === null) await setLifted(tx, actor, concernId, last.id, now)
  const freeze = {
    id: newId(),
    ...input,
    placedBy: actor.actorId,
    placedByName: actor.name,
    placedAt: now.toISOString(),
    keptSince: null,
    liftingAskedBy: null,
    liftingAskedAt: null,
    liftingBecause: null,
    liftedAt: null,
  }
  await insertFreeze(tx, actor, concern, freeze)
  await insertEntry(tx, actor, concernId, { kind: last ? 'renewed' : 'frozen', words: input.reason }, now)
  return answerOf(tx, context, concern)
}
