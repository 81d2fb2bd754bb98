import type { Static } from '@sinclair/typebox'
import { startClock, stopClock } from '../clocks/running-repository.ts'
import { keepDecision } from '../decisions/keep-decision.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow } from '../platform/http/errors.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { type Reason, reasonsFor } from '../rules/sign-off/reasons.ts'
import { londonDate } from '../shared/dates.ts'
import { workingDaysAfter } from '../shared/working-days.ts'
import { type OpenAppeal, openAppeal, withoutVersion } from './open-appeal.ts'
import { setAppeal } from './repository.ts'
import { requireReviewer } from './reviewer.ts'
import type { Appeal, AppealAcceptance } from './schemas.ts'

/** Says whether an appeal that the law does not owe is heard all the same, by a reviewer who took no part in the decision. */
export async function acceptAppeal(
  tx: Tx,
  context: Context,
  id: string,
  input: Static<typeof AppealAcceptance>,
): Promise<Answer<Appeal>> {
  const { actor, now } = context
  const open = await openAppeal(tx, context, id, 'awaiting-acceptance')
  await requireReviewer(tx, actor, open)
  const reasons = orThrow(reasonsFor(open.rules, input.reasons ?? [], !input.accepted))
  await stopClock(tx, actor, 'appeal-acceptance', id, londonDate(now))
  const after = input.accepted ? await hear(tx, context, open) : await turnDown(tx, context, open, reasons)
  return done(withoutVersion(after), open.appeal.version + 1)
}

/** It is heard: the clock of its decision starts. */
async function hear(tx: Tx, { actor, now }: Context, { budgetCase, appeal, rules }: OpenAppeal) {
  const { id } = appeal
  const today = londonDate(now)
  const workingDays = rules.clocks.appealDecision
  await Promise.all([
    setAppeal(tx, actor, id, { status: 'lodged' }),
    startClock(tx, actor, { caseId: budgetCase.id, kind: 'appeal-decision', subjectId: id, workingDays }, today),
    record(tx, actor, { type: 'appeal.accepted', subjectId: id, caseId: budgetCase.id, at: now }),
  ])
  return { ...appeal, status: 'lodged', dueOn: workingDaysAfter(today, workingDays) } as const
}

/** It is not heard: that is a decision of its own, with its reasons and its letter. */
async function turnDown(
  tx: Tx,
  context: Context,
  { budgetCase, appeal, decision: against, rules }: OpenAppeal,
  reasons: Reason[],
) {
  const { actor, now } = context
  const { id } = appeal
  const made = {
    caseId: budgetCase.id,
    subject: 'appeal',
    subjectId: id,
    subjectVersion: appeal.version,
    outcome: 'not-accepted',
    tier: 'reviewer',
    reasons,
    gapsAcceptedBecause: null,
    schemeVersion: against.schemeVersion,
  } as const
  const decision = await keepDecision(tx, context, { ...budgetCase, rules }, made, { appealed: against })
  await Promise.all([
    setAppeal(tx, actor, id, { status: 'not-accepted', outcomeDecisionId: decision.id, endedAt: now }),
    record(tx, actor, {
      type: 'appeal.not-accepted',
      subjectId: id,
      caseId: budgetCase.id,
      at: now,
      schemeVersion: against.schemeVersion,
      facts: { decisionId: against.id, reasons: reasons.map((reason) => reason.code) },
    }),
  ])
  return {
    ...appeal,
    status: 'not-accepted',
    dueOn: null,
    outcomeDecisionId: decision.id,
    endedAt: now.toISOString(),
  } as const
}
