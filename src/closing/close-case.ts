import type { LockedCase } from '../case-access/case.ts'
import { setEnding } from '../case-access/kept-repository.ts'
import { stopClocks } from '../clocks/running-repository.ts'
import { closeOpenGap } from '../crisis-contingencies/watch-cover.ts'
import { endEpisode } from '../crisis-episodes/repository.ts'
import { withdrawExpressions } from '../expressions-of-interest/repository.ts'
import { withdrawNeeds } from '../health-needs/repository.ts'
import { closeLines } from '../ledger/lines-repository.ts'
import { closeReserve } from '../ledger/reserve-repository.ts'
import { withdrawAssessments } from '../needs-assessments/repository.ts'
import { withdrawRequests as withdrawOffPlan } from '../off-plan-requests/repository.ts'
import { closeWithCase } from '../payees/ask-about-payee.ts'
import { replanPayments } from '../payments/plan-payments.ts'
import { withdrawRequests } from '../person-requests/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { closeStops } from '../provider-stops/watch-stops.ts'
import { giveUpComing } from '../resources/give-up-place.ts'
import { cancelReviews } from '../reviews/repository.ts'
import type { Ending } from '../rules/progress/endings.ts'
import type { Subject } from '../rules/progress/waits.ts'
import { type LocalDate, londonDate } from '../shared/dates.ts'
import type { Pence } from '../shared/money.ts'
import { closeQuestions } from '../spending-questions/close-questions.ts'
import { endPlan, withdrawPlan } from '../support-plans/ending-repository.ts'
import { findPlanInForce, type PlanInForce } from '../support-plans/in-force.ts'
import { findPlanInFlight, type Plan } from '../support-plans/repository.ts'
import { endTakeOverOn } from '../take-overs/end-take-over.ts'
import { closeAnnounced } from './announced-repository.ts'
import { closeDeaths } from './death-repository.ts'
import { settleBeforeClosing } from './settle-before-closing.ts'

/** How a case ends, and in the person's words where they said so and gave any. */
export interface Ended {
  readonly ending: Ending
  readonly words?: string | null
  /** Whether it is the person's own act. */
  readonly byPerson?: boolean
  /** Whether it is the end that was announced. */
  readonly announced?: boolean
  /** The last day on which the person had what the plan gave, where that is not today. */
  readonly lastDay?: LocalDate
}

/**
 * Ends a case, and everything of it: the plan in force and its lines close today and what was not spent is released, drafts are withdrawn,
 * reviews that are still open are cancelled, and clocks stop. Places on courses to come go on to who waits where the person has died. Appeals stay open and are decided all the same; accounts stay open to those who keep them. Gives what was released.
 */
export async function closeCase(
  tx: Tx,
  context: Context,
  budgetCase: LockedCase,
  { ending, words = null, byPerson = false, announced = false, lastDay }: Ended,
): Promise<Pence> {
  const { actor, now } = context
  const [found, underWay] = await Promise.all([
    findPlanInForce(tx, actor, budgetCase.id),
    findPlanInFlight(tx, actor, budgetCase.id),
  ])
  // While its lines are open.
  const today = londonDate(now)
  const last = lastDay !== undefined && lastDay < today ? lastDay : today
  const held = found && (await settleBeforeClosing(tx, context, budgetCase.id, found, last))
  const closed =
    held && (await closeReserve(tx, actor, { caseId: budgetCase.id, planId: held.plan.id, opened: held.opened }, now))
  const inForce = held && closed && { ...held, opened: closed.opened }
  const releasedPence = closed?.releasedPence ?? 0
  const happened = { caseId: budgetCase.id, at: now, schemeVersion: budgetCase.schemeVersion }
  const closing: Closing = { tx, actor, happened, inForce, underWay, ending, words, byPerson, announced, releasedPence }
  await Promise.all(Object.values(endOf).map((end) => (end === 'stays' ? undefined : end(closing))))
  // Nothing is paid by the schedule of a budget that has ended.
  replanPayments(tx, context, budgetCase.id)
  // Who has moved away or ended a budget can go to a course all the same.
  if (ending === 'died') await giveUpComing(tx, context, budgetCase.id)
  return releasedPence
}

interface Closing extends Required<Omit<Ended, 'lastDay'>> {
  readonly tx: Tx
  readonly actor: Actor
  readonly happened: { readonly caseId: string; readonly at: Date; readonly schemeVersion: number }
  readonly inForce: PlanInForce | undefined
  readonly underWay: Plan | undefined
  readonly releasedPence: Pence
}

