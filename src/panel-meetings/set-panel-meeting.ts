import type { Static } from '@sinclair/typebox'
import { factsOf, openForWriting } from '../case-access/open-for-writing.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { dayOf } from '../rules/sign-off/hearings.ts'
import { londonDate } from '../shared/dates.ts'
import { requireAhead, requireConvener, seesItHere, toMeeting } from './open-meeting.ts'
import { findStanding, hearingOf, insertMeeting, type KeptMeeting } from './repository.ts'
import type { NewPanelMeeting, PanelMeeting } from './schemas.ts'

/** Sets the meeting that looks at a plan, where a meeting or a panel decides on it. The person is told by it, unless they cannot see it here. */
export async function setPanelMeeting(
  tx: Tx,
  context: Context,
  supportPlanId: string,
  { startsAt, way, place, sits }: Static<typeof NewPanelMeeting>,
): Promise<Answer<PanelMeeting>> {
  const { actor, now } = context
  const budgetCase = await openForWriting(tx, context, { table: 'support_plan', id: supportPlanId })
  requireConvener(budgetCase, actor)
  const [facts, standing] = await Promise.all([
    factsOf(tx, context, budgetCase.id),
    findStanding(tx, actor, supportPlanId),
  ])
  const { planUnderWay } = facts
  const tier = budgetCase.rules.tiers.find((rules) => rules.tier === planUnderWay?.tier)
  if (planUnderWay?.id !== supportPlanId || planUnderWay.status !== 'awaiting-decision' || !tier?.quorum)
    throw new Problem('wrong-state', 'The plan is not with a meeting or a panel')
  if (standing) throw new Problem('wrong-state', 'A meeting about this plan is set already: move it')
  requireAhead(startsAt, now)
  const strange = sits?.findIndex((role) => !tier.heldBy.includes(role)) ?? -1
  if (strange >= 0) {
    throw invalidAt(`/sits/${strange}`, 'Nobody sits at this tier in that role')
  }
  const meeting: KeptMeeting = {
    id: newId(),
    caseId: budgetCase.id,
    supportPlanId,
    tier: tier.tier,
    status: 'set',
    startsAt: new Date(startsAt).toISOString(),
    way,
    place,
    sits: sits ?? tier.heldBy,
    setByName: actor.name || actor.actorId,
    setAt: now.toISOString(),
    toldOn: seesItHere(facts) ? londonDate(now) : null,
    wish: null,
    heard: null,
    heardWords: null,
    movedWords: null,
    calledOffWords: null,
  }
  await insertMeeting(tx, actor, meeting, now)
  await record(tx, actor, {
    type: 'panel-meeting.set',
    subjectId: meeting.id,
    caseId: budgetCase.id,
    at: now,
    facts: { supportPlanId, tier: meeting.tier, on: dayOf(hearingOf(meeting)), way, toldOn: meeting.toldOn },
  })
  return created(toMeeting(budgetCase.rules, meeting), `/v1/panel-meetings/${meeting.id}`)
}
