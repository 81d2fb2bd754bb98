import type { Static } from '@sinclair/typebox'
import { listServicesOf } from '../current-services/repository.ts'
import { listLines } from '../ledger/lines-repository.ts'
import { listNewestPauses } from '../line-pauses/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { contactsAt, coverThatStands } from '../rules/planning/cover-sources.ts'
import { isPaused } from '../rules/planning/line-pauses.ts'
import { whoToCall } from '../rules/planning/who-to-call.ts'
import { londonDate } from '../shared/dates.ts'
import { findText } from './in-force.ts'
import type { CoverQuery, WhoToCall } from './schemas.ts'

/** Who could be called at an instant, from the text that stood then; a source that a plan line pays for counts while that line was open and not paused. */
export async function getWhoToCall(
  reads: Reads,
  actor: Actor,
  caseId: string,
  { at }: Static<typeof CoverQuery>,
  now: Date,
): Promise<Static<typeof WhoToCall> | undefined> {
  const instant = at === undefined ? now : new Date(at)
  const [inForce, lines, pauses, services] = await Promise.all([
    findText(reads, actor, caseId, instant),
    listLines(reads, actor, caseId),
    listNewestPauses(reads, actor, caseId),
    listServicesOf(reads, actor, caseId),
  ])
  if (!inForce) return undefined
  const day = londonDate(instant)
  const open = new Set(
    lines
      .filter(({ supportPlanId, closedOn }) => supportPlanId === inForce.supportPlanId && (closedOn ?? day) >= day)
      .filter(({ key }) => !pauses.some((pause) => pause.line === key && isPaused(pause, day)))
      .map(({ key }) => key),
  )
  const { crisisContingency } = inForce
  const sources = coverThatStands(crisisContingency, services).filter(({ line }) => line === null || open.has(line))
  return {
    at: instant.toISOString(),
    ...whoToCall(sources, instant),
    contacts: contactsAt(crisisContingency.contacts, instant),
  }
}