/** What becomes of each kind of thing when its case ends. A new kind does not compile before that is said here. */
const endOf: Readonly<Record<Subject, 'stays' | ((closing: Closing) => Promise<unknown>)>> = {
  'expression-of-interest': ({ tx, actor, happened }) => withdrawExpressions(tx, actor, happened.caseId),
  'needs-assessment': ({ tx, actor, happened }) => withdrawAssessments(tx, actor, happened.caseId),
  'indicative-budget': 'stays',
  'support-plan': endPlans,
  review: endReviews,
  appeal: 'stays',
  'said-for': 'stays',
  // The person hears of every decision, also of the one that ended the case.
  letter: 'stays',
  // What is still to be paid is paid into an account that stands.
  'bank-account': 'stays',
  // What is signed of a line says how its money is held, also of what is owed after the end.
  'plan-line': 'stays',
  'announced-ending': ({ tx, actor, happened, announced }) =>
    closeAnnounced(tx, actor, happened.caseId, announced ? 'took-effect' : 'overtaken', happened.at),
  'person-request': ({ tx, actor, happened }) => withdrawRequests(tx, actor, happened.caseId, happened.at),
  // What was spent while waiting is decided on all the same.
  'waiting-claim': 'stays',
  // What was bought by words in doubt is decided on all the same. Who may be paid is asked again where the case is opened again.
  'spending-check': 'stays',
  'payee-question': ({ tx, actor, happened }) =>
    closeWithCase(tx, { actor, now: happened.at, ifMatch: undefined }, happened.caseId),
  purchase: 'stays',
  'off-plan-request': ({ tx, actor, happened }) => withdrawOffPlan(tx, actor, happened.caseId, happened.at),
  'cover-gap': ({ tx, actor, happened }) =>
    closeOpenGap(tx, { actor, now: happened.at, ifMatch: undefined }, happened.caseId, 'budget-ended'),
  // It is about a plan that is withdrawn now, and stands no longer by that.
  'panel-meeting': 'stays',
  'health-need': ({ tx, actor, happened }) => withdrawNeeds(tx, actor, happened.caseId),
  'spending-question': ({ tx, actor, happened }) =>
    closeQuestions(tx, { actor, now: happened.at, ifMatch: undefined }, happened.caseId),
  'provider-stop': ({ tx, actor, happened }) =>
    closeStops(tx, { actor, now: happened.at, ifMatch: undefined }, happened.caseId),
  'take-over': ({ tx, actor, happened }) =>
    endTakeOverOn(tx, { actor, now: happened.at, ifMatch: undefined }, happened.caseId, 'budget-ended'),
  'crisis-episode': ({ tx, actor, happened }) => endEpisode(tx, actor, happened.caseId, happened.at),
  'death-report': ({ tx, actor, happened }) => closeDeaths(tx, actor, happened.caseId, happened.at),
  clock: ({ tx, actor, happened }) => stopClocks(tx, actor, happened.caseId, londonDate(happened.at)),
  case: ({ tx, actor, happened, ending, words, byPerson }) =>
    setEnding(tx, actor, happened.caseId, { ending, at: happened.at, words, byPerson }),
}

async function endPlans({ tx, actor, happened, inForce, underWay, ending, releasedPence }: Closing): Promise<void> {
  const { caseId, at } = happened
  await Promise.all([
    ...(inForce
      ? [
          endPlan(tx, actor, inForce.plan.id),
          closeLines(tx, actor, caseId, inForce.opened, at),
          record(tx, actor, {
            ...happened,
            type: 'support-plan.ended',
            subjectId: inForce.plan.id,
            facts: { ending, releasedPence },
          }),
        ]
      : []),
    ...(underWay
      ? [
          withdrawPlan(tx, actor, underWay.id, at),
          record(tx, actor, { ...happened, type: 'support-plan.withdrawn', subjectId: underWay.id, facts: { ending } }),
        ]
      : []),
  ])
}

async function endReviews({ tx, actor, happened, inForce, ending }: Closing): Promise<void> {
  if (!inForce) return
  const open = await cancelReviews(tx, actor, happened.caseId, inForce.plan.id)
  await Promise.all(
    open.map(({ id, kind, dueOn }) =>
      record(tx, actor, {
        ...happened,
        type: 'review.cancelled',
        subjectId: id,
        facts: { kind, dueOn, ending },
      }),
    ),
  )
}
