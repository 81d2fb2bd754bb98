import { withhold } from '../case-access/withheld.ts'
import { listIdentifiersOf } from '../identifiers/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { londonDate } from '../shared/dates.ts'
import { findCaseWithClocks } from './case-repository.ts'
import type { CaseView } from './schemas.ts'
import { toCaseSummary, toClockView } from './views.ts'

/** A case with its clocks, as they are today. */
export async function getCase(
  reads: Reads,
  actor: Actor,
  caseId: string,
  now: Date,
): Promise<(CaseView & { version: number }) | undefined> {
  const [budgetCase, identifiers] = await Promise.all([
    findCaseWithClocks(reads, actor, caseId),
    listIdentifiersOf(reads, actor, { kind: 'case', id: caseId }),
  ])
  if (!budgetCase) return undefined
  const today = londonDate(now)
  const { endedWords, version, grounds, clocks, pause } = budgetCase
  const told = {
    ...toCaseSummary(budgetCase),
    identifiers,
    endedWords,
    pause,
    clocks: clocks.map((clock) => toClockView(clock, today)),
  }
  return { ...withhold('Case', told, grounds), version }
}
