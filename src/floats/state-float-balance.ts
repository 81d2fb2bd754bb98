import type { Static } from '@sinclair/typebox'
import { sumFloat } from '../ledger/float-repository.ts'
import { lockOrganisation } from '../organisations/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { daysAfter, londonDate } from '../shared/dates.ts'
import { inPounds } from '../shared/money.ts'
import { requireSomebody } from '../sign-off/decider.ts'
import { findFloat, findLast, insertReconciliation, setReplaced } from './repository.ts'
import type { FloatReconciliation, NewFloatReconciliation } from './schemas.ts'

/**
 * The organisation says what it holds at the end of a day, and the book says what it should: from where the last reconciliation ended, so that no day is in two or in none. What it said wrongly it
 * corrects until the commissioner has signed.
 */
export async function stateFloatBalance(
  tx: Tx,
  context: Context,
  organisationId: string,
  { until, statedPence, explanation = null, insteadOfId = null }: Static<typeof NewFloatReconciliation>,
): Promise<Answer<FloatReconciliation>> {
  const { actor, now } = context
  orNotFound(await lockOrganisation(tx, actor.commissionerId, organisationId))
  const float = orNotFound(await findFloat(tx, actor, organisationId))
  requireSomebody(actor)
  if (actor.organisationId !== organisationId)
    throw new Problem('case-role-required', 'Only the organisation itself can say what it holds')
  const last = await findLast(tx, actor, organisationId)
  const corrected = insteadOfId === null ? undefined : last
  if (insteadOfId !== null && (corrected?.id !== insteadOfId || corrected.signedAt !== null))
    throw new Problem('wrong-state', 'Only the last reconciliation is corrected, until the commissioner has signed it')
  if (last && last.signedAt === null && !corrected)
    throw new Problem('wrong-state', 'The commissioner has not signed the reconciliation before')
  const next = last ? daysAfter(last.until, 1) : londonDate(new Date(float.openedAt))
  const from = corrected?.from ?? next
  if (until < from) throw invalidAt('/until', 'This day is reconciled already, or before the float')
  if (until >= londonDate(now)) throw invalidAt('/until', 'The day must be over')
  const [before, during] = [
    await sumFloat(tx, actor, organisationId, { from: null, until: daysAfter(from, -1) }),
    await sumFloat(tx, actor, organisationId, { from, until }),
  ]
  const openingPence = before.deposits - before.returns - before.purchases + before.reversals
  const closingPence = openingPence + during.deposits - during.returns - during.purchases + during.reversals
  if (statedPence !== closingPence && explanation === null)
    throw invalidAt('/explanation', `The book says ${inPounds(closingPence)}: say what the difference comes from`)
  if (corrected && !(await setReplaced(tx, actor, corrected.id, now)))
    throw new Problem('wrong-state', 'The commissioner has signed it meanwhile')
  const reconciliation = await insertReconciliation(tx, actor, {
    id: newId(),
    organisationId,
    from,
    until,
    openingPence,
    depositsPence: during.deposits,
    returnsPence: during.returns,
    purchasesPence: during.purchases,
    reversalsPence: during.reversals,
    statedPence,
    explanation,
    statedByName: actor.name || actor.actorId,
    statedAt: now.toISOString(),
    insteadOfId,
  })
  const { id, differencePence } = reconciliation
  const facts = { organisationId, until, differencePence }
  const about = { subjectId: id, caseId: null, at: now, facts }
  await record(tx, actor, { type: corrected ? 'float.balance-corrected' : 'float.balance-stated', ...about })
  return created(reconciliation, `/v1/float-reconciliations/${id}`)
}
