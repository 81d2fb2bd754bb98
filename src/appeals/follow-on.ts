import type { LockedCase } from '../cases/case.ts'
import { startClock, stopClock, stopClocks } from '../cases/clocks.ts'
import { findRival, setCaseMoment } from '../cases/repository.ts'
import type { Decision } from '../decisions/schemas.ts'
import { setExpression } from '../expressions-of-interest/repository.ts'
import { listLines, openLines } from '../ledger/lines-repository.ts'
import { record } from '../platform/audit.ts'
import type { Tx } from '../platform/database.ts'
import type { Context } from '../platform/operation.ts'
import type { AppealOutcome } from '../rules/appeals.ts'
import { moments } from '../rules/progress.ts'
import { londonDate } from '../shared/dates.ts'
import { openAgreed } from '../support-plans/open-agreed.ts'
import { findPlanInFlight, type Plan, setPlan, setSuperseded } from '../support-plans/repository.ts'
import { supersedePlan } from '../support-plans/supersede-plan.ts'
import { followOnReview } from './follow-on-review.ts'

/** Starts the work that follows from an appeal's outcome. Upheld changes nothing; complaint and Ombudsman are signposted in the letter. */
export async function followOn(
  tx: Tx,
  context: Context,
  the: LockedCase,
  against: { readonly decision: Decision; readonly plan: Plan | undefined },
  outcome: AppealOutcome,
): Promise<void> {
  const { decision, plan } = against
  if (outcome === 'upheld') return
  if (decision.subject === 'review') return followOnReview(tx, context, the, decision.subjectId, outcome)
  if (plan) await followOnPlan(tx, context, the, plan, outcome)
  else await followOnInterest(tx, context, the, decision.subjectId, outcome)
}

/**
 * Overturned: the expression of interest is accepted, and the case goes on. Varied: it is decided on again, with a clock of its own.
 * Where the person has begun anew meanwhile, the newer case makes room; one that is past its own interest has all that could be won.
 */
async function followOnInterest(
  tx: Tx,
  context: Context,
  the: LockedCase,
  id: string,
  outcome: 'varied' | 'overturned',
): Promise<void> {
  const { actor, now } = context
  const rival = await findRival(tx, actor, the)
  if (rival && moments[rival.moment].stage !== 'expression-of-interest') return
  if (rival) await makeRoom(tx, context, rival.id, the.id)
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

/** Ends a case that was begun anew, since the one whose appeal was won goes on. */
async function makeRoom(tx: Tx, { actor, now }: Context, caseId: string, forCaseId: string): Promise<void> {
  await Promise.all([
    setCaseMoment(tx, actor, caseId, 'case-withdrawn', { endedAt: now }),
    stopClocks(tx, actor, caseId, londonDate(now)),
    record(tx, actor, { type: 'case.made-room', subjectId: caseId, caseId, at: now, facts: { for: forCaseId } }),
  ])
}

/**
 * Overturned: the plan is agreed as it stood, every line of it opens, and it takes the place of any other. Varied: what was not agreed
 * is planned and decided on again, with the reviewer's reasons; where another plan is on its way already, in that one.
 */
async function followOnPlan(
  tx: Tx,
  context: Context,
  the: LockedCase,
  plan: Plan,
  outcome: 'varied' | 'overturned',
): Promise<void> {
  const { actor, now } = context
  const inForce = plan.status === 'agreed' || plan.status === 'active'
  const beside = await findPlanInFlight(tx, actor, the.id)
  if (outcome === 'overturned') {
    if (beside && beside.id !== plan.id)
      await Promise.all([
        setSuperseded(tx, actor, beside.id, plan.id),
        stopClock(tx, actor, 'plan-decision', beside.id, londonDate(now)),
      ])
    await agreeWhole(tx, context, the, plan)
  } else if (inForce) {
    if (!beside) await setCaseMoment(tx, actor, the.id, 'plan-to-change')
  } else if (!beside || beside.id === plan.id) {
    await Promise.all([
      setPlan(tx, actor, { ...plan, status: 'returned', tier: null }),
      setCaseMoment(tx, actor, the.id, 'plan-returned', { endedAt: null }),
    ])
  }
}

async function agreeWhole(tx: Tx, context: Context, the: LockedCase, plan: Plan): Promise<void> {
  const { actor, now } = context
  const first = plan.agreedAt === null
  if (first) await supersedePlan(tx, context, the, plan.id)
  const open = new Set(
    (await listLines(tx, actor, the.id)).filter((line) => line.supportPlanId === plan.id).map((line) => line.key),
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
    first
      ? openAgreed(tx, context, the, plan.id, lines)
      : lines.length > 0
        ? openLines(tx, actor, { caseId: the.id, id: plan.id, lines }, now)
        : undefined,
    spending ? undefined : setCaseMoment(tx, actor, the.id, 'plan-agreed', { endedAt: null }),
  ])
}
