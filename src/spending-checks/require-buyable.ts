import { invalidAt, Problem } from '../platform/http/errors.ts'
import type { Missing } from '../rules/assessment/readiness.ts'

/** Refuses the first of what stands in the way of buying something: what no budget buys, with the rule and where to go instead, or a field that is wrong. */
export function requireBuyable([first]: readonly Missing[]): void {
  if (first?.code === 'spending-excluded') throw new Problem('spending-excluded', first.detail, { errors: [first] })
  if (first) throw invalidAt(first.pointer, first.detail, first.code)
}
