import { contentHash } from '../platform/audit/content-hash.ts'
import type { BudgetPreview } from './schemas.ts'

type Content = Omit<BudgetPreview, 'contentHash'>

/** What two calculations are compared by: the facts of each step, without the sentence that tells it. */
export function factsOfSteps(steps: Content['steps']) {
  return steps.map(({ sentence: _, ...facts }) => facts)
}

/** The hash of a calculation: of its facts alone, so that better words leave it as it is. */
export function calculationHash(content: Content): string {
  return contentHash({ ...content, steps: factsOfSteps(content.steps) })
}

/** The hash that calculations were stored with before 0024: the sentences were in it. Those are verified as they were told. */
export function hashWithSentences(content: Content, told: Content['steps']): string {
  const steps = content.steps.map((step, index) => ({ ...step, sentence: told[index]?.sentence ?? step.sentence }))
  return contentHash({ ...content, steps })
}
