import { postGivenBack } from '../ledger/additions-repository.ts'
import { postCarryOver } from '../ledger/carried-repository.ts'
import { type AgreedLine, listLines } from '../ledger/lines-repository.ts'
import { restoreRecovered } from '../ledger/payment-moves-repository.ts'
import { replanPayments } from '../payments/plan-payments.ts'
import { insertPayments } from '../payments/repository.ts'
import { isSameMoney } from '../period-ends/carry-over.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Context, orNotFound } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { workingDayFrom } from '../rules/payments/instalments.ts'
import { paysTheSame } from '../rules/planning/line-schedule.ts'
import { londonDate } from '../shared/dates.ts'
import { sumPence } from '../shared/money.ts'
import { findPlanInForce, type PlanInForce } from '../support-plans/in-force.ts'
import { findPlan, type Plan } from '../support-plans/repository.ts'
import { findOpenRecovery, findRecovery, setRecovery, told } from './repository.ts'
import type { SurplusRecovery } from './schemas.ts'

type Line = SurplusRecovery['lines'][number]
const paidToPerson = { deployment: 'direct-payment', instrument: 'bank-account', holderId: null } as const

/** An appeal was won: nothing is taken or set off, and what was already is the person's again. */
export async function overturnRecovery(tx: Tx, context: Context, id: string): Promise<void> {
  const { actor, now } = context
  const recovery = await findRecovery(tx, actor, id)
  if (!recovery) return
  const lines = (await giveBack(tx, context, recovery)).map((line) => ({ ...line, setOffPence: 0, recoveredPence: 0 }))
  await setRecovery(tx, actor, { ...told(recovery), status: 'overturned', lines, closedAt: now.toISOString() })
}

/** It is decided again: the person has said what they say, and nothing is taken meanwhile. */
export async function reopenRecovery(tx: Tx, context: Context, id: string): Promise<void> {
  const { actor } = context
  const recovery = await findRecovery(tx, actor, id)
  if (!recovery) return
  const open = await findOpenRecovery(tx, actor, recovery.caseId)
  if (open && open.id !== id)
    throw new Problem(
      'wrong-state',
      'Other money of the case is looked at, and this cannot be decided again beside it: decide the appeal once that is closed, or overturn this',
    )
  const undecidedLine = { decidedPence: null, setOffPence: 0, recoveredPence: 0 }
  const lines = (await giveBack(tx, context, recovery)).map((line) => ({ ...line, ...undecidedLine }))
  const undecided = { factors: [], decisionId: null, takenAfter: null, closedAt: null }
  await setRecovery(tx, actor, { ...told(recovery), ...undecided, status: 'proposed', lines })
}

/** What was taken is given back where it is of use now, whatever has become of the plan from which it was taken: all of it, and once. */
async function giveBack(tx: Tx, context: Context, recovery: SurplusRecovery): Promise<Line[]> {
  const { actor, now } = context
  const { caseId } = recovery
  replanPayments(tx, context, caseId)
  if (recovery.lines.every(({ recoveredPence }) => recoveredPence === 0)) return recovery.lines
  const [all, held, plan] = await Promise.all([
    listLines(tx, actor, caseId),
    findPlanInForce(tx, actor, caseId),
    findPlan(tx, actor, recovery.supportPlanId),
  ])
  const before = orNotFound(plan)
  const given = recovery.lines.map(async (line): Promise<Line> => {
    const pence = line.recoveredPence
    const was = all.find(({ id }) => id === line.planLineId)
    if (!was || pence === 0) return line
    restoreRecovered(tx, actor, [{ caseId, planLineId: was.id, pence, closed: was.status === 'closed' }], now)
    if (was.status !== 'closed')
      return { ...line, lessFor: [], givenBackPence: line.givenBackPence + pence, givenBackAs: 'line' }
    const givenBackAs = await onwards(tx, context, { line, recovery, was, before, held })
    // What is paid by itself was still paid less by the schedule.
    const lessFor = givenBackAs === 'owed' ? line.lessFor : []
    const owedPence = line.owedPence + (givenBackAs === 'owed' ? pence : 0)
    return { ...line, lessFor, givenBackPence: line.givenBackPence + pence, owedPence, givenBackAs }
  })
  return Promise.all(given)
}

interface Taken {
  readonly line: Line
  readonly recovery: SurplusRecovery
  /** The line that was taken from, which has closed; the plan that it was of, and the one in force, with what was opened of it. */
  readonly was: AgreedLine
  readonly before: Plan
  readonly held: PlanInForce | undefined
}

/** Gives what was taken of a line that has closed to the plan in force, owes it to the person who was paid it, or leaves it to the budget. */
async function onwards(tx: Tx, context: Context, taken: Taken): Promise<Line['givenBackAs']> {
  const { actor, now } = context
  const { recovery, was, before, held } = taken
  const pence = taken.line.recoveredPence
  const same = held?.opened.find((line) => isSameMoney(was, line))
  const { caseId, id: fromLineId, title, category, element, deployment, instrument, holderId } = was
  const lineOf = (id: string) => ({ id, key: `given-back-${id.slice(-12)}`, title, category, element })
  const from = { caseId, fromLineId, pence }
  if (held && same && (recovery.kind === 'taken-back' || isPaidBy(taken, same, held))) {
    const isNext = (held.plan.period?.from ?? '') > (before.period?.from ?? '')
    if (isNext) await postCarryOver(tx, actor, caseId, [{ fromLineId, planLineId: same.id, pence }], now)
    else postGivenBack(tx, actor, { ...from, to: same.id }, now)
    return 'plan-in-force'
  }
  if (held && recovery.kind === 'taken-back') {
    const line = { ...lineOf(newId()), deployment, instrument, holderId }
    postGivenBack(tx, actor, { ...from, to: { line, supportPlanId: held.plan.id, owedOn: null } }, now)
    return 'plan-in-force'
  }
  // Nobody was to be paid it. It is part of the budget of the case again, for the next plan.
  if (recovery.kind === 'taken-back' && deployment !== 'direct-payment') return 'budget'
  // What the person was to be paid they are paid, and it is theirs.
  const id = newId()
  const today = londonDate(now)
  const line = { ...lineOf(id), ...paidToPerson }
  postGivenBack(tx, actor, { ...from, to: { line, supportPlanId: before.id, owedOn: today } }, now)
  const day = was.closedOn ?? today
  const payment = { caseId, planLineId: id, payeeId: null, purpose: 'owed', toHold: false, amountPence: pence } as const
  insertPayments(tx, actor, [{ ...payment, from: day, until: day, dueOn: workingDayFrom(today) }], now)
  return 'owed'
}

/** Whether a line of the plan in force pays the person for the days whose payments were less, at the same rate: then they are due by its schedule. */
function isPaidBy({ line, was, before }: Taken, same: AgreedLine, { plan }: PlanInForce): boolean {
  const scheduleIn = (of: Plan) => of.lines.find(({ key }) => key === was.key)?.schedule ?? null
  const schedule = scheduleIn(plan)
  return (
    same.deployment === 'direct-payment' &&
    plan.period?.from === before.period?.from &&
    paysTheSame(scheduleIn(before), schedule) &&
    sumPence(line.lessFor.map(({ amountPence }) => amountPence)) === line.recoveredPence &&
    line.lessFor.every(({ from, until }) => schedule !== null && schedule.from <= from && until <= schedule.until)
  )
}
