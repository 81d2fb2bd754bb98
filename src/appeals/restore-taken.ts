import type { LockedCase } from '../case-access/case.ts'
import { settleReplaced } from '../closing/settle-before-closing.ts'
import { followAgreement } from '../cover-gaps/follow-agreement.ts'
import { findText } from '../crisis-contingencies/in-force.ts'
import type { Decision } from '../decisions/schemas.ts'
import { postCarryOver } from '../ledger/carried-repository.ts'
import { type AgreedLine, grantedOf, leftOf, listActiveLines, listLines, usedOf } from '../ledger/lines-repository.ts'
import { insertRestored } from '../ledger/restored-repository.ts'
import { goOnGiving } from '../line-providers/go-on-giving.ts'
import { carriedLeftOf } from '../period-ends/carry-over.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Context, orNotFound } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { checkTotal, planTotal } from '../rules/planning/plan-checks.ts'
import { type GivenBack, givenBack, type TakenLine, withCoverOf } from '../rules/planning/restoring.ts'
import { londonDate } from '../shared/dates.ts'
import { inPounds, type Pence, sumPence } from '../shared/money.ts'
import { asSettled, openAgreed, supersedePlan } from '../sign-off/put-in-force.ts'
import { findBudgetLeft } from '../support-plans/budget-left.ts'
import { findPlanInForce, type PlanInForce } from '../support-plans/in-force.ts'
import { insertPlanRow, type Plan, planHash } from '../support-plans/repository.ts'
import { insertPlanVersion } from '../support-plans/versions-repository.ts'
import { findCameIn, findTaking, type Line, leftOfAgreed, sinceTaken } from './taken-lines.ts'

/** What an appeal that is won gives back, and the plan by which the person has it. */
export interface Restored {
  readonly lines: readonly Omit<GivenBack, 'from'>[]
  /** Null where nothing of it can be had any more, or its own plan is in force again. */
  readonly plan: Plan | null
  readonly replaced: Plan | null
}

/**
 * Gives back what a decision had taken by the time that an appeal against it is won: each line as it was, from today, in a version of the plan in force
 * that takes its place. What there was not meanwhile is kept and told, and not paid back by itself.
 */
export async function restoreTaken(
  tx: Tx,
  context: Context,
  budgetCase: LockedCase,
  of: { readonly appealId: string; readonly decision: Decision },
): Promise<Restored | undefined> {
  const { actor, now } = context
  const today = londonDate(now)
  const [inForce, all, came] = await Promise.all([
    findPlanInForce(tx, actor, budgetCase.id),
    listLines(tx, actor, budgetCase.id),
    findCameIn(tx, actor, budgetCase.id),
  ])
  const pair = inForce && (await findTaking(tx, actor, all, of.decision))
  if (!pair) return undefined
  const look = (held: PlanInForce, known: readonly AgreedLine[]) => {
    const has = linesNow(held)
    // What there is of a line without days is what is left of it: what was used since is taken off both.
    const left = has.map((line) => {
      const open = held.opened.find(({ key }) => key === line.key)
      return open && !line.schedule ? { ...line, amountPence: leftOfAgreed(open, came) } : line
    })
    const lines = pair.taken.flatMap((line) => givenBack(line, left, sinceTaken(known, line, came), today) ?? [])
    const again = lines.flatMap(({ key, from }): Again[] => {
      const line = from && pair.taken.find((one) => one.key === key)?.line
      if (!line || !from) return []
      const { movedPence, ...rest } = from
      return [{ line: { ...line, ...rest }, opensWith: rest.amountPence + movedPence }]
    })
    return { has, lines, again }
  }
  const found = look(inForce, all)
  // What is owed for days until yesterday is no part of what is given back.
  const held = found.again.length > 0 ? await settleReplaced(tx, context, budgetCase.id, inForce) : inForce
  const { has, lines, again } = held === inForce ? found : look(held, await listLines(tx, actor, budgetCase.id))
  if (lines.length === 0) return undefined
  insertRestored(tx, actor, { caseId: budgetCase.id, appealId: of.appealId, restoredOn: today }, lines)
  if (again.length === 0) return { lines, plan: null, replaced: null }
  const plan = await putInForce(tx, context, budgetCase, { inForce: held, before: pair.before, has, again })
  const opened = pair.taken.filter(({ key }) => again.some(({ line }) => line.key === key))
  await carryAgain(tx, context, budgetCase.id, all, opened)
  await goOnGiving(tx, context, budgetCase.id, [
    ...held.opened,
    ...opened.map((line) => ({ ...line, id: line.planLineId })),
  ])
  await record(tx, actor, {
    type: 'support-plan.restored',
    subjectId: plan.id,
    caseId: budgetCase.id,
    at: now,
    schemeVersion: budgetCase.schemeVersion,
    facts: {
      from: pair.before.id,
      lines: lines.map(({ key }) => key),
      restoredPence: sumPence(lines.map(({ restoredPence }) => restoredPence)),
      lostPence: sumPence(lines.map(({ lostPence }) => lostPence)),
    },
  })
  return { lines, plan, replaced: inForce.plan }
}

