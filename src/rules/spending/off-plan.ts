import { inPounds, type Pence, sumPence } from '../../shared/money.ts'
import { type Refusal, refuse } from '../../shared/outcome.ts'
import { type Element, nameOf } from '../planning/elements.ts'
import type { MoneyRules } from '../scheme/money-rules.ts'
import type { SchemeRules } from '../scheme/scheme-rules.ts'
import { isOffCatalogue } from '../sign-off/conditions.ts'
import { type Barred, lowestCompetent } from '../sign-off/lowest-competent.ts'
import type { AmountRoute, SpentBefore } from '../sign-off/sign-off.ts'
import { type ForcingCondition, forcingConditions } from '../sign-off/sign-off-rules.ts'
import { type Getting, type Giving, mayPayFor } from './giving.ts'

/*
 * Spending on what is not in the plan, or more of a line than it has. It is an exception that somebody decides on and never a failure that nobody hears of:
 * it goes to the tier that may decide on the plan with it, so that slices under a limit come to what they are together.
 */

/** What is asked for: more of a line of the plan, or something that is not in it. */
export const offPlanKinds = ['more-of-line', 'not-in-plan'] as const

export const offPlanStatuses = ['waiting', 'agreed', 'agreed-in-part', 'refused', 'withdrawn'] as const

/** Money that is asked for: of what the budget leaves beside the plan, or, where a line gives it, of the plan itself. */
export interface Asked {
  readonly amountPence: Pence
  readonly takesFrom: string | null
  readonly category: string
  /** Which element of the budget would pay for it; null where the scheme has none. */
  readonly element: Element | null
  /** Whether who would be paid has a tie to the case. */
  readonly tied: boolean
}

/** The most of what is asked for that comes to the plan beside what was agreed for it. */
export const addedPence = ({ amountPence, takesFrom }: Pick<Asked, 'amountPence' | 'takesFrom'>): Pence =>
  takesFrom === null ? amountPence : 0

/** What the plan comes to with it: the lines as they are agreed now, what else is asked for and waits, and this. */
export const planWith = (
  lines: readonly { readonly agreedPence: Pence; readonly movedPence: Pence }[],
  waiting: readonly Pick<Asked, 'amountPence' | 'takesFrom'>[],
  asked: Pick<Asked, 'amountPence' | 'takesFrom'>,
): Pence =>
  sumPence([
    ...lines.map(({ agreedPence, movedPence }) => agreedPence + movedPence),
    ...waiting.map(addedPence),
    addedPence(asked),
  ])

/** What forces a request to a higher tier, whatever its amount. A tie of who is paid is a conflict of interest. */
export function conditionsOfRequest(
  rules: Pick<SchemeRules, 'catalogue'>,
  asked: Asked,
  {
    totalPence,
    leftPence,
    conflictDeclared,
  }: { readonly totalPence: Pence; readonly leftPence: Pence; readonly conflictDeclared: boolean },
): ForcingCondition[] {
  const met: Partial<Record<ForcingCondition, boolean>> = {
    'conflict-of-interest': asked.tied || conflictDeclared,
    'over-indicative-budget': totalPence > leftPence,
    'off-catalogue': isOffCatalogue(rules, [asked]),
  }
  return forcingConditions.filter((condition) => met[condition])
}

/**
 * The lowest tier that may decide on a request. Where who would be paid has a tie to the case it is one above the one that would decide, in every scheme: who works with the broker each day does not decide alone
 * that the broker’s own organisation is paid.
 */
export const lowestForRequest = (
  rules: SchemeRules,
  countedPence: Pence,
  barred: Barred,
  { conditions, tied }: { readonly conditions: readonly ForcingCondition[]; readonly tied: boolean },
  before: SpentBefore,
): AmountRoute | Refusal<'tier-missing'> =>
  lowestCompetent(rules, countedPence, barred, conditions, before, tied ? 'conflict-of-interest' : undefined)

/** Whether the budget has room for it, or the scheme has a tier for more than that. */
export function fitsBudget(
  { forced }: Pick<SchemeRules, 'forced'>,
  totalPence: Pence,
  leftPence: Pence,
  asked: Pick<Asked, 'amountPence' | 'takesFrom'>,
): true | Refusal<'budget-exceeded'> {
  if (addedPence(asked) === 0 || totalPence <= leftPence) return true
  if (forced.some(({ condition }) => condition === 'over-indicative-budget')) return true
  const room = Math.max(0, leftPence - (totalPence - addedPence(asked)))
  return refuse(
    'budget-exceeded',
    `The budget has ${inPounds(room)} left beside the plan. Name a line that it can come from, or ask for a review`,
    '/amountPence',
  )
}

/** Whether the element that would pay for it has room for it: neither takes from the other, whoever may agree to more than the budget. */
export function fitsElement(
  comesToPence: Pence,
  leftPence: Pence,
  asked: Pick<Asked, 'amountPence' | 'takesFrom' | 'element'>,
): true | Refusal<'budget-exceeded'> {
  const added = addedPence(asked)
  if (asked.element === null || added === 0 || comesToPence <= leftPence) return true
  const room = Math.max(0, leftPence - (comesToPence - added))
  return refuse(
    'budget-exceeded',
    `${nameOf(asked.element)} has ${inPounds(room)} left beside the plan, and the other never pays for it`,
    '/amountPence',
  )
}

/** What a line can give: what nobody has spent or set aside of it, without what crises brought. */
export const givable = (line: { readonly availablePence: Pence; readonly crisisPence: Pence }): Pence =>
  Math.max(0, line.availablePence - line.crisisPence)

/** Whether a line can give so much to something else. */
export function mayGive(
  from: Giving & { readonly availablePence: Pence; readonly crisisPence: Pence },
  to: Getting,
  pence: Pence,
  rules: Pick<MoneyRules, 'ringFenced'>,
): true | Refusal<'line-guarded' | 'line-overspent' | 'money-ring-fenced' | 'wrong-state'> {
  const may = mayPayFor(from, to, rules)
  if (may !== true) return { ...may, pointer: '/takesFrom' }
  const most = givable(from)
  return pence <= most || refuse('line-overspent', `The line has ${inPounds(most)} that it could give`, '/amountPence')
}

/** Which outcome a decision on an amount has, where what was agreed of it before stays. */
export function outcomeOf(askedPence: Pence, agreedPence: Pence): 'agreed' | 'agreed-in-part' | 'refused' {
  if (agreedPence === 0) return 'refused'
  return agreedPence === askedPence ? 'agreed' : 'agreed-in-part'
}
