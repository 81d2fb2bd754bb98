import { startClock, stopClock } from '../clocks/running-repository.ts'
import { listServicesOf } from '../current-services/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { type CoverGapOutcome, coverGapWorkingDays, gapSince } from '../rules/planning/cover-gaps.ts'
import { londonDate } from '../shared/dates.ts'
import { findPlanInForce } from '../support-plans/in-force.ts'
import {
  findNewestGap,
  findTierOfPlan,
  insertGap,
  type KeptGap,
  setGapChanged,
  setGapClosed,
} from './cover-gaps-repository.ts'
import { findText } from './in-force.ts'

/** Whether the cover of the plan in force still stands, after something it may stand on has changed: a gap is opened, told anew, or mended. */
export async function watchCover(tx: Tx, context: Context, caseId: string): Promise<void> {
  const { actor, now } = context
  const [held, text, services, newest] = await Promise.all([
    findPlanInForce(tx, actor, caseId),
    findText(tx, actor, caseId, now),
    listServicesOf(tx, actor, caseId),
    findNewestGap(tx, actor, caseId),
  ])
  if (!held || !text) return
  const ofPlan = newest?.supportPlanId === held.plan.id ? newest : undefined
  const accepted = ofPlan?.outcome === 'accepted' ? ofPlan.standing : null
  const { opened, standing } = gapSince(text.crisisContingency, services, accepted)
  const open = ofPlan?.outcome === null ? ofPlan : undefined
  if (open && !opened) return closeGap(tx, context, open, 'mended')
  if (open) return setGapChanged(tx, actor, open.id, standing)
  if (!opened) return
  const tier = await findTierOfPlan(tx, actor, held.plan)
  const gap = { id: newId(), caseId, supportPlanId: held.plan.id, tier, standing }
  await insertGap(tx, actor, gap, now)
  await startGapClock(tx, context, gap)
  const facts = { supportPlanId: held.plan.id, tier }
  await record(tx, actor, { type: 'cover-gap.opened', subjectId: gap.id, caseId, at: now, facts })
}

export async function startGapClock(
  tx: Tx,
  { actor, now }: Context,
  { id, caseId }: Pick<KeptGap, 'id' | 'caseId'>,
): Promise<void> {
  const clock = { caseId, kind: 'cover-gap', subjectId: id, workingDays: coverGapWorkingDays } as const
  await startClock(tx, actor, clock, londonDate(now))
}

/** Ends the wait for a gap. */
export async function closeGap(
  tx: Tx,
  { actor, now }: Context,
  { id, caseId }: Pick<KeptGap, 'id' | 'caseId'>,
  outcome: CoverGapOutcome,
): Promise<void> {
  await setGapClosed(tx, actor, id, outcome, now)
  await stopClock(tx, actor, 'cover-gap', id, londonDate(now))
  await record(tx, actor, { type: 'cover-gap.closed', subjectId: id, caseId, at: now, facts: { outcome } })
}

/** Ends it where there is one: with its plan, or with the budget. */
export async function closeOpenGap(tx: Tx, context: Context, caseId: string, outcome: CoverGapOutcome): Promise<void> {
  const newest = await findNewestGap(tx, context.actor, caseId)
  if (newest?.outcome === null) await closeGap(tx, context, newest, outcome)
}
