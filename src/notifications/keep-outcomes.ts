import { lockCases } from '../case-access/lock-cases-repository.ts'
import { projectAtEnd } from '../case-access/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { NotificationFault } from '../rules/notifications/kinds.ts'
import { type Outcome, setOutcomes, type Taken } from './taking-repository.ts'

/** A letter of which the person was not told, and why. */
export interface Untold {
  readonly id: string
  readonly decisionId: string
  readonly caseId: string
  readonly because: NotificationFault
}

/** The letters among what was taken of which the person was not told. */
export function untoldOf(taken: readonly Taken[], outcomes: readonly Outcome[]): Untold[] {
  const becauseOf = new Map(outcomes.flatMap(({ id, fault }) => (fault === null ? [] : [[id, fault] as const])))
  return taken.flatMap(({ id, actorId, caseId, decisionId }): Untold[] => {
    const because = becauseOf.get(id)
    if (actorId !== null || caseId === null || decisionId === null || because === undefined) return []
    return [{ id, decisionId, caseId, because }]
  })
}

/** Keeps what became of letters of which the person was not told, and has them wait for whoever gives them. The cases are locked first, as whoever gives one has the case before the letter. */
export async function keepUntold(
  tx: Tx,
  actor: Actor,
  letters: readonly Untold[],
  outcomes: readonly Outcome[],
  now: Date,
  takenUntil: Date,
): Promise<void> {
  await lockCases(
    tx,
    actor,
    letters.map(({ caseId }) => caseId),
  )
  const kept = await setOutcomes(tx, outcomes, now, takenUntil)
  // Whoever died is told of nothing, and nobody gives them anything.
  const untold = letters.filter(({ id, because }) => kept.has(id) && because !== 'over')
  await recordUntold(tx, actor, untold, now)
}

/** Has letters of which the person was not told wait for whoever gives them. Their cases are locked. */
export async function recordUntold(tx: Tx, actor: Actor, letters: readonly Untold[], now: Date): Promise<void> {
  await Promise.all(
    letters.map(({ decisionId, caseId, because }) => {
      projectAtEnd(tx, actor, caseId)
      return record(tx, actor, {
        ...{ type: 'letter.not-told', subjectId: decisionId, caseId, at: now },
        facts: { because },
      })
    }),
  )
}
