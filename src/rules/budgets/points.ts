import { proportion, splitPence } from '../../shared/money.ts'
import { toTwoPlaces } from '../../shared/numbers.ts'
import type { BudgetRules } from './budget-rules.ts'
import type { CalculationStep, MethodResult } from './calculation.ts'
import type { BudgetFacts, RatedDomain } from './inputs.ts'

/** Days in the month that worst days are counted in, and hundredths in a weight: points are counted exactly, in 3,000ths. */
const daysInMonth = 30
export const hundredths = 100
const parts = daysInMonth * hundredths

/**
 * How hard a domain is, in 30ths: the typical day on the days that are typical, the worst day on the others. It is rated without the
 * support now in place, since support that works must not make the need look smaller (S2).
 */
export function effectiveThirtieths(domain: RatedDomain): number {
  const { typical, worst } = withoutSupport(domain)
  return typical * (daysInMonth - domain.worstDaysPerMonth) + worst * domain.worstDaysPerMonth
}

/** A typical and a worst day as they would be without the support now in place. */
export function withoutSupport({ typicalDay, worstDay, withoutCurrentSupport }: RatedDomain) {
  const typical = Math.max(typicalDay, withoutCurrentSupport)
  return { typical, worst: Math.max(worstDay, typical) }
}

/** Points for each domain of life, weighted, at the scheme's price for a point, within its bands. */
export function points(budget: Extract<BudgetRules, { method: 'points' }>, { ratings }: BudgetFacts): MethodResult {
  const weights = new Map(Object.entries(budget.weights))
  const scored = ratings.map((domain) => {
    const weight = weights.get(domain.key) ?? 0
    return { domain, weight, score: effectiveThirtieths(domain) * weight }
  })
  const total = scored.reduce((sum, { score }) => sum + score, 0)
  const priced = proportion(budget.pricePerPointPence, total, parts)
  const amounts =
    total === 0
      ? scored.map(() => 0)
      : splitPence(
          priced,
          scored.map(({ score }) => score),
        )
  const steps = scored.map(({ domain, weight, score }, index): CalculationStep => {
    const pence = amounts[index] ?? 0
    return {
      rule: 'points-domain',
      citation: budget.source,
      inputs: { domain: domain.key, weight, pricePerPointPence: budget.pricePerPointPence, points: inPoints(score) },
      operation: 'add',
      amountPence: pence,
    }
  })
  const banded = withinBand(budget, total, priced)
  return { steps: [...steps, ...banded.steps], amountPence: banded.amountPence, costOfUsePence: null }
}

function withinBand(
  budget: Extract<BudgetRules, { method: 'points' }>,
  total: number,
  priced: number,
): { steps: CalculationStep[]; amountPence: number } {
  const whole = Math.floor(total / parts)
  const band = budget.bands.findLast((known) => known.fromPoints <= whole)
  if (!band) return { steps: [], amountPence: priced }
  const amountPence = Math.min(Math.max(priced, band.floorPence), band.ceilingPence)
  const step: CalculationStep = {
    rule: 'points-band',
    citation: budget.source,
    inputs: {
      fromPoints: band.fromPoints,
      floorPence: band.floorPence,
      ceilingPence: band.ceilingPence,
      points: inPoints(total),
    },
    operation: amountPence === priced ? 'check' : 'adjust',
    amountPence: amountPence - priced,
  }
  return { steps: [step], amountPence }
}

/** Points as people read them, to two places. The sum is made of the exact score. */
export function inPoints(score: number): string {
  return toTwoPlaces(score / parts)
}
