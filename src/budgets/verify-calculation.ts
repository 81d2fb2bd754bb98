import type { Static } from '@sinclair/typebox'
import { findCase } from '../case-access/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { getRules } from '../schemes/repository.ts'
import { calculationHash, hashWithSentences } from './calculation-hash.ts'
import { previewBudget } from './preview-budget.ts'
import { findCalculation, hasSentencesHashed } from './repository.ts'
import type { CalculationVerification } from './verification-schemas.ts'

/**
 * Runs a stored calculation again under the version it was made with, from what it kept, and says whether it gives the same facts;
 * and whether what is stored still has the hash that it was stored with.
 */
export async function verifyCalculation(
  reads: Reads,
  actor: Actor,
  id: string,
): Promise<Static<typeof CalculationVerification> | undefined> {
  const [budgetCase, calculation] = await Promise.all([
    findCase(reads, actor, { table: 'budget_calculation', id }),
    findCalculation(reads, actor, id),
  ])
  if (!budgetCase || !calculation) return undefined
  const { id: _, caseId: __, calculatedAt: ___, contentHash: keptHash, ...content } = calculation
  const [rules, sentencesHashed] = await Promise.all([
    getRules(reads, actor.commissionerId, budgetCase.schemeId, calculation.schemeVersion),
    hasSentencesHashed(reads, actor, id),
  ])
  const hash = (of: typeof content) => (sentencesHashed ? hashWithSentences(of, content.steps) : calculationHash(of))
  const computedHash = computed(() => {
    const { contentHash: _, ...again } = previewBudget(
      rules,
      calculation.schemeVersion,
      calculation.inputs,
      calculation.facts,
    )
    return hash(again)
  })
  const storedIntact = hash(content) === keptHash
  return {
    budgetCalculationId: id,
    schemeVersion: calculation.schemeVersion,
    keptHash,
    computedHash,
    storedIntact,
    same: storedIntact && computedHash === keptHash,
  }
}

/** Null where the rules give no amount, which they once did. */
function computed(run: () => string): string | null {
  try {
    return run()
  } catch (error) {
    if (error instanceof Problem) return null
    throw error
  }
}
