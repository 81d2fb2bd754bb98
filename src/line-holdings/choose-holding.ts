import type { Static } from '@sinclair/typebox'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { requireMandate } from '../case-team/require-mandate.ts'
import { setHolding } from '../ledger/holding-repository.ts'
import { listUnknownOrganisations } from '../organisations/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { mayHold } from '../rules/planning/line-holding.ts'
import { routeFits } from '../rules/planning/named-support.ts'
import { findPlanInForce } from '../support-plans/in-force.ts'
import { insertHolding } from './repository.ts'
import type { LineHolding, NewLineHolding } from './schemas.ts'

/** Holds the money of a line in another way, at the person's word. No sum moves, nothing is signed anew, and it can go back the same way. */
export async function chooseHolding(
  tx: Tx,
  context: Context,
  caseId: string,
  { line: wanted, deployment, instrument, holderId }: Static<typeof NewLineHolding>,
): Promise<Answer<LineHolding>> {
  const { actor, now } = context
  const budgetCase = await openForWriting(tx, context, caseId)
  const chosenAs = requireCaseRole(budgetCase, actor, 'person', 'representative')
  await requireMandate(tx, actor, caseId, chosenAs, 'chooseHolding')
  const [held, unknown] = await Promise.all([
    findPlanInForce(tx, actor, caseId),
    listUnknownOrganisations(tx, actor.commissionerId, holderId === null ? [] : [holderId]),
  ])
  const { plan, opened } = orNotFound(held, 'nothing-to-review')
  const line = opened.find(({ key }) => key === wanted)
  const unsuitable = (pointer: string, code: string, detail: string) =>
    new Problem('holding-unsuitable', undefined, { errors: [{ pointer, code, detail }] })
  if (!line) throw unsuitable('/line', 'line-unknown', 'The plan in force has no open line with this key')
  if (unknown.size > 0) throw unsuitable('/holderId', 'reference-unknown', 'No such organisation is registered here')
  const { deployment: wasHeld, instrument: wasPaid, holderId: heldBy } = line
  const before = { deployment: wasHeld, instrument: wasPaid, holderId: heldBy }
  const after = { deployment, instrument, holderId }
  orThrow(mayHold(before, after, budgetCase.rules))
  const named = plan.lines.find(({ key }) => key === wanted)
  if (named && !routeFits(named, after))
    throw unsuitable(
      '/deployment',
      'payment-route-unfit',
      'Whom this line pays is paid by another route: agree a changed plan',
    )
  const holding: LineHolding = {
    ...{ id: newId(), caseId, planLineId: line.id, line: line.key, ...after, before },
    ...{ chosenAs, chosenAt: now.toISOString() },
  }
  setHolding(tx, { commissionerId: actor.commissionerId, lineId: line.id, ...after })
  insertHolding(tx, actor, holding)
  await record(tx, actor, {
    type: 'plan-line.holding-chosen',
    subjectId: line.id,
    caseId,
    at: now,
    facts: { line: line.key, deployment, instrument, before: before.deployment, chosenAs },
  })
  return created(holding, `/v1/cases/${caseId}/line-holdings`)
}
