import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { postQuery } from '../platform/database/prepared.ts'
import type { Element } from '../rules/planning/elements.ts'
import type { PlanLine } from '../rules/planning/plan-checks.ts'
import { type GivenParts, type LineBefore, lowered } from '../rules/spending/opened-again.ts'
import type { LocalDate } from '../shared/dates.ts'
import type { Pence } from '../shared/money.ts'
import { type Account, accountOn, availableOn, fundingOf, openAccounts, post } from './book-repository.ts'

/** A line that is opened beside what was agreed for a plan. */
export type AddedLine = Pick<PlanLine, 'key' | 'title' | 'category' | 'deployment' | 'instrument' | 'holderId'> & {
  readonly id: string
  readonly element: Element | null
}

/** Money that a plan in force gets by a decision beside it: a new line of it, or more of one that is open. */
export interface Addition {
  readonly caseId: string
  readonly supportPlanId: string
  readonly pence: Pence
  /** The line that gets it: one to open, or the identifier of one that is open. */
  readonly to: AddedLine | string
  /** The line that gives it, as it is under the lock on its case; null: those who pay for the plan, in their shares. */
  readonly gives: (LineBefore & { readonly id: string }) | null
}

/** Adds to a plan in force, all of it or nothing, in the parts that the line which gives has it in. What that line has not got is refused by the database. */
export function postAddition(tx: Tx, actor: Actor, addition: Addition, now: Date): void {
  const { caseId, pence, to, gives } = addition
  const planLineId = typeof to === 'string' ? to : to.id
  const parts = gives ? takenOf(gives, pence) : { agreedPence: pence, movedPence: 0, carriedPence: 0 }
  if (typeof to === 'string') postParts(tx, actor, to, parts)
  else
    openLine(tx, actor, {
      ...{ caseId, supportPlanId: addition.supportPlanId, line: to, kinds: ['available', 'spent'], closedOn: null },
      ...{ paysBack: false, pence: parts.agreedPence, movedPence: parts.movedPence, carriedPence: parts.carriedPence },
    })
  if (gives) postParts(tx, actor, gives.id, less(parts))
  const from = gives ? availableOn(gives.id) : fundingOf(caseId)
  const kind = gives ? 'reallocation' : 'allocation'
  post(tx, actor, { caseId, kind, planLineId }, [{ from, to: availableOn(planLineId), pence }], now)
}

/** What of each part a line gives. */
function takenOf(line: LineBefore, pence: Pence): GivenParts {
  const after = lowered(line, pence, 0)
  return {
    agreedPence: line.agreedPence - after.agreedPence,
    movedPence: line.movedPence - after.movedPence,
    carriedPence: line.carriedPence - after.carriedPence,
  }
}
const less = (parts: GivenParts): GivenParts => ({
  agreedPence: -parts.agreedPence,
  movedPence: -parts.movedPence,
  carriedPence: -parts.carriedPence,
})

/** Money that is owed to the person for what they paid themself; `line` where it is shown on a line that is not there yet. */
export interface Owed {
  readonly caseId: string
  readonly supportPlanId: string
  readonly pence: Pence
  readonly to: AddedLine | string
}

/**
 * Owes money that those who pay for the plan give for it, in their shares. Its line is closed from the first, so that nothing is bought from it, and is no
 * part of what was agreed for the plan.
 */
export function postOwed(tx: Tx, actor: Actor, owed: Owed, on: LocalDate, now: Date): void {
  const { caseId, pence, to } = owed
  const planLineId = typeof to === 'string' ? to : to.id
  if (typeof to === 'string') postParts(tx, actor, to, { agreedPence: pence, movedPence: 0, carriedPence: 0 })
  else openLine(tx, actor, { ...owed, line: to, kinds: ['owed', 'spent'], closedOn: on, paysBack: true })
  const moves = [{ from: fundingOf(caseId), to: accountOn('owed', planLineId), pence }]
  post(tx, actor, { caseId, kind: 'allocation', planLineId }, moves, now)
}

/** Money that a decision had taken of a line that has closed since, and where it goes now. */
export interface GivenBack {
  readonly caseId: string
  readonly fromLineId: string
  readonly pence: Pence
  /** A line that is open; or one to open in a plan, or, where it is owed to the person, to close on a day at once. */
  readonly to: string | { readonly line: AddedLine; readonly supportPlanId: string; readonly owedOn: LocalDate | null }
}

/** Gives what was released of a line to another: it is no part of what was agreed for either, and no funder gives more by it than they gave before. */
export function postGivenBack(tx: Tx, actor: Actor, { caseId, fromLineId, pence, to }: GivenBack, now: Date): void {
  postParts(tx, actor, fromLineId, { agreedPence: 0, movedPence: -pence, carriedPence: 0 })
  const planLineId = typeof to === 'string' ? to : to.line.id
  const isOwed = typeof to !== 'string' && to.owedOn !== null
  if (typeof to === 'string') postParts(tx, actor, to, { agreedPence: 0, movedPence: pence, carriedPence: 0 })
  else {
    const kinds = isOwed ? (['owed', 'spent'] as const) : (['available', 'spent'] as const)
    const { line, supportPlanId, owedOn: closedOn } = to
    openLine(tx, actor, { caseId, supportPlanId, line, pence: 0, movedPence: pence, kinds, closedOn, paysBack: false })
  }
  const moves = [{ from: fundingOf(caseId), to: accountOn(isOwed ? 'owed' : 'available', planLineId), pence }]
  post(tx, actor, { caseId, kind: 'reallocation', planLineId }, moves, now)
}

interface ToOpen extends Pick<Addition, 'caseId' | 'supportPlanId' | 'pence'> {
  readonly line: AddedLine
  readonly kinds: readonly Account['kind'][]
  readonly closedOn: LocalDate | null
  readonly paysBack: boolean
  readonly movedPence?: Pence
  readonly carriedPence?: Pence
}

function openLine(
  tx: Tx,
  actor: Actor,
  { caseId, supportPlanId, pence, line, kinds, closedOn, paysBack, movedPence = 0, carriedPence = 0 }: ToOpen,
): void {
  postQuery(
    tx,
    tx.insertInto('plan_line').values({
      commissioner_id: actor.commissionerId,
      plan_line_id: line.id,
      case_id: caseId,
      support_plan_id: supportPlanId,
      key: line.key,
      title: line.title,
      category: line.category,
      element: line.element,
      deployment: line.deployment,
      instrument: line.instrument,
      holder_id: line.holderId,
      agreed_pence: pence,
      moved_pence: movedPence,
      carried_pence: carriedPence,
      status: closedOn === null ? 'active' : 'closed',
      closed_on: closedOn,
      pays_back: paysBack,
    }),
  )
  openAccounts(tx, actor, caseId, [fundingOf(caseId), ...kinds.map((kind) => accountOn(kind, line.id))])
}

/** More of each part of what a line was given, or less. */
const postParts = (tx: Tx, actor: Actor, planLineId: string, more: GivenParts): void =>
  postQuery(
    tx,
    tx
      .updateTable('plan_line')
      .set((eb) => ({
        // Where nothing more is agreed it is no change of what was, which the database would hold against a plan that is in force no longer.
        ...(more.agreedPence !== 0 && { agreed_pence: eb('agreed_pence', '+', more.agreedPence) }),
        moved_pence: eb('moved_pence', '+', more.movedPence),
        carried_pence: eb('carried_pence', '+', more.carriedPence),
      }))
      .where('commissioner_id', '=', actor.commissionerId)
      .where('plan_line_id', '=', planLineId),
  )
