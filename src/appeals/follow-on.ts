import type { LockedCase } from '../cases/case.ts'
import { startClock } from '../cases/clocks.ts'
import { releaseCommissioner, setCaseMoment } from '../cases/repository.ts'
import type { Decision } from '../decisions/schemas.ts'
import { setExpression } from '../expressions-of-interest/repository.ts'
import { listLines, openLines } from '../ledger/repository.ts'
import type { Tx } from '../platform/database.ts'
import { Problem } from '../platform/errors.ts'
import { type Context, found } from '../platform/operation.ts'
import type { AppealOutcome } from '../rules/appeals.ts'
import { londonDate } from '../shared/dates.ts'
import { openAgreed } from '../support-plans/open-agreed.ts'
import { findPlan, setPlan } from '../support-plans/repository.ts'
import { followOnReview } from './follow-on-review.ts'

/** Starts the work that follows from an appeal's outcome. Upheld changes nothing, and nobody is waited for any more because the appeal was late; complaint and Ombudsman are signposted in the letter. */
export async function followOn(
  tx: Tx,
  context: Context,
  the: LockedCase,
  decision: Decision,
  outcome: AppealOutcome,
): Promise<void> {
  if (outcome === 'upheld') return releaseCommissioner(tx, context.actor, the)
  if (decision.subject === 'review') return followOnReview(tx, context, the, decision.subjectId, outcome)
  if (decision.subject === 'expression-of-interest')
    await followOnInterest(tx, context, the, decision.subjectId, outcome)
  else await followOnPlan(tx, context, the, decision.subjectId, outcome)
}

/** Overturned: the expression of interest is accepted, and the case goes on. Varied: it is decided on again, with a clock of its own. */
async function followOnInterest(
  tx: Tx,
  { actor, now }: Context,
  the: LockedCase,
  id: string,
  outcome: 'varied' | 'overturned',
): Promise<void> {
  const overturned = outcome === 'overturned'
  const clock = {
    caseId: the.id,
    kind: 'expression-decision',
    subjectId: id,
    workingDays: the.rules.clocks.expressionDecision,
  } as const
  await Promise.all([
    setExpression(tx, actor, id, { status: overturned ? 'accepted' : 'submitted' }),
    setCaseMoment(tx, actor, the.id, overturned ? 'expression-accepted' : 'expression-submitted', { endedAt: null }),
    overturned ? undefined : startClock(tx, actor, clock, londonDate(now)),
  ])
}

/** Overturned: the plan is agreed as it stood, and every line of it opens. Varied: it goes back to the broker, with the reviewer's reasons. */
async function followOnPlan(
  tx: Tx,
  context: Context,
  the: LockedCase,
  id: string,
  outcome: 'varied' | 'overturned',
): Promise<void> {
  const { actor, now } = context
  const plan = found(await findPlan(tx, actor, id))
  if (plan.status === 'draft' || plan.status === 'awaiting-signatures' || plan.status === 'awaiting-decision') {
    throw new Problem('wrong-state', 'The plan has been changed since the decision, and is on its way to another')
  }
  if (outcome === 'varied') {
    if (plan.status === 'agreed' || plan.status === 'active')
      throw new Problem('wrong-state', 'What was agreed of the plan is being spent: overturn or uphold')
    await Promise.all([
      setPlan(tx, actor, { ...plan, status: 'returned', tier: null }),
      setCaseMoment(tx, actor, the.id, 'plan-returned', { endedAt: null }),
    ])
    return
  }
  const open = new Set(
    (await listLines(tx, actor, the.id)).filter((line) => line.supportPlanId === id).map((line) => line.key),
  )
  const lines = plan.lines.filter((line) => !open.has(line.key))
  const spending = plan.status === 'active'
  await Promise.all([
    setPlan(tx, actor, {
      ...plan,
      status: spending ? 'active' : 'agreed',
      tier: null,
      agreedAt: plan.agreedAt ?? now.toISOString(),
      agreedPence: plan.totalPence,
    }),
    plan.agreedAt === null
      ? openAgreed(tx, context, the, id, lines)
      : lines.length > 0
        ? openLines(tx, actor, { caseId: the.id, id, lines }, now)
        : undefined,
    spending ? undefined : setCaseMoment(tx, actor, the.id, 'plan-agreed', { endedAt: null }),
  ])
}
