import { type Pence, proportion, sumPence } from '../../shared/money.ts'
import type { SchemeRules } from '../scheme/scheme-rules.ts'
import type { CalculationStep } from './calculation.ts'

/** The local uplift on top of what the method gave. */
export function uplifted(
  { adjustments: { upliftBasisPoints, upliftSource } }: SchemeRules,
  methodPence: Pence,
): { steps: CalculationStep[]; amountPence: Pence } {
  if (upliftBasisPoints === 0) return { steps: [], amountPence: methodPence }
  const upliftPence = proportion(methodPence, upliftBasisPoints, 10_000)
  const amountPence = sumPence([methodPence, upliftPence])
  const step: CalculationStep = {
    rule: 'local-uplift',
    citation: upliftSource,
    inputs: { upliftBasisPoints },
    operation: 'adjust',
    amountPence: upliftPence,
  }
  return { steps: [step], amountPence }
}

/** The part of what the scheme gives that is kept for crisis tiers. */
export function reserved(
  { crisis: { reserveBasisPoints, source } }: SchemeRules,
  amountPence: Pence,
): { steps: CalculationStep[]; reservePence: Pence } {
  if (reserveBasisPoints === 0) return { steps: [], reservePence: 0 }
  const reservePence = proportion(amountPence, reserveBasisPoints, 10_000)
  const step: CalculationStep = {
    rule: 'contingency-reserve',
    citation: source,
    inputs: { reserveBasisPoints, reservePence },
    operation: 'set-aside',
    amountPence: 0,
  }
  return { steps: [step], reservePence }
}
