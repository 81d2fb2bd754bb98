import type { LockedCase } from '../case-access/case.ts'
import { listServicesOf } from '../current-services/repository.ts'
import { findPersonSubject } from '../people/repository.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow } from '../platform/http/errors.ts'
import { type Context, orNotFound } from '../platform/http/operation.ts'
import { dependencesOf, mayChange } from '../rules/planning/dependences.ts'
import { guardedOf, type LineNow } from '../rules/planning/preventive.ts'
import { type GuardedEnding, mayEndGuarded } from '../rules/planning/reductions.ts'
import { coolingOffWorkingDays } from '../rules/progress/endings.ts'
import type { SchemeRules } from '../rules/scheme/scheme-rules.ts'
import { londonDate } from '../shared/dates.ts'
import { findLinesNow, findPlanInForce, linesOpened } from '../support-plans/in-force.ts'
import type { About } from '../words/letters/facts.ts'
import { reducedSentence } from '../words/reductions.ts'

/** The lines of a case that nothing takes away without the guard. */
export async function findGuarded(tx: Tx, { actor, now }: Context, { id, rules }: LockedCase): Promise<LineNow[]> {
  const { reliedOnAfterMonths } = rules.preventive
  return guardedOf(await findLinesNow(tx, actor, id), { today: londonDate(now), reliedOnAfterMonths })
}

/** Refuses to end what the person relies on without evidence, or their own wish, and without anything to fall back on. */
export async function requireGuardedEnding(
  tx: Tx,
  context: Context,
  budgetCase: LockedCase,
  given: GuardedEnding | null,
): Promise<LineNow[]> {
  const [guarded, person] = await Promise.all([
    findGuarded(tx, context, budgetCase),
    findPersonSubject(tx, context.actor.commissionerId, budgetCase.personId),
  ])
  orThrow(mayEndGuarded(guarded, given, orNotFound(person).subject !== null))
  return guarded
}

/** How many working days an agreed budget goes on once its end is announced: no less than the notice of what the person relies on. */
export const endingNotice = ({ preventive }: SchemeRules, guarded: readonly unknown[]): number =>
  guarded.length > 0 ? Math.max(coolingOffWorkingDays, preventive.noticeWorkingDays) : coolingOffWorkingDays

/** What the letter names as lost by the end. */
export function lostByEnding(
  guarded: readonly LineNow[],
  given: GuardedEnding | null,
  until: string,
): Pick<About, 'reduction'> {
  if (guarded.length === 0) return {}
  const sentence = reducedSentence([{ what: 'gone', from: null, to: null }])
  const { because = null, words = null, fallback = null } = given ?? {}
  return { reduction: { until, lines: guarded.map(({ title }) => ({ title, sentence, because, words, fallback })) } }
}

/** Refuses to end a budget while something that the person has hangs on its lines, or the other way round, and nobody has said that they know of it. */
export async function requireDependencesKnown(
  tx: Tx,
  { actor }: Context,
  { id }: LockedCase,
  known: boolean | undefined,
): Promise<void> {
  const [inForce, services] = await Promise.all([findPlanInForce(tx, actor, id), listServicesOf(tx, actor, id)])
  if (!inForce) return
  const lines = linesOpened(inForce.plan, inForce.opened)
  orThrow(mayChange(dependencesOf({ lines: lines.map(({ key }) => key) }, lines, services), known))
}
