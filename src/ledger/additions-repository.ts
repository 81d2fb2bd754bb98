import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { postQuery } from '../platform/database/prepared.ts'
import type { Pence } from '../shared/money.ts'
import { availableOn, fundingOf, post } from './book-repository.ts'
import { insertLines, type OpenedLine } from './opening-repository.ts'

/** Money that a plan in force gets by a decision beside it: a new line of it, or more of one that is open. */
export interface Addition {
  readonly caseId: string
  readonly supportPlanId: string
  readonly pence: Pence
  /** The line that gets it: one to open, or the identifier of one that is open. */
  readonly to: OpenedLine | string
  /** The line that gives it; null: those who pay for the plan, in their shares. */
  readonly fromLineId: string | null
}

/** Adds to a plan in force, all of it or nothing. What the line that gives has not got is refused by the database. */
export function postAddition(
  tx: Tx,
  actor: Actor,
  { caseId, supportPlanId, pence, to, fromLineId }: Addition,
  now: Date,
): void {
  const planLineId = typeof to === 'string' ? to : to.id
  if (typeof to === 'string') postAgreed(tx, actor, to, pence)
  else insertLines(tx, actor, { caseId, id: supportPlanId }, [to])
  if (fromLineId !== null) postAgreed(tx, actor, fromLineId, -pence)
  const from = fromLineId === null ? fundingOf(caseId) : availableOn(fromLineId)
  const kind = fromLineId === null ? 'allocation' : 'reallocation'
  post(tx, actor, { caseId, kind, planLineId }, [{ from, to: availableOn(planLineId), pence }], now)
}

const postAgreed = (tx: Tx, actor: Actor, planLineId: string, pence: Pence): void =>
  postQuery(
    tx,
    tx
      .updateTable('plan_line')
      .set((eb) => ({ agreed_pence: eb('agreed_pence', '+', pence) }))
      .where('commissioner_id', '=', actor.commissionerId)
      .where('plan_line_id', '=', planLineId),
  )
