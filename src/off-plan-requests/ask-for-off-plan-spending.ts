import type { Static } from '@sinclair/typebox'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { requireMandate } from '../case-team/require-mandate.ts'
import { startClock } from '../clocks/running-repository.ts'
import type { AgreedLine } from '../ledger/lines-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { mayRecord } from '../rules/people/recording.ts'
import type { Element } from '../rules/planning/elements.ts'
import { categoryMissing, titleMissing } from '../rules/planning/line-category.ts'
import type { SchemeRules } from '../rules/scheme/scheme-rules.ts'
import { daysAt } from '../rules/sign-off/sign-off.ts'
import { keepSaidFor } from '../said-for/keep-said-for.ts'
import { londonDate } from '../shared/dates.ts'
import { workingDaysAfter } from '../shared/working-days.ts'
import { refusalOf } from '../spending-checks/refusal-of-words.ts'
import { requireBuyable } from '../spending-checks/require-buyable.ts'
import { findPlanInForce, type PlanInForce } from '../support-plans/in-force.ts'
import { lookAtRequest } from './look-at-request.ts'
import { insertRequest, type KeptRequest, listWaiting, mostWaiting, told } from './repository.ts'
import { requireFits, requireGiving } from './require-room.ts'
import { routeOfRequest } from './route.ts'
import type { NewOffPlanRequest, OffPlanRequest } from './schemas.ts'

type New = Static<typeof NewOffPlanRequest>

/** Asks for something that is not in the plan in force, or for more of a line. It goes to the lowest tier that may decide on the plan with it, and has a clock. */
export async function askForOffPlanSpending(
  tx: Tx,
  context: Context,
  caseId: string,
  { saidFor = null, ...input }: New,
): Promise<Answer<OffPlanRequest>> {
  const { actor, now } = context
  const budgetCase = await openForWriting(tx, context, caseId)
  const askedAs = requireCaseRole(budgetCase, actor, 'person', 'representative', 'broker', 'care-coordinator')
  await requireMandate(tx, actor, caseId, askedAs, 'askForOffPlanSpending')
  const [held, waiting] = await Promise.all([findPlanInForce(tx, actor, caseId), listWaiting(tx, actor, caseId)])
  const inForce = orNotFound(held, 'nothing-to-review')
  const today = londonDate(now)
  const { because: words, payee = null, payeeId = null, takesFrom = null } = input
  orThrow(mayRecord(askedAs, { words, saidFor }, agreedOn(inForce) ?? today, today))
  if (waiting.length >= mostWaiting) throw new Problem('wrong-state', `${mostWaiting} requests wait already`)
  if (askedAs === 'broker' && takesFrom !== null)
    throw invalidAt('/takesFrom', 'The person says whether one line gives to another, or who acts for them')
  if (askedAs === 'broker' && payee === null) throw invalidAt('/payee', 'Say who would be paid')
  requireBuyable(titleMissing(budgetCase.rules, input.title, '/title'))
  const { line, gives } = requireLines(inForce, { ...input, takesFrom })
  const wanted = {
    ...input,
    category: categoryOf(budgetCase.rules, input, line),
    element: elementOf(budgetCase.rules, input, line),
    takesFrom,
    payee,
    payeeId,
    ties: [],
    askedBy: actor.actorId,
  }
  if (gives) await requireGiving(tx, context, budgetCase, inForce, { ...wanted, gives, pence: wanted.amountPence })
  const known = await routeOfRequest(tx, context, budgetCase, inForce, wanted)
  const { route, countedPence, ties } = known
  requireFits(budgetCase, known, wanted)
  const { tier, because } = orThrow(route)
  const workingDays = daysAt(budgetCase.rules, tier, 0)
  const request: KeptRequest = {
    ...wanted,
    ties: [...ties],
    id: newId(),
    caseId,
    supportPlanId: inForce.plan.id,
    status: 'waiting',
    round: 1,
    askedAs,
    askedAt: now.toISOString(),
    tier,
    dueOn: workingDaysAfter(today, workingDays),
    agreedPence: null,
    planLineId: null,
    decisionId: null,
    closedAt: null,
  }
  await insertRequest(tx, actor, request)
  // What is in doubt is looked at while it waits; somebody may have refused the same before.
  const { refused } = await lookAtRequest(tx, context, budgetCase, request, request.amountPence)
  const refusal = refusalOf({ refused, held: [] })
  if (refusal) throw refusal
  const said = { kind: 'off-plan-request', subjectId: request.id, as: askedAs, words, saidFor } as const
  const clock = { caseId, kind: 'off-plan-decision', subjectId: request.id, workingDays } as const
  const facts = { kind: input.kind, amountPence: input.amountPence, countedPence, tier, because, askedAs }
  await Promise.all([
    keepSaidFor(tx, context, budgetCase, said),
    startClock(tx, actor, clock, today),
    record(tx, actor, { type: 'off-plan.asked', subjectId: request.id, caseId, at: now, facts }),
  ])
  return created(told(request), `/v1/off-plan-requests/${request.id}`)
}

const agreedOn = ({ plan }: PlanInForce) => plan.agreedAt && londonDate(new Date(plan.agreedAt))

/** The lines that it is about and that would give to it. Refuses lines and outcomes that the plan in force has not. */
function requireLines(
  { plan, opened }: PlanInForce,
  input: New & { readonly takesFrom: string | null },
): { readonly line: AgreedLine; readonly gives: AgreedLine | null } {
  const lineAt = (key: string, pointer: string) => {
    const line = opened.find((one) => one.key === key)
    if (!line) throw invalidAt(pointer, 'The plan in force has no open line with this key', 'line-unknown')
    return line
  }
  const line = lineAt(input.line, '/line')
  for (const [index, key] of input.outcomes.entries())
    if (!plan.outcomes.some((outcome) => outcome.key === key))
      throw invalidAt(`/outcomes/${index}`, 'The plan has no outcome with this key', 'outcome-unknown')
  if (input.takesFrom === null) return { line, gives: null }
  const gives = lineAt(input.takesFrom, '/takesFrom')
  if (input.kind === 'more-of-line' && gives.id === line.id)
    throw invalidAt('/takesFrom', 'A line gives nothing to itself', 'line-unknown')
  return { line, gives }
}

/** Which element of the budget would pay for it: that of the line that it is more of, and otherwise what is asked for. */
function elementOf({ split }: SchemeRules, { kind, element = null }: New, line: AgreedLine): Element | null {
  if (kind === 'more-of-line') {
    if (element !== null) throw invalidAt('/element', 'More of a line is of the element of the line: leave it out')
    return line.element
  }
  if (split.kind !== 'layered') {
    if (element !== null) throw invalidAt('/element', 'The budget of this scheme has no elements: leave it out')
    return null
  }
  if (element === null)
    throw invalidAt('/element', 'Say whether the health element or the social-care budget pays for it')
  return element
}

/** What it is, by the list of the scheme. What no budget buys is refused by the rule, which says where to go instead. */
function categoryOf(rules: SchemeRules, { kind, category = null }: New, line: AgreedLine): string {
  if (kind === 'more-of-line') {
    if (category !== null) throw invalidAt('/category', 'More of a line is of the category of the line: leave it out')
    return line.category
  }
  if (category === null) throw invalidAt('/category', 'Say what it is, by the list of the scheme')
  requireBuyable(categoryMissing(rules, category, '/category'))
  return category
}
