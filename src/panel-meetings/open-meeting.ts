import type { LockedCase } from '../case-access/case.ts'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, Problem } from '../platform/http/errors.ts'
import { type Context, orNotFound } from '../platform/http/operation.ts'
import type { CaseFacts } from '../rules/progress/facts.ts'
import type { SchemeRules } from '../rules/scheme/scheme-rules.ts'
import { inTimeFrom, isToldInTime, noticeAt } from '../rules/sign-off/hearings.ts'
import type { Tier } from '../rules/sign-off/sign-off-rules.ts'
import { findMeeting, hearingOf, type KeptMeeting } from './repository.ts'
import type { PanelMeeting } from './schemas.ts'

/** Who sets a meeting, moves it or calls it off, tells the person of it, and records how they were heard. */
const conveners = ['care-coordinator', 'team-manager', 'commissioner-officer'] as const

/** A meeting that is still to be held, and its case. */
export async function openMeeting(
  tx: Tx,
  context: Context,
  id: string,
): Promise<{ budgetCase: LockedCase; meeting: KeptMeeting }> {
  const [budgetCase, held] = await Promise.all([
    openForWriting(tx, context, { table: 'panel_meeting', id }),
    findMeeting(tx, context.actor, id),
  ])
  const meeting = orNotFound(held)
  if (meeting.status !== 'set') throw new Problem('wrong-state', `The meeting is ${meeting.status}`)
  return { budgetCase, meeting }
}

export const requireConvener = (budgetCase: LockedCase, actor: Actor) =>
  requireCaseRole(budgetCase, actor, ...conveners)

/** Whether the person, or who acts for them, sees on their case what is set there: who does not is told by somebody. */
export const seesItHere = ({ team }: CaseFacts): boolean => team.includes('person') || team.includes('representative')

export const noticeIn = ({ tiers }: SchemeRules, tier: Tier): number =>
  noticeAt(tiers.find((known) => known.tier === tier) ?? {})

/** The meeting with whether the person is told of it in time. */
export function toMeeting(rules: SchemeRules, meeting: KeptMeeting): PanelMeeting {
  const notice = noticeIn(rules, meeting.tier)
  const hearing = hearingOf(meeting)
  return { ...meeting, inTimeFrom: inTimeFrom(hearing, notice), inTime: isToldInTime(hearing, notice) }
}

/** Refuses a meeting that would have begun already. */
export function requireAhead(startsAt: string, now: Date): void {
  if (new Date(startsAt) >= now) return
  throw invalidAt('/startsAt', 'A meeting is set before it begins')
}
