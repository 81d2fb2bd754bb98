import { inPounds, proportion, sumPence } from '../../shared/money.ts'
import { asRead } from '../../shared/numbers.ts'
import type { SchemeRules } from '../scheme-rules.ts'
import type { CalculationStep } from './calculation.ts'

const percent = (basisPoints: number) => `${asRead(basisPoints / 100)} %`

/** The local uplift on top of what the method gave, and the part of the whole that is kept for crisis tiers. */
export function adjusted(
  { adjustments }: SchemeRules,
  methodPence: number,
): { steps: CalculationStep[]; amountPence: number; reservePence: number } {
  const { upliftBasisPoints, upliftSource, reserveBasisPoints, reserveSource } = adjustments
  const steps: CalculationStep[] = []
  const upliftPence = proportion(methodPence, upliftBasisPoints, 10_000)
  const amountPence = sumPence([methodPence, upliftPence])
  if (upliftBasisPoints > 0) {
    steps.push({
      rule: 'local-uplift',
      citation: upliftSource,
      inputs: { upliftBasisPoints },
      operation: 'adjust',
      amountPence: upliftPence,
      sentence: `The scheme adds ${percent(upliftBasisPoints)} for prices that have risen, which is ${inPounds(upliftPence)}. That makes ${inPounds(amountPence)}.`,
    })
  }
  const reservePence = proportion(amountPence, reserveBasisPoints, 10_000)
  if (reserveBasisPoints > 0) {
    steps.push({
      rule: 'contingency-reserve',
      citation: reserveSource,
      inputs: { reserveBasisPoints, reservePence },
      operation: 'set-aside',
      amountPence: 0,
      sentence: `Of this, ${percent(reserveBasisPoints)}, which is ${inPounds(reservePence)}, is kept for you for a crisis. It leaves ${inPounds(amountPence - reservePence)} for your plan.`,
    })
  }
  return { steps, amountPence, reservePence }
}
