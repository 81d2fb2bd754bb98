import { type Pence, splitPence, sumPence } from '../../shared/money.ts'
import type { Funder } from '../budgets/budget-rules.ts'
import { type Element, payerOf } from '../planning/elements.ts'

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
  readonly element: Element | null
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
 * What each funder gave, and what became of it, plan by plan: of the lines of its element all, and of the others its share of that plan. What a crisis brought
 * is spent last, for it is what goes back to the reserve first. Each part follows from a sum so far, so that the parts of a funder add up to what it gave.
 */
export function paidBy(given: readonly Given[], lines: readonly Line[]): Paid[] {
  const parts = [...new Set(given.map((one) => one.supportPlanId))].flatMap((plan) => {
    const ofPlan = given.filter((one) => one.supportPlanId === plan)
    const payerOfLine = ({ element }: Line) =>
      ofPlan.find(({ funder }) => element !== null && funder === payerOf(element))?.funder
    const became = lines
      .filter((line) => line.supportPlanId === plan)
      .map((line) => ({ ...becameOf(line), payer: payerOfLine(line) }))
    const splits = (amount: (one: (typeof became)[number]) => Pence) => {
      const by = (payer: Funder | undefined) => sumPence(became.filter((one) => one.payer === payer).map(amount))
      const shared = splitPence(
        by(undefined),
        ofPlan.map(({ weight }) => weight),
      )
      return ofPlan.map(({ funder }, place) => sumPence([by(funder), shared[place] ?? 0]))
    }
    const spent = splits((one) => one.spent)
    const gone = splits((one) => one.spent + one.recovered)
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
