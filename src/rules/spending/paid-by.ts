import { type Pence, splitPence, sumPence } from '../../shared/money.ts'
import type { Funder } from '../budgets/budget-rules.ts'

/** What a funder gave for a plan, and its weight in the split. */
interface Given {
  readonly supportPlanId: string
  readonly funder: Funder
  readonly weight: number
  readonly givenPence: Pence
}

/** What became of the money of a line, that crises brought or funders gave. */
interface Line {
  readonly supportPlanId: string
  readonly spentPence: Pence
  readonly recoveredPence: Pence
  readonly availablePence: Pence
  readonly committedPence: Pence
  readonly pendingPence: Pence
  readonly heldPence: Pence
  readonly returnedPence: Pence
  readonly crisisPence: Pence
}

interface Paid {
  readonly funder: Funder
  readonly givenPence: Pence
  readonly spentPence: Pence
  readonly recoveredPence: Pence
  readonly leftPence: Pence
}

/**
 * What each funder gave, and what became of it, plan by plan in the shares of that plan. What a crisis brought is spent last, for it is what goes back to the
 * reserve first. Each part follows from a sum so far, so that the parts of a funder add up to what it gave.
 */
export function paidBy(given: readonly Given[], lines: readonly Line[]): Paid[] {
  const parts = [...new Set(given.map((one) => one.supportPlanId))].flatMap((plan) => {
    const ofPlan = given.filter((one) => one.supportPlanId === plan)
    const became = lines.filter((line) => line.supportPlanId === plan).map(becameOf)
    const weights = ofPlan.map((one) => one.weight)
    const spent = splitPence(sumPence(became.map((one) => one.spent)), weights)
    const gone = splitPence(sumPence(became.flatMap((one) => [one.spent, one.recovered])), weights)
    return ofPlan.map(({ funder, givenPence }, place) => {
      const [spentPence = 0, gonePence = 0] = [spent[place], gone[place]]
      return {
        funder,
        givenPence,
        spentPence,
        recoveredPence: gonePence - spentPence,
        leftPence: givenPence - gonePence,
      }
    })
  })
  return [...new Set(parts.map((part) => part.funder))].map((funder) => {
    const total = (name: Exclude<keyof Paid, 'funder'>) =>
      sumPence(parts.filter((part) => part.funder === funder).map((part) => part[name]))
    return {
      funder,
      givenPence: total('givenPence'),
      spentPence: total('spentPence'),
      recoveredPence: total('recoveredPence'),
      leftPence: total('leftPence'),
    }
  })
}

/** What was spent and recovered of a line, as far as funders gave it. */
function becameOf(line: Line): { readonly spent: Pence; readonly recovered: Pence } {
  const has = sumPence([
    line.spentPence,
    line.recoveredPence,
    line.availablePence,
    line.committedPence,
    line.pendingPence,
    line.heldPence,
    line.returnedPence,
  ])
  const ofFunders = Math.max(0, has - line.crisisPence)
  const recovered = Math.min(line.recoveredPence, ofFunders)
  return { spent: Math.min(line.spentPence, ofFunders - recovered), recovered }
}
