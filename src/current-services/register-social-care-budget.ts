import type { Static } from '@sinclair/typebox'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { findEntryStatus } from '../cases/opening-repository.ts'
import { findTakingPart } from '../organisations/repository.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { assessedJointly } from '../rules/assessment/eligibility.ts'
import { londonDate } from '../shared/dates.ts'
import { insertSocialCareBudget } from './social-care-repository.ts'
import type { NewSocialCareBudget, SocialCareBudget } from './social-care-schemas.ts'

/** Writes down the budget for social care that the person has already. The council decides on it, and nothing here does. */
export async function registerSocialCareBudget(
  tx: Tx,
  context: Context,
  caseId: string,
  input: Static<typeof NewSocialCareBudget>,
): Promise<Answer<SocialCareBudget>> {
  const { actor, now } = context
  const budgetCase = await openForWriting(tx, context, caseId)
  requireCaseRole(budgetCase, actor, 'care-coordinator')
  const [council, entryStatus] = await Promise.all([
    findTakingPart(tx, actor.commissionerId, input.organisationId),
    findEntryStatus(tx, actor, caseId),
  ])
  if (budgetCase.rules.split.kind !== 'layered')
    throw new Problem(
      'wrong-state',
      'This scheme adds nothing to a social-care budget: register it as a current service',
    )
  if (assessedJointly(budgetCase.rules, entryStatus))
    throw new Problem('wrong-state', 'The person came without one: the joint assessment says what the council pays')
  if (council?.kind !== 'local-authority') {
    const errors = [{ pointer: '/organisationId', code: 'reference-unknown', detail: 'is no council that takes part' }]
    throw new Problem('reference-unknown', undefined, { errors })
  }
  if (input.fromOn > londonDate(now))
    throw invalidAt('/fromOn', 'The person has it already: the day cannot be in the future')
  const budget = await insertSocialCareBudget(tx, context, caseId, input, null)
  return created(budget, `/v1/cases/${caseId}/social-care-budgets`)
}
