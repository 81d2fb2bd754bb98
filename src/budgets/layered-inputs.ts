import { isDeepStrictEqual } from 'node:util'
import type { Static } from '@sinclair/typebox'
import { findSocialCareBudget } from '../current-services/social-care-repository.ts'
import { findAgreement } from '../health-needs/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { invalidAt } from '../platform/http/errors.ts'
import type { SchemeRules } from '../rules/scheme/scheme-rules.ts'
import type { BudgetInputs } from './input-schemas.ts'

type Inputs = Static<typeof BudgetInputs>

/**
 * What a health element is added to, and that the GP practice agreed the need, as the case has them: whoever works the budget out cannot say either.
 * Where one is missing the rules refuse.
 */
export async function withElements(
  reads: Reads,
  actor: Actor,
  caseId: string,
  { split }: Pick<SchemeRules, 'split'>,
  inputs: Inputs,
): Promise<Inputs> {
  if (split.kind !== 'layered') return inputs
  const [agreement, budget] = await Promise.all([
    findAgreement(reads, actor, caseId),
    findSocialCareBudget(reads, actor, caseId),
  ])
  const socialCare = budget ? { reference: budget.reference, amountPence: budget.amountPence } : null
  const gpAgreement = agreement ?? null
  requireSame('/socialCare', inputs.socialCare, socialCare)
  requireSame('/gpAgreement', inputs.gpAgreement, gpAgreement)
  return { ...inputs, socialCare, gpAgreement }
}

function requireSame<T>(pointer: string, sent: T | null | undefined, registered: T | null): void {
  if (sent && registered && !isDeepStrictEqual({ ...sent }, registered))
    throw invalidAt(pointer, 'The case has another: leave it out, it is taken from there')
}
