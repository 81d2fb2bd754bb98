import { followOnReview } from '../appeals/follow-on-review.ts'
import { takeBackIfOpen } from '../appeals/withdraw-appeal.ts'
import { takeBackAccount } from '../bank-accounts/take-back-account.ts'
import type { LockedCase } from '../case-access/case.ts'
import { requireCaseRole } from '../case-access/open-for-writing.ts'
import { listMembers, setMemberBack } from '../case-team/repository.ts'
import { pauseClock, restartClock, stopClock } from '../clocks/running-repository.ts'
import { callOff } from '../closing/announce-ending.ts'
import { isEndedBy } from '../closing/announced-repository.ts'
import { reopenCase, whyNotReopened } from '../closing/reopen-case.ts'
import { takeBackDeaths } from '../closing/report-death.ts'
import { restoreBegun } from '../closing/restore-begun.ts'
import { findNewestGap, setPersonUnaccepts } from '../crisis-contingencies/cover-gaps-repository.ts'
import { putBack } from '../crisis-contingencies/keep-change.ts'
import { startGapClock, watchCover } from '../crisis-contingencies/watch-cover.ts'
import { findService, type Service, setService } from '../current-services/repository.ts'
import { endAgreement } from '../deployment-agreements/end-agreement.ts'
import { findExpression, setExpression, setInformationUnanswered } from '../expressions-of-interest/repository.ts'
import { putHoldingBack } from '../line-holdings/choose-holding.ts'
import { takeMoveBack } from '../line-moves/move-between-lines.ts'
import { takeBackRequest } from '../off-plan-requests/take-back-request.ts'
import { findMeeting, setMeeting } from '../panel-meetings/repository.ts'
import { followHoldings } from '../payments/follow-holdings.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Context, orNotFound } from '../platform/http/operation.ts'
import { findReview, voidReview } from '../reviews/repository.ts'
import type { SaidForKind } from '../rules/people/recording.ts'
import type { KeptSaidFor } from '../said-for/repository.ts'
import { londonDate } from '../shared/dates.ts'
import { signsSubmitted } from '../sign-off/repository.ts'
import { askAgain } from '../spending-questions/close-questions.ts'
import { undecided } from '../support-plans/ending-repository.ts'
import { findPlan, setPlan } from '../support-plans/repository.ts'
import { setAnswer } from '../surplus-recoveries/repository.ts'
import { findTakeOver, findTakeOverOn, setTakeOverEnded } from '../take-overs/repository.ts'
import { undoClaim } from '../waiting-claims/take-back-claim.ts'

type Undo = (tx: Tx, context: Context, budgetCase: LockedCase, saidFor: KeptSaidFor) => Promise<void>