/** What came over from the period before to lines that are there again, and went with them, is there again too. */
async function carryAgain(
  tx: Tx,
  { actor, now }: Context,
  caseId: string,
  all: readonly AgreedLine[],
  taken: readonly TakenLine[],
): Promise<void> {
  const open = await listActiveLines(tx, actor, caseId)
  const carried = taken.flatMap(({ key, planLineId: fromLineId }) => {
    const [to, had] = [open.find((line) => line.key === key), all.find(({ id }) => id === fromLineId)]
    const pence = had ? Math.min(carriedLeftOf(had), leftOf(had)) : 0
    return to && pence > 0 ? [{ fromLineId, planLineId: to.id, pence }] : []
  })
  if (carried.length > 0) await postCarryOver(tx, actor, caseId, carried, now)
}

/** Keeps since when the person did not have the lines of a budget that had ended by the decision and is open again: all that was left of them is there. */
export async function keepReopened(
  tx: Tx,
  { actor, now }: Context,
  caseId: string,
  appealId: string,
  held: readonly AgreedLine[],
): Promise<Restored | undefined> {
  const open = new Map((await listActiveLines(tx, actor, caseId)).map((line) => [line.id, line]))
  const lines = held.flatMap(({ id: planLineId, key, title, closedOn }) => {
    const again = open.get(planLineId)
    if (!again || closedOn === null) return []
    return [{ planLineId, key, title, lostFrom: closedOn, restoredPence: leftOf(again), lostPence: 0 }]
  })
  insertRestored(tx, actor, { caseId, appealId, restoredOn: londonDate(now) }, lines)
  return lines.length > 0 ? { lines, plan: null, replaced: null } : undefined
}

/** What the person has now, with how the money is held now. */
const linesNow = ({ plan, opened }: PlanInForce): Line[] =>
  plan.lines.flatMap((line) => {
    const open = opened.find(({ key }) => key === line.key)
    return open ? [{ ...line, deployment: open.deployment, instrument: open.instrument, holderId: open.holderId }] : []
  })

/** A line that is there again, and what it opens with: what moved to it since is beside what is agreed for it. */
interface Again {
  readonly line: Line
  readonly opensWith: Pence
}

/** A line with what moved to it: a plan agrees to no more than its lines come to. */
const withMoved = (line: Line, opening: readonly Line[]): Line => {
  const opens = opening.find(({ key }) => key === line.key)
  return { ...line, amountPence: Math.max(line.amountPence, opens?.amountPence ?? 0) }
}

interface Restoring {
  /** Settled already. */
  readonly inForce: PlanInForce
  readonly before: Plan
  readonly has: readonly Line[]
  readonly again: readonly Again[]
}

async function putInForce(
  tx: Tx,
  context: Context,
  budgetCase: LockedCase,
  { inForce, before, has, again }: Restoring,
): Promise<Plan> {
  const { actor, now } = context
  const id = newId()
  const [budgetLeft, text] = await Promise.all([
    findBudgetLeft(tx, actor, budgetCase.id, id),
    findText(tx, actor, budgetCase.id, now),
  ])
  const budget = orNotFound(budgetLeft, 'budget-not-disclosed')
  const goesOn = has.filter(({ key }) => !again.some(({ line }) => line.key === key))
  const left = goesOn.flatMap((line) => {
    const open = inForce.opened.find(({ key }) => key === line.key)
    const amountPence = open ? grantedOf(open) - usedOf(open) - carriedLeftOf(open) : 0
    return amountPence > 0 ? [{ ...line, amountPence }] : []
  })
  const back = again.map(({ line, opensWith }) => ({ ...line, amountPence: opensWith }))
  const opening = [...left, ...back]
  if (checkTotal(opening, budget.leftPence, budgetCase.rules).length > 0) {
    const [given, short] = [back, opening].map((lines) => sumPence(lines.map(({ amountPence }) => amountPence)))
    throw new Problem(
      'budget-short',
      `${inPounds(given ?? 0)} would be given back, and the budget has ${inPounds((short ?? 0) - budget.leftPence)} too little for it beside what the person has now: vary, and a plan is made for what there is`,
    )
  }
  const known = new Set(inForce.plan.outcomes.map(({ key }) => key))
  const content = {
    outcomes: [...inForce.plan.outcomes, ...before.outcomes.filter(({ key }) => !known.has(key))],
    lines: [...goesOn, ...again.map(({ line }) => line)].map((line) => withMoved(line, opening)),
    crisisContingency: withCoverOf(
      text?.crisisContingency ?? inForce.plan.crisisContingency,
      before.crisisContingency,
      again.map(({ line }) => line.key),
    ),
  }
  const limits = [inForce.plan.agreedLimitPence, before.agreedLimitPence]
  const plan: Plan = {
    ...content,
    id,
    caseId: budgetCase.id,
    status: 'agreed',
    totalPence: planTotal(content),
    contentHash: planHash(id, content),
    submittedVersion: 1,
    tier: null,
    openedAt: now.toISOString(),
    submittedAt: now.toISOString(),
    agreedAt: now.toISOString(),
    agreedPence: sumPence(opening.map(({ amountPence }) => amountPence)),
    period: inForce.plan.period,
    takesEffectAfter: null,
    waitsForBudget: null,
    agreedLimitPence: limits.some((limit) => limit === null) ? null : Math.max(...limits.map((limit) => limit ?? 0)),
    supersededBy: null,
    authorIds: [...new Set([...inForce.plan.authorIds, ...before.authorIds])],
    version: 1,
  }
  await supersedePlan(tx, context, budgetCase, inForce, id, asSettled)
  await insertPlanRow(tx, actor, plan)
  await insertPlanVersion(tx, actor, plan, 1, now)
  await openAgreed(tx, context, budgetCase, id, opening, budget, followAgreement)
  return plan
}
