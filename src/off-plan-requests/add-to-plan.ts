import type { LockedCase } from '../case-access/case.ts'
import { postAddition } from '../ledger/additions-repository.ts'
import { type AgreedLine, usedOf } from '../ledger/lines-repository.ts'
import { replanPayments } from '../payments/plan-payments.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import type { Context } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { londonDate } from '../shared/dates.ts'
import type { Pence } from '../shared/money.ts'
import { findStopOfMove, stoppedBy } from '../spending-stops/find-stops.ts'
import { whyNotOpened } from '../support-plans/budget-left.ts'
import type { PlanInForce } from '../support-plans/in-force.ts'
import { keyOfRequest } from './look-at-request.ts'
import type { KeptRequest } from './repository.ts'
import { requireGiving } from './require-room.ts'

/**
 * Opens so much of what was asked for: more on its line, or a line of its own, held as the money of the line that it names is held. What of it was agreed
 * before stays, and is a part of it. Gives the line that it can be spent from.
 */
export async function addToPlan(
  tx: Tx,
  context: Context,
  budgetCase: LockedCase,
  { plan, opened }: PlanInForce,
  request: KeptRequest,
  agreedPence: Pence,
): Promise<string> {
  const { actor, now } = context
  const like = requireOpen(opened, request.line)
  const gives = request.takesFrom === null ? null : requireOpen(opened, request.takesFrom)
  const of = { caseId: budgetCase.id, personId: budgetCase.personId, plan }
  const [problem, stop] = await Promise.all([
    whyNotOpened(tx, context, budgetCase),
    // A line that is held as a frozen one would be a way around what froze it, as would what a frozen line gives.
    findStopOfMove(tx, actor, of, gives ? [gives, like] : [like], londonDate(now)),
  ])
  if (problem) throw problem
  if (stop) throw stoppedBy(stop)
  const pence = agreedPence - (request.agreedPence ?? 0)
  if (gives) await requireGiving(tx, context, budgetCase, { plan, opened }, { ...request, gives, pence })
  const before = opened.find(({ id }) => id === request.planLineId)
  // What was agreed before on a plan that another took the place of was spent or released with it.
  const more = request.kind === 'more-of-line' ? like : before
  if (more && more.element !== request.element) throw changedSince()
  const to = more?.id ?? { ...lineOf(request), ...heldAs(like), element: request.element, id: newId() }
  const giving = gives && { ...gives, usedPence: usedOf(gives) }
  postAddition(tx, actor, { caseId: budgetCase.id, supportPlanId: plan.id, pence, to, gives: giving }, now)
  replanPayments(tx, context, budgetCase.id)
  return typeof to === 'string' ? to : to.id
}

function requireOpen(opened: readonly AgreedLine[], key: string): AgreedLine {
  const line = opened.find((one) => one.key === key)
  if (!line) throw changedSince()
  return line
}

const changedSince = () =>
  new Problem('line-not-active', 'The plan has changed since: ask again for what is needed now')

const heldAs = ({ deployment, instrument, holderId }: AgreedLine) => ({ deployment, instrument, holderId })

const lineOf = (request: KeptRequest) => ({
  ...{ key: keyOfRequest(request), title: request.title, category: request.category },
})