/** What the person says was not them has no effect any more, as far as nothing else has come of it since. */
const undoOf: Readonly<Record<SaidForKind, Undo>> = {
  withdrawal: undoEnding,
  async 'ending-agreement'(tx, context, budgetCase, saidFor) {
    await undoEnding(tx, context, budgetCase, saidFor)
    if (saidFor.before?.reviewId) await voidReview(tx, context.actor, saidFor.before.reviewId)
  },
  signature: undoSignature,
  async appeal(tx, context, { id }, { subjectId }) {
    await takeBackIfOpen(tx, context, id, subjectId)
  },
  'service-agreement': undoServiceAgreement,
  'service-less': undoServiceLess,
  'information-answers': undoAnswers,
  async 'recovery-answer'(tx, { actor, now }, _, { subjectId }) {
    await setAnswer(tx, actor, subjectId, null, now)
  },
  async 'off-plan-request'(tx, context, _budgetCase, { subjectId }) {
    await takeBackRequest(tx, context, subjectId)
  },
  async 'waiting-claim'(tx, context, _budgetCase, { subjectId }) {
    await undoClaim(tx, context, subjectId)
  },
  'spending-answer': (tx, context, budgetCase, { subjectId }) =>
    askAgain(tx, context, subjectId, budgetCase.endedAt === null),
  // The budget goes on: whoever does not want it says so.
  async keeping() {},
  expression: undoExpression,
  review: undoReview,
  removal: undoRemoval,
  async 'crisis-contingency'(tx, context, budgetCase, { subjectId }) {
    const as = requireCaseRole(budgetCase, context.actor, 'person', 'representative', 'advocate')
    await putBack(tx, context, budgetCase.id, subjectId, as)
  },
  async 'gap-acceptance'(tx, context, budgetCase, { subjectId }) {
    const newest = await findNewestGap(tx, context.actor, budgetCase.id)
    if (newest?.id !== subjectId || (newest.outcome !== null && newest.outcome !== 'accepted')) return
    await setPersonUnaccepts(tx, context.actor, subjectId)
    if (newest.outcome === 'accepted') await startGapClock(tx, context, newest)
  },
  hearing: undoHearing,
  async 'line-holding'(tx, context, budgetCase, { subjectId }) {
    const as = requireCaseRole(budgetCase, context.actor, 'person', 'representative', 'advocate')
    await putHoldingBack(tx, context, budgetCase.id, subjectId, as, followHoldings)
  },
  async 'line-move'(tx, context, budgetCase, { subjectId }) {
    const as = requireCaseRole(budgetCase, context.actor, 'person', 'representative', 'advocate')
    await takeMoveBack(tx, context, budgetCase.id, subjectId, as)
  },
  async 'deployment-agreement'(tx, context, _budgetCase, { subjectId }) {
    await endAgreement(tx, context, subjectId)
  },
  async 'bank-account'(tx, context, _budgetCase, { subjectId }) {
    await takeBackAccount(tx, context, subjectId)
  },
  async 'take-over-end'(tx, context, budgetCase, { subjectId }) {
    const [ended, on] = await Promise.all([
      findTakeOver(tx, context.actor, subjectId),
      findTakeOverOn(tx, context.actor, budgetCase.id),
    ])
    const today = londonDate(context.now)
    if (!ended || on || ended.endedBecause !== 'person' || ended.until < today) return
    await setTakeOverEnded(tx, context.actor, subjectId, null)
    await restartClock(tx, context.actor, 'take-over', subjectId, 'taken-back', today)
  },
  async death(tx, context, budgetCase) {
    await takeBackDeaths(tx, context, budgetCase, 'person')
  },
}

export const undo: Undo = (tx, context, budgetCase, saidFor) => undoOf[saidFor.kind](tx, context, budgetCase, saidFor)

/**
 * The end that was announced by it is called off; a case that has ended by it, and by nothing else, is open again, unless something is in the
 * way of that: then whoever answers the objection looks at it.
 */
async function undoEnding(tx: Tx, context: Context, budgetCase: LockedCase, saidFor: KeptSaidFor): Promise<void> {
  if (budgetCase.endedAt === null) {
    await callOff(tx, context, budgetCase.id, { id: saidFor.subjectId })
    return
  }
  if (!(await endedBy(tx, context, budgetCase, saidFor)) || (await whyNotReopened(tx, context, budgetCase))) return
  await reopenCase(tx, context, budgetCase)
  await restoreBegun(tx, context, saidFor.before)
}

/** Where nothing was agreed the words ended the case itself, at the moment at which they were recorded. */
async function endedBy(
  tx: Tx,
  { actor }: Context,
  { id, ending, endedAt }: LockedCase,
  { subjectId, recordedAt }: KeptSaidFor,
): Promise<boolean> {
  if (endedAt === null) return false
  if (subjectId === id) return ending === 'withdrawn' && endedAt.toISOString() === recordedAt
  return isEndedBy(tx, actor, subjectId, endedAt)
}

/** The signature counts no longer. A plan that waits for a decision, or for its day, waits for signatures again; what was agreed by it cannot be spent meanwhile. */
async function undoSignature(
  tx: Tx,
  { actor, now }: Context,
  _: LockedCase,
  { id, subjectId }: KeptSaidFor,
): Promise<void> {
  const [found, counted] = await Promise.all([findPlan(tx, actor, subjectId), signsSubmitted(tx, actor, subjectId, id)])
  const plan = orNotFound(found)
  if ((plan.status !== 'awaiting-decision' && plan.status !== 'awaiting-notice') || !counted) return
  await Promise.all([
    setPlan(tx, actor, { ...plan, ...undecided, status: 'awaiting-signatures' }),
    stopClock(tx, actor, 'plan-decision', plan.id, londonDate(now)),
    stopClock(tx, actor, 'reduction-notice', plan.id, londonDate(now)),
  ])
}

