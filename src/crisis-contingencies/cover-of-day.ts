import { listServicesOf } from '../current-services/repository.ts'
import { listLines } from '../ledger/lines-repository.ts'
import { listNewestPauses } from '../line-pauses/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { coverOfDay } from '../rules/planning/cover-sources.ts'
import { londonDate } from '../shared/dates.ts'
import { findText } from './in-force.ts'

/** The text that stood at an instant, and who of its cover answers on that day; undefined where there was none. */
export async function findCoverOfDay(reads: Reads, actor: Actor, caseId: string, at: Date) {
  const [text, lines, pauses, services] = await Promise.all([
    findText(reads, actor, caseId, at),
    listLines(reads, actor, caseId),
    listNewestPauses(reads, actor, caseId),
    listServicesOf(reads, actor, caseId),
  ])
  if (!text) return undefined
  // A plan that still waits for its notice has no lines: those of the plan before go on meanwhile.
  const own = lines.filter(({ supportPlanId }) => supportPlanId === text.supportPlanId)
  const ofDay = { day: londonDate(at), lines: own.length > 0 ? own : lines, pauses }
  return { ...text, cover: coverOfDay(text.crisisContingency, services, ofDay) }
}
