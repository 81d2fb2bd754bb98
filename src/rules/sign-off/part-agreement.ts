import type { Pence } from '../../shared/money.ts'
import { sumPence } from '../../shared/money.ts'
import { type Refusal, refuse } from '../../shared/outcome.ts'
import type { Missing } from '../assessment/readiness.ts'
import type { Funder, SplitRules } from '../budgets/budget-rules.ts'
import { sharesOf } from '../budgets/split.ts'
import { losesCover } from '../planning/cover.ts'
import type { CrisisContingency, PlanLine } from '../planning/plan-checks.ts'

/** What is decided on one line of a plan. */
export interface LineOutcome {
  readonly line: string
  readonly outcome: 'agreed' | 'refused'
}

type Line = Pick<PlanLine, 'key' | 'amountPence'>

/**
 * What is wrong with a decision that agrees in part: each line is decided on once, at least one is agreed and one refused, and each
 * that is refused has a reason that names it (S2: refusals without explanation). Empty: nothing is.
 */
export function partFaults(
  lines: readonly Line[],
  decided: readonly LineOutcome[],
  reasons: readonly { readonly line?: string | null }[],
): Missing[] {
  const faults: Missing[] = []
  const say = (pointer: string, code: string, detail: string) => faults.push({ pointer, code, detail })
  for (const [index, { line, outcome }] of decided.entries()) {
    if (!lines.some((known) => known.key === line))
      say(`/lines/${index}/line`, 'line-unknown', 'The plan has no line with this key')
    else if (decided.findIndex((other) => other.line === line) < index)
      say(`/lines/${index}/line`, 'key-repeated', 'This line is decided on twice')
    else if (outcome === 'refused' && !reasons.some((reason) => reason.line === line))
      say('/reasons', 'reason-required', `The line ${line} is refused: a reason names it`)
  }
  for (const { key } of lines) {
    if (!decided.some(({ line }) => line === key))
      say('/lines', 'line-undecided', `The line ${key} is neither agreed nor refused`)
  }
  if (!decided.some(({ outcome }) => outcome === 'agreed'))
    say('/lines', 'nothing-agreed', 'At least one line is agreed; otherwise the plan is refused')
  if (!decided.some(({ outcome }) => outcome === 'refused'))
    say('/lines', 'nothing-refused', 'At least one line is refused; otherwise the plan is agreed')
  return faults
}

/** The reasons that name a line which the plan does not have, or which is agreed. */
export function strayReasons(
  lines: readonly Line[],
  decided: readonly LineOutcome[],
  reasons: readonly { readonly line?: string | null }[],
): Missing[] {
  return reasons.flatMap(({ line }, index) => {
    if (line === null || line === undefined) return []
    const pointer = `/reasons/${index}/line`
    if (!lines.some(({ key }) => key === line))
      return [{ pointer, code: 'line-unknown', detail: 'The plan has no line with this key' }]
    if (decided.some((one) => one.line === line && one.outcome === 'agreed'))
      return [{ pointer, code: 'line-agreed', detail: 'This line is agreed' }]
    return []
  })
}

/** What is wrong with the lines that a vote does not agree to: they are lines of the plan, not all of them, and the vote is to agree. */
export function exceptionFaults(lines: readonly Line[], agrees: boolean, exceptLines: readonly string[]): Missing[] {
  const faults = exceptLines.flatMap((line, index) =>
    lines.some(({ key }) => key === line)
      ? []
      : [{ pointer: `/exceptLines/${index}`, code: 'line-unknown', detail: 'The plan has no line with this key' }],
  )
  if (exceptLines.length > 0 && (!agrees || lines.every(({ key }) => exceptLines.includes(key)))) {
    const detail = 'To agree to no line, vote against the plan and leave the lines out'
    faults.push({ pointer: '/exceptLines', code: 'nothing-agreed', detail })
  }
  return faults
}

/** The lines that were agreed, in the order of the plan. */
export function agreedLines<L extends Line>(lines: readonly L[], decided: readonly LineOutcome[]): L[] {
  return lines.filter(({ key }) => decided.some(({ line, outcome }) => line === key && outcome === 'agreed'))
}

/** The crisis contingency with the cover that is left: a source that a refused line was to pay for is none. */
export function coverLeft<C extends Pick<CrisisContingency, 'cover'>>(crisis: C, agreed: readonly Line[]): C {
  return {
    ...crisis,
    cover: crisis.cover.filter(({ line }) => line === null || agreed.some(({ key }) => key === line)),
  }
}

/** Whether refusing some lines leaves the person with nobody to call at a worst time which they have not accepted: one that was covered. */
export function opensGap(
  { cover, worstTimes }: Pick<CrisisContingency, 'cover' | 'worstTimes'>,
  agreed: readonly Line[],
): boolean {
  return losesCover(cover, coverLeft({ cover }, agreed).cover, worstTimes)
}

/** What a line in force has left to spend. */
export interface LineInForce {
  readonly key: string
  readonly leftPence: Pence
}

/**
 * The lines in force that an agreement in part takes from: refused, or left with less than they have. The person gave up what a changed
 * plan gives up for the whole of it, and not for a part (P10: support that works is withdrawn).
 */
export function takenFrom<L extends LineInForce>(
  inForce: readonly L[],
  decided: readonly LineOutcome[],
  agreed: readonly Line[],
): L[] {
  const refused = new Set(decided.filter(({ outcome }) => outcome === 'refused').map(({ line }) => line))
  const goesOn = new Map(agreed.map(({ key, amountPence }) => [key, amountPence]))
  return inForce.filter(({ key, leftPence }) => refused.has(key) || (goesOn.get(key) ?? 0) < leftPence)
}

/** The part of one funder, as it was decided. */
export interface DecidedShare {
  readonly funder: Funder
  readonly basisPoints: number
  readonly amountPence: Pence
}

/**
 * Who pays which part of what was agreed, where the scheme leaves that to whoever agrees (S3, Lambeth: decided at approval, often
 * 50:50); the usual shares where they give none. Null where the scheme does not leave it to them.
 */
export function decidedShares(
  split: SplitRules,
  given: readonly { readonly funder: Funder; readonly basisPoints: number }[] | null,
  agreedPence: Pence,
): DecidedShare[] | null | Refusal<'shares-not-decided-here' | 'shares-not-whole'> {
  if (!split.decidedAtApproval || split.kind !== 'percentage') {
    if (given === null) return null
    return refuse('shares-not-decided-here', 'The scheme does not let the decider set the shares', '/shares')
  }
  const shares = given ?? split.shares
  for (const [index, { funder }] of shares.entries()) {
    if (!split.shares.some((usual) => usual.funder === funder))
      return refuse('shares-not-whole', `The scheme is not paid for by ${funder}`, `/shares/${index}/funder`)
    if (shares.findIndex((other) => other.funder === funder) < index)
      return refuse('shares-not-whole', 'This funder is named twice', `/shares/${index}/funder`)
  }
  const total = sumPence(shares.map((share) => share.basisPoints))
  if (total !== 10_000)
    return refuse('shares-not-whole', `The shares come to ${total} basis points; they must come to 10,000`, '/shares')
  const amounts = sharesOf(agreedPence, shares)
  return shares.map(({ funder, basisPoints }, index) => ({
    funder,
    basisPoints,
    amountPence: amounts[index]?.amountPence ?? 0,
  }))
}