/** The service is as it was before the agreement, where nobody has changed it since. */
async function undoServiceAgreement(
  tx: Tx,
  context: Context,
  { id: caseId }: LockedCase,
  { subjectId, before }: KeptSaidFor,
  stays: (service: Service) => Partial<Service> = () => ({}),
): Promise<void> {
  const { actor } = context
  const service = orNotFound(await findService(tx, actor, subjectId))
  if (!before?.service || service.version !== before.serviceVersion) return
  await setService(tx, actor, { ...service, ...before.service, ...stays(service) }, null)
  await watchCover(tx, context, caseId)
}

/** The same of what staff made less. The hours stay as they are: whoever is called at night must be there, whatever somebody should have asked first. */
function undoServiceLess(tx: Tx, context: Context, budgetCase: LockedCase, saidFor: KeptSaidFor): Promise<void> {
  const reach = ({ hours = null, hoursBefore = null }: Service) => ({ hours, hoursBefore })
  return undoServiceAgreement(tx, context, budgetCase, saidFor, reach)
}

/** What was sent is a draft again, where nobody has decided on it since: the person says what is theirs, and sends it. */
async function undoExpression(
  tx: Tx,
  { actor, now }: Context,
  _: LockedCase,
  { subjectId }: KeptSaidFor,
): Promise<void> {
  const { id, status, informationRequests } = orNotFound(await findExpression(tx, actor, subjectId))
  if (status !== 'submitted' && status !== 'information-requested') return
  const today = londonDate(now)
  const asked = informationRequests.at(-1)
  await setExpression(tx, actor, id, { status: 'draft' })
  await stopClock(tx, actor, 'expression-decision', id, today)
  if (asked) await stopClock(tx, actor, 'information-answer', asked.id, today)
}

/** What the review found is void, and it is held again soon; nothing of the budget changed by it. */
async function undoReview(tx: Tx, context: Context, budgetCase: LockedCase, { subjectId }: KeptSaidFor): Promise<void> {
  const { actor, now } = context
  const { id, status } = orNotFound(await findReview(tx, actor, subjectId))
  if (budgetCase.endedAt !== null || (status !== 'done' && status !== 'awaiting-decision')) return
  await stopClock(tx, actor, 'finding-decision', id, londonDate(now))
  await followOnReview(tx, context, budgetCase, id, 'varied')
}

/** They have their place again as it was, unless they have another in that role. */
async function undoRemoval(tx: Tx, { actor, now }: Context, { id: caseId }: LockedCase, { subjectId }: KeptSaidFor) {
  const members = await listMembers(tx, actor, caseId)
  const { actorId, caseRole, relative, leftAt } = orNotFound(members.find(({ id }) => id === subjectId))
  const holds = members.some((other) => other.actorId === actorId && other.leftAt === null)
  if (leftAt === null || holds) return
  await setMemberBack(tx, actor, subjectId)
  await restartClock(tx, actor, 'representation', subjectId, 'taken-back', londonDate(now))
  await record(tx, actor, { type: 'case.member-joined', subjectId, caseId, at: now, facts: { caseRole, relative } })
}

/** The questions wait for the person again, where nobody has decided or asked for more since. */
async function undoAnswers(
  tx: Tx,
  { actor, now }: Context,
  _: LockedCase,
  { subjectId, before }: KeptSaidFor,
): Promise<void> {
  const expression = before?.expressionId ? await findExpression(tx, actor, before.expressionId) : undefined
  const request = expression?.informationRequests.at(-1)
  if (expression?.status !== 'submitted' || request?.id !== subjectId) return
  const today = londonDate(now)
  await setInformationUnanswered(tx, actor, request)
  await setExpression(tx, actor, expression.id, { status: 'information-requested' })
  await restartClock(tx, actor, 'information-answer', subjectId, 'taken-back', today)
  await pauseClock(tx, actor, 'expression-decision', expression.id, 'information-requested', today)
}

/** How they want to be heard waits for their word again, unless the meeting has decided. */
async function undoHearing(tx: Tx, { actor }: Context, _: LockedCase, { subjectId }: KeptSaidFor): Promise<void> {
  const { status } = orNotFound(await findMeeting(tx, actor, subjectId))
  if (status !== 'set') return
  const unsaid = { wish: null, wish_words: null, speaker: null, less_notice: false, wish_by: null, wish_at: null }
  await setMeeting(tx, actor, subjectId, unsaid)
}
