import type { LockedCase } from '../case-access/case.ts'
import { type findRival, lockCase } from '../case-access/repository.ts'
import { startClock } from '../clocks/running-repository.ts'
import { callOff } from '../closing/announce-ending.ts'
import { closeCase } from '../closing/close-case.ts'
import { reopenCase, whyBudgetNotOpened } from '../closing/reopen-case.ts'
import type { Decision } from '../decisions/schemas.ts'
import { setExpression } from '../expressions-of-interest/repository.ts'
import { askPracticeAgain } from '../health-needs/ask-again.ts'
import type { Shares } from '../ledger/book-repository.ts'
import { listLines } from '../ledger/lines-repository.ts'
import { agreeAfterAppeal, decideAgain } from '../off-plan-requests/after-appeal.ts'
import { systemActor } from '../platform/access/system-actor.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Context, orNotFound } from '../platform/http/operation.ts'
import { scheduleRapidReview } from '../reviews/schedule-what-follows.ts'
import { stageOf } from '../rules/progress/steps.ts'
import type { AppealOutcome } from '../rules/reviews-and-appeals/appeals.ts'
import type { TierHolder } from '../rules/sign-off/sign-off-rules.ts'
import { londonDate } from '../shared/dates.ts'
import { findPlan, type Plan } from '../support-plans/repository.ts'
import { overturnRecovery, reopenRecovery } from '../surplus-recoveries/overturn-recovery.ts'
import { decideClaimAgain, payBackAfterAppeal } from '../waiting-claims/after-appeal.ts'
import { followOnPlan, followOnReduction } from './follow-on-plan.ts'
import { followOnReview } from './follow-on-review.ts'
import { keepReopened, type Restored, restoreTaken } from './restore-taken.ts'

/** A case that the person has begun anew after this one had ended. */
export type Rival = Awaited<ReturnType<typeof findRival>>

/**
 * Why nothing follows from an appeal that is won: it goes on in a newer case, past its own interest; or the case ended since the person
 * died, or goes on under another record.
 */
export function whyNothingFollows(
  { ending }: LockedCase,
  rival: Rival,
  { outcome, subject }: Pick<Decision, 'outcome' | 'subject'>,
): 'begun-anew' | 'ended-for-good' | undefined {
  // What somebody is to be paid back, they are paid wherever they are now.
  if (subject === 'waiting-claim') return undefined
  // That one of two agreed budgets ends was decided, and an appeal against that can be won.
  if (ending === 'died' || (ending === 'joined' && outcome !== 'ended')) return 'ended-for-good'
  return rival !== undefined && stageOf[rival.step] !== 'expression-of-interest' ? 'begun-anew' : undefined
}

/** What an appeal was against. */
export interface Against {
  readonly appealId: string
  readonly decision: Decision
  readonly plan: Plan | undefined
  readonly rival: Rival
  /** In which role the reviewer decided. */
  readonly tierRole: TierHolder
  /** Who pays which part of a plan that is agreed by it, where that is decided with it. */
  readonly shares: Shares | null
}

/**
 * Starts the work that follows from an appeal's outcome. Upheld changes nothing; complaint and Ombudsman are signposted in the letter.
 * A case that had ended is open again, also where the person had said no: such an appeal is lodged after that. A newer case makes room,
 * unless it is past its own interest and goes on instead.
 */
export async function followOn(
  tx: Tx,
  context: Context,
  budgetCase: LockedCase,
  { appealId, decision, plan, rival, shares, tierRole }: Against,
  outcome: AppealOutcome,
): Promise<Restored | undefined> {
  if (outcome === 'upheld' || whyNothingFollows(budgetCase, rival, decision)) return undefined
  // No case is open again for it.
  if (decision.subject === 'waiting-claim') {
    if (outcome === 'overturned') await payBackAfterAppeal(tx, context, decision.subjectId)
    else await decideClaimAgain(tx, context, budgetCase, decision.subjectId)
    return undefined
  }
  let reopened: Restored | undefined
  if (rival) await makeRoom(tx, context, rival.id, budgetCase.id)
  // A plan that is agreed by this keeps the text and the signatures that it was decided on with.
  if (budgetCase.endedAt !== null) {
    const problem = await whyBudgetNotOpened(tx, context, budgetCase)
    if (problem) throw problem
    const held = decision.outcome === 'ended' ? await listLines(tx, context.actor, budgetCase.id) : []
    await reopenCase(tx, context, budgetCase, outcome === 'overturned' ? plan?.id : undefined)
    if (decision.outcome === 'ended') reopened = await keepReopened(tx, context, budgetCase.id, appealId, held)
  }
  // The budget goes on: the end that was decided is called off, and no other.
  if (decision.outcome === 'ended') await callOff(tx, context, budgetCase.id, { decisionId: decision.id })
  const taken = { appealId, decision }
  if (decision.subject === 'review') {
    await followOnReview(tx, context, budgetCase, decision.subjectId, outcome)
    return reopened ?? (outcome === 'overturned' ? restoreTaken(tx, context, budgetCase, taken) : undefined)
  }
  if (decision.subject === 'case') return reopened
  if (decision.subject === 'health-need') {
    await askPracticeAgain(tx, context, decision.subjectId)
    return undefined
  }
  if (decision.subject === 'surplus-recovery') {
    const follow = outcome === 'overturned' ? overturnRecovery : reopenRecovery
    await follow(tx, context, decision.subjectId)
    return undefined
  }
  if (decision.subject === 'off-plan-request') {
    if (outcome === 'overturned')
      await agreeAfterAppeal(tx, context, budgetCase, decision.subjectId, { tierRole, decidedAt: decision.tier })
    else await decideAgain(tx, context, budgetCase, decision.subjectId)
    return undefined
  }
  const asItIs = plan && orNotFound(await findPlan(tx, context.actor, plan.id))
  if (!asItIs) await followOnInterest(tx, context, budgetCase, decision.subjectId, outcome)
  else if (decision.outcome !== 'agreed-with-reduction')
    await followOnPlan(tx, context, budgetCase, asItIs, outcome, shares)
  else if (asItIs.status === 'awaiting-notice') await followOnReduction(tx, context, asItIs, outcome)
  else if (outcome === 'overturned') return restoreTaken(tx, context, budgetCase, taken)
  else await scheduleRapidReview(tx, context, budgetCase, 'appeal')
  return undefined
}

/** Ends a case that was begun anew, since the one whose appeal was won goes on. */
async function makeRoom(tx: Tx, context: Context, caseId: string, forCaseId: string): Promise<void> {
  const { actor, now } = context
  const rival = orNotFound(await lockCase(tx, systemActor(actor.commissionerId), caseId))
  await closeCase(tx, context, rival, { ending: 'withdrawn' })
  await record(tx, actor, { type: 'case.made-room', subjectId: caseId, caseId, at: now, facts: { for: forCaseId } })
}

/** Overturned: the expression of interest is accepted, and the case goes on. Varied: it is decided on again, with a clock of its own. */
async function followOnInterest(
  tx: Tx,
  { actor, now }: Context,
  budgetCase: LockedCase,
  id: string,
  outcome: 'varied' | 'overturned',
): Promise<void> {
  const overturned = outcome === 'overturned'
  const clock = {
    caseId: budgetCase.id,
    kind: 'expression-decision',
    subjectId: id,
    workingDays: budgetCase.rules.clocks.expressionDecision,
  } as const
  await Promise.all([
    setExpression(tx, actor, id, { status: overturned ? 'accepted' : 'submitted' }),
    overturned ? undefined : startClock(tx, actor, clock, londonDate(now)),
  ])
}
