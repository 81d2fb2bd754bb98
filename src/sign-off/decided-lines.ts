import { grantedOf, usedOf } from '../ledger/lines-repository.ts'
import { type FieldError, Problem } from '../platform/http/errors.ts'
import { losesCover } from '../rules/planning/cover.ts'
import { coverThatStands, type ReachedService } from '../rules/planning/cover-sources.ts'
import { notTheirs } from '../rules/planning/elements.ts'
import { hasGapsAtWorst } from '../rules/planning/plan-checks.ts'
import type { Reduction } from '../rules/planning/preventive.ts'
import {
  agreedLines,
  coverLeft,
  type LineOutcome,
  opensGap,
  partFaults,
  strayReasons,
  takenFrom,
} from '../rules/sign-off/part-agreement.ts'
import { inPounds } from '../shared/money.ts'
import type { PlanInForce } from '../support-plans/in-force.ts'
import type { Plan } from '../support-plans/repository.ts'
import type { PlanDecision } from './schemas.ts'

/** What is decided on each line: told by the decision where it agrees in part, and otherwise the same for all. What is not clear is told whole. */
export function decidedLines(plan: Plan, decision: PlanDecision): LineOutcome[] {
  if (decision.outcome !== 'agreed-in-part') {
    requireClear(strayReasons(plan.lines, [], decision.reasons))
    return wholeOf(plan, decision.outcome === 'agreed' ? 'agreed' : 'refused')
  }
  const { lines, reasons } = decision
  requireClear([
    ...partFaults(plan.lines, lines, reasons),
    ...strayReasons(plan.lines, lines, reasons),
    ...notTheirs(plan.lines, lines),
  ])
  return lines
}

/** The same for every line of a plan. */
export function wholeOf(plan: Plan, outcome: LineOutcome['outcome']): LineOutcome[] {
  return plan.lines.map(({ key }) => ({ line: key, outcome }))
}

/** Refuses reasons, or lines, that the plan has no place for. */
export function requireClear(errors: readonly FieldError[]): void {
  if (errors.length > 0) throw new Problem('lines-unclear', undefined, { errors })
}

/**
 * Why the decider accepts that nobody can be called at some of the person's worst times; both they and the person must, on every road to an
 * agreement. A line that covers one is not refused over the person's head, and what a service covered that is no longer there was accepted by
 * nobody: such a plan goes back to them.
 */
export function acceptedGaps(
  plan: Plan,
  lines: readonly LineOutcome[],
  services: readonly ReachedService[],
  because: string | null,
): string | null {
  const { crisisContingency: crisis } = plan
  const agreed = agreedLines(plan.lines, lines)
  if (crisis === null || agreed.length === 0) return null
  if (opensGap(crisis, agreed))
    throw unaccepted('/lines', 'a line that is refused covers some of the person’s worst times: return the plan')
  const cover = coverThatStands(coverLeft(crisis, agreed), services)
  if (losesCover(crisis.cover, cover, crisis.worstTimes))
    throw unaccepted(
      '/contentHash',
      'who was to be called at some of the person’s worst times is no longer there: return the plan',
    )
  if (!hasGapsAtWorst({ ...crisis, cover })) return null
  if (crisis.gapsAccepted === null)
    throw unaccepted(
      '/contentHash',
      'the person has not accepted that nobody can be called at some of their worst times: return the plan',
    )
  if (because === null)
    throw unaccepted('/gapsAcceptedBecause', 'nobody can be called at some of the person’s worst times')
  return because
}

const unaccepted = (pointer: string, detail: string) =>
  new Problem('gaps-not-accepted', undefined, { errors: [{ pointer, code: 'gaps-not-accepted', detail }] })

/** Refuses to take what the person has by agreeing to a part of a changed plan: such a plan goes back to them. */
export function requireNothingTaken(
  beside: PlanInForce | undefined,
  plan: Plan,
  lines: readonly LineOutcome[],
  [reduced]: readonly Reduction[],
): void {
  const has = (beside?.opened ?? []).map((line) => ({ key: line.key, leftPence: grantedOf(line) - usedOf(line) }))
  const errors = takenFrom(has, lines, agreedLines(plan.lines, lines)).map(({ key, leftPence }) => ({
    pointer: '/lines',
    code: 'part-takes-away',
    detail: `The person has the line ${key}, with ${inPounds(leftPence)} left: return the plan`,
  }))
  if (reduced && errors.length === 0) {
    const detail = `There would be less of “${reduced.title}”: return the plan, or decide on the whole of it`
    errors.push({ pointer: '/lines', code: 'part-takes-away', detail })
  }
  if (errors.length > 0) throw new Problem('part-takes-away', undefined, { errors })
}
