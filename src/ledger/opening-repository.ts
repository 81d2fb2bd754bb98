import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { postQuery } from '../platform/database/prepared.ts'
import { newId } from '../platform/work/new-id.ts'
import type { PlanLine } from '../rules/planning/plan-checks.ts'
import { accountOn, availableOn, fundingOf, openAccounts, openSources, post, type Shares } from './book-repository.ts'

/** What is opened for spending: a line of a plan, or one that was agreed beside it. */
export type OpenedLine = Pick<
  PlanLine,
  'key' | 'title' | 'category' | 'deployment' | 'instrument' | 'holderId' | 'amountPence'
> & { readonly id: string }

/** Opens lines and their accounts; their money is moved to them after. */
export function insertLines(
  tx: Tx,
  actor: Actor,
  plan: { readonly caseId: string; readonly id: string },
  lines: readonly OpenedLine[],
): void {
  postQuery(
    tx,
    tx.insertInto('plan_line').values(
      lines.map((line) => ({
        commissioner_id: actor.commissionerId,
        plan_line_id: line.id,
        case_id: plan.caseId,
        support_plan_id: plan.id,
        key: line.key,
        title: line.title,
        category: line.category,
        deployment: line.deployment,
        instrument: line.instrument,
        holder_id: line.holderId,
        agreed_pence: line.amountPence,
        status: 'active',
      })),
    ),
  )
  openAccounts(tx, actor, plan.caseId, [
    fundingOf(plan.caseId),
    ...lines.flatMap(({ id }) => [availableOn(id), accountOn('spent', id)]),
  ])
}

/** Opens the lines of an agreed plan for spending, and allocates their money from those who pay for it. Lines that are opened later are paid for in the same shares. */
export function openLines(
  tx: Tx,
  actor: Actor,
  plan: { caseId: string; id: string; lines: readonly PlanLine[]; shares: Shares },
  now: Date,
): void {
  const lines = plan.lines.map((line) => ({ ...line, id: newId() }))
  openSources(tx, actor, plan.caseId, plan.id, plan.shares)
  insertLines(tx, actor, plan, lines)
  const from = fundingOf(plan.caseId)
  const moves = lines.map(({ id, amountPence }) => ({ from, to: availableOn(id), pence: amountPence }))
  post(tx, actor, { caseId: plan.caseId, kind: 'allocation' }, moves, now)
}
