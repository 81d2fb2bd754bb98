import type { Static } from '@sinclair/typebox'
import { stopClock } from '../cases/clocks.ts'
import { keepDecision } from '../decisions/keep-decision.ts'
import { record } from '../platform/audit.ts'
import type { Tx } from '../platform/database.ts'
import { agreed } from '../platform/errors.ts'
import { type Answer, type Context, created } from '../platform/operation.ts'
import { reasonsFor } from '../rules/reasons.ts'
import { londonDate } from '../shared/dates.ts'
import { followOn } from './follow-on.ts'
import { openAppeal, withoutVersion } from './open-appeal.ts'
import { setAppeal } from './repository.ts'
import { needReviewer } from './reviewer.ts'
import type { AppealDecided, AppealDecision } from './schemas.ts'

/** Decides an appeal, by a reviewer who took no part in the decision, and starts what follows from it in the same transaction. */
export async function decideAppeal(
  tx: Tx,
  context: Context,
  id: string,
  input: Static<typeof AppealDecision>,
): Promise<Answer<Static<typeof AppealDecided>>> {
  const { actor, now } = context
  const open = await openAppeal(tx, context, id, 'lodged')
  const { the, appeal, decision: against, rules } = open
  await needReviewer(tx, actor, open)
  const reasons = agreed(reasonsFor(rules, input.reasons, input.outcome !== 'overturned'))
  const made = {
    caseId: the.id,
    subject: 'appeal',
    subjectId: id,
    subjectVersion: appeal.version,
    outcome: input.outcome,
    tier: 'reviewer',
    reasons,
    gapsAcceptedBecause: null,
    schemeVersion: against.schemeVersion,
  } as const
  const decision = await keepDecision(tx, context, { ...the, rules }, made, { appealed: against })
  await Promise.all([
    setAppeal(tx, actor, id, { status: input.outcome, outcomeDecisionId: decision.id, endedAt: now }),
    stopClock(tx, actor, 'appeal-decision', id, londonDate(now)),
    followOn(tx, context, the, against, input.outcome),
    record(tx, actor, {
      type: `appeal.${input.outcome}`,
      subjectId: id,
      caseId: the.id,
      at: now,
      schemeVersion: against.schemeVersion,
      facts: { decisionId: against.id, reasons: reasons.map((reason) => reason.code) },
    }),
  ])
  const after = {
    ...appeal,
    status: input.outcome,
    dueOn: null,
    outcomeDecisionId: decision.id,
    endedAt: now.toISOString(),
  }
  return created({ appeal: withoutVersion(after), decision }, `/v1/decisions/${decision.id}`, appeal.version + 1)
}
