import type { LockedCase } from '../case-access/case.ts'
import { startClock, stopClock } from '../clocks/running-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import type { Context } from '../platform/http/operation.ts'
import { coolingOffWorkingDays } from '../rules/progress/endings.ts'
import { type LocalDate, londonDate } from '../shared/dates.ts'
import { workingDaysAfter } from '../shared/working-days.ts'
import { type AnnouncedEnding, closeAnnounced, findAnnounced, insertAnnounced } from './announced-repository.ts'

/** The last day on which an agreed budget goes on, where its end is announced today. */
export const endsAfter = (now: Date, workingDays: number = coolingOffWorkingDays): LocalDate =>
  workingDaysAfter(londonDate(now), workingDays)

/** Refuses a second end while one is announced. */
export async function requireUnannounced(tx: Tx, { actor }: Context, caseId: string): Promise<void> {
  if (await findAnnounced(tx, actor, caseId)) throw new Problem('ending-announced')
}

/**
 * Announces the end of an agreed budget that the person did not say themselves: everything goes on as it is, and ends after some days unless
 * the person calls it off.
 */
export async function announceEnding(
  tx: Tx,
  { actor, now }: Context,
  { id: caseId, schemeVersion }: LockedCase,
  { ending, words, decisionId }: Pick<AnnouncedEnding, 'ending' | 'words' | 'decisionId'>,
  workingDays: number = coolingOffWorkingDays,
): Promise<AnnouncedEnding> {
  const kept = await insertAnnounced(
    tx,
    actor,
    { ending, words, decisionId, caseId, endsAfter: endsAfter(now, workingDays) },
    now,
  )
  const clock = { caseId, kind: 'cooling-off', subjectId: kept.id, workingDays } as const
  await Promise.all([
    startClock(tx, actor, clock, londonDate(now)),
    record(tx, actor, {
      type: 'case.ending-announced',
      subjectId: kept.id,
      caseId,
      at: now,
      schemeVersion,
      facts: { ending: kept.ending, endsAfter: kept.endsAfter, decisionId: kept.decisionId },
    }),
  ])
  return kept
}

/** Which end is meant: the one that is announced, whichever it is, or only that of an announcement or a decision. */
type WhichEnd = 'any' | { readonly id: string } | { readonly decisionId: string }

/** Calls off the end that was announced, if it is the one that is meant: the budget goes on as it is. */
export async function callOff(
  tx: Tx,
  { actor, now }: Context,
  caseId: string,
  which: WhichEnd = 'any',
): Promise<boolean> {
  const announced = await findAnnounced(tx, actor, caseId)
  if (!announced || !isMeant(announced, which)) return false
  await Promise.all([
    closeAnnounced(tx, actor, caseId, 'called-off', now),
    stopClock(tx, actor, 'cooling-off', announced.id, londonDate(now)),
    record(tx, actor, { type: 'case.ending-called-off', subjectId: announced.id, caseId, at: now }),
  ])
  return true
}

const isMeant = (announced: AnnouncedEnding, which: WhichEnd): boolean =>
  which === 'any' || ('id' in which ? announced.id === which.id : announced.decisionId === which.decisionId)
