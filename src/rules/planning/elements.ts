import { inPounds, type Pence, sumPence } from '../../shared/money.ts'
import { oneOf } from '../../shared/schema.ts'
import type { Missing } from '../assessment/readiness.ts'
import type { Funder } from '../budgets/budget-rules.ts'
import type { SchemeRules } from '../scheme/scheme-rules.ts'

/*
 * A budget that adds a health element to a social-care budget makes one plan of two: each line is of one, and neither takes from the other (Social Care
 * Institute for Excellence, practice examples of integrated personal budgets in mental health: example 6, South Kent Coast).
 */

export const elements = ['health', 'social-care'] as const
export type Element = (typeof elements)[number]
export const Element = oneOf(elements, {
  $id: 'BudgetElement',
  description: 'Which part of the budget pays: the health element, or the social-care budget of the council’s own.',
})

interface Line {
  readonly key: string
  readonly amountPence: Pence
  readonly element?: Element | null | undefined
}
type Shares = readonly { readonly funder: Funder; readonly amountPence: Pence }[]

const payer: Readonly<Record<Element, Funder>> = { health: 'commissioner', 'social-care': 'local-authority' }
/** Who pays for what is of an element. */
export const payerOf = (element: Element): Funder => payer[element]
const called: Readonly<Record<Element, string>> = {
  health: 'the health element',
  'social-care': 'the social-care budget',
}

/** An element in a sentence. */
export const nameOf = (element: Element): string => called[element]

/** What each element has for a plan: the part of who pays for it, less what other plans of the period used of it. */
export type ElementsLeft = Readonly<Record<Element, Pence>>

export const elementsLeft = (shares: Shares, beside: ElementsLeft): ElementsLeft => ({
  health: leftOf('health', shares, beside),
  'social-care': leftOf('social-care', shares, beside),
})

const leftOf = (element: Element, shares: Shares, beside: ElementsLeft): Pence =>
  Math.max(
    0,
    sumPence(shares.filter(({ funder }) => funder === payer[element]).map(({ amountPence }) => amountPence)) -
      beside[element],
  )

/** What keeps a plan from being signed: a line that is of neither element, or lines that come to more than theirs. Elsewhere no line names one. */
export function elementsMissing(
  lines: readonly Line[],
  { split }: Pick<SchemeRules, 'split'>,
  left: ElementsLeft,
): Missing[] {
  const layered = split.kind === 'layered'
  const named = lines.flatMap(({ element = null }, index) => {
    if ((element !== null) === layered) return []
    const detail = layered
      ? 'Say whether the health element or the social-care budget pays for it'
      : 'The budget of this scheme has no elements: leave it out'
    return [{ pointer: `/lines/${index}/element`, code: layered ? 'element-missing' : 'element-unknown', detail }]
  })
  return layered ? [...named, ...elementsExceeded(lines, left)] : named
}

/** Lines that come to more than is left of their element. */
export const elementsExceeded = (lines: readonly Omit<Line, 'key'>[], left: ElementsLeft): Missing[] =>
  elements.flatMap((element) => overOf(element, lines, left[element]))

/** By how much lines come to more than is left of their elements. */
export const shortOfElements = (lines: readonly Omit<Line, 'key'>[], left: ElementsLeft): Pence =>
  sumPence(elements.map((element) => Math.max(0, comesToOf(element, lines) - left[element])))

const comesToOf = (element: Element, lines: readonly Omit<Line, 'key'>[]): Pence =>
  sumPence(lines.filter((line) => line.element === element).map(({ amountPence }) => amountPence))

function overOf(element: Element, lines: readonly Omit<Line, 'key'>[], has: Pence): Missing[] {
  const comesTo = comesToOf(element, lines)
  if (comesTo <= has) return []
  const detail = `The lines come to ${inPounds(comesTo)}; ${called[element]} has ${inPounds(has)}`
  return [{ pointer: '/lines', code: 'element-exceeded', detail }]
}

/** What is wrong with a decision that refuses a line of the social-care budget: the council decided on that, and nothing here does. */
export function notTheirs(
  lines: readonly Line[],
  decided: readonly { readonly line: string; readonly outcome: 'agreed' | 'refused' }[],
): Missing[] {
  return decided.flatMap(({ line, outcome }, index) =>
    outcome === 'refused' && lines.some(({ key, element }) => key === line && element === 'social-care')
      ? [
          {
            pointer: `/lines/${index}/outcome`,
            code: 'element-of-council',
            detail: `The council’s own budget pays for the line ${line}, and only the council decides on that`,
          },
        ]
      : [],
  )
}
