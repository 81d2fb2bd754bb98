import type { AgreedLine } from '../ledger/lines-repository.ts'
import { commit, uncommit } from '../ledger/payment-moves-repository.ts'
import { isHoldingAgreed } from '../line-holdings/repository.ts'
import { listNewestPauses } from '../line-pauses/repository.ts'
import { record } from '../platform/audit/audit.ts'
import { atEnd } from '../platform/database/at-end.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { besideCrises, crisisPayments } from '../rules/payments/crisis-payments.ts'
import { bySchedule, failedDays, failedForEach, insteadOf, purposeAgain } from '../rules/payments/failed.ts'
import { paidWhen } from '../rules/payments/instalments.ts'
import {
  type LessPaid,
  lessForSetOff,
  lessOn,
  type PlannedPayment,
  plannedPayments,
} from '../rules/payments/planned.ts'
import { needsAgreement } from '../rules/spending/deployment-agreement.ts'
import { londonDate } from '../shared/dates.ts'
import { type Pence, sumPence } from '../shared/money.ts'
import { findPlanInForce, type PlanInForce } from '../support-plans/in-force.ts'
import { cutOwed } from './cut-owed.ts'
import { listFailed } from './failed-repository.ts'
import { listGivers } from './givers-repository.ts'
import { listGrown } from './grown-repository.ts'
import { listOwedToEnded } from './owed-repository.ts'
import { carryHolds, listOfClosedLines } from './replanned-repository.ts'
import { cancelPayments, insertPayments, listStandingPayments, type StandingPayment } from './repository.ts'
import type { Payment } from './schemas.ts'
import { listSetOffs } from './set-offs-repository.ts'

/** Has the payments of a case planned anew once all else of the write is done, however often it is asked for. */
export function replanPayments(tx: Tx, context: Context, caseId: string): void {
  atEnd(tx, `payments of ${caseId}`, () => planPayments(tx, context, caseId))
}

/**
 * Plans the payments of a case anew, from what is known now: of each line that pays the person, an organisation that holds its money, or a provider that was named
 * to give it, once what has to be signed is, what its schedule asks for and nobody was told to pay. What stays as it was planned keeps its reference; the rest is cancelled or planned, and the money is set aside or free again with it.
 */
async function planPayments(tx: Tx, context: Context, caseId: string): Promise<void> {
  const { actor, now } = context
  const [held, closed, pauses, toEnded] = await Promise.all([
    findPlanInForce(tx, actor, caseId),
    listOfClosedLines(tx, actor, caseId),
    listNewestPauses(tx, actor, caseId),
    listOwedToEnded(tx, actor, caseId),
  ])
  await cutOwed(tx, context, caseId, toEnded)
  // The money of a line that has closed was given back with it.
  await cancelPayments(tx, actor, closed, 'line-closed', now)
  if (!held) return
  const known = knownOf(tx, context, caseId, held, pauses)
  // Each is planned by itself, and all of them in the same round trips as who is paid.
  await Promise.all([
    known.givers,
    known.grown,
    known.setOffs,
    ...held.opened.map((line) => planLine(tx, context, known, line)),
  ])
}

interface Known {
  readonly plan: PlanInForce['plan']
  readonly pauses: Awaited<ReturnType<typeof listNewestPauses>>
  readonly givers: ReturnType<typeof listGivers>
  readonly grown: ReturnType<typeof listGrown>
  readonly setOffs: ReturnType<typeof listSetOffs>
}

/** What of a line was paid, and is to be paid by its schedule and for its crises, from what is known now. */
export async function lookAtLine(
  tx: Tx,
  { actor, now }: Context,
  { plan, pauses, givers, grown }: Omit<Known, 'setOffs'>,
  line: PlanInForce['opened'][number],
) {
  const { caseId, key, deployment } = line
  const [agreed, standing, failed, known] = await Promise.all([
    isHoldingAgreed(tx, actor, caseId, key, line),
    listStandingPayments(tx, actor, caseId, key),
    listFailed(tx, actor, caseId, key),
    givers,
  ])
  const grownOf = (await grown).get(key) ?? []
  const { given, boughtPence } = besideCrises(known.get(line.id), grownOf)
  const { gone, planned } = split(standing)
  const schedule = plan.lines.find((one) => one.key === key)?.schedule ?? null
  // A line that only a later plan has begins anew: a crisis of before was paid of what it brought then, and what has no days is of its own line.
  const ofCrises = gone.filter(({ ofCrisis, planLineId }) => ofCrisis && planLineId === line.id)
  const ofDays = gone.filter(({ ofCrisis, planLineId }) => !ofCrisis && (schedule !== null || planLineId === line.id))
  // A provider without a schedule is paid for what is bought of it.
  const pays = deployment === 'direct-payment' || (given && given.length > 0 && (deployment !== 'notional' || schedule))
  const free = line.availablePence + sumOf(planned)
  // It is for no other days, and goes back when the crisis is over.
  const ofCrisesPence = Math.max(0, Math.min(free, line.crisisPence - sumOf(ofCrises) - boughtPence))
  const by = { today: londonDate(now), ...(given && { given }) }
  const when = paidWhen(deployment)
  const ofLine = pauses.filter((pause) => pause.line === key)
  return {
    ...{ planned, failed, pays, isPaid: pays && (agreed || !needsAgreement(line)), schedule, when },
    crises: { grown: grownOf, gone: ofCrises, leftPence: ofCrisesPence, ...by },
    /** As if nothing were set off. */
    toPay: {
      ...{ schedule, leftPence: free - ofCrisesPence, when, gone: ofDays, pauses: ofLine, ...by },
      failed: failedDays(failed),
    },
    byDays: schedule !== null && schedule.frequency !== 'once',
  }
}

async function planLine(tx: Tx, context: Context, known: Known, line: PlanInForce['opened'][number]): Promise<void> {
  const { actor, now } = context
  const { caseId, key, deployment } = line
  const { planned, failed, pays, isPaid, schedule, when, byDays, ...to } = await lookAtLine(tx, context, known, line)
  // A provider that is paid afterwards is paid for what is bought of it.
  const crises = isPaid && when === 'in-advance' ? crisisPayments(to.crises) : []
  // What is set off stays with the line until it is used, and is planned for nothing. It is the person's own payments that are less by it, and nobody else's.
  const { leftPence: stillPence = 0, less = [] } =
    (deployment === 'direct-payment' && (await known.setOffs).get(key)) || {}
  const setOffPence = lessOn(less, schedule) + stillPence
  const leftPence = Math.max(0, to.toPay.leftPence - stillPence)
  const instalments = isPaid ? plannedPayments({ ...to.toPay, leftPence, setOffPence }) : []
  const wanted = [...crises, ...instalments]
  const stays = (one: Payment) => wanted.some((other) => isSame(one, other))
  const fresh = wanted.filter((one) => !planned.some((other) => isSame(other, one)))
  const away = planned.filter((one) => !stays(one)).map(({ id }) => id)
  const because = pays ? 'schedule-changed' : 'plan-changed'
  const freed = await cancelPayments(tx, actor, away, because, now)
  const about = { caseId, planLineId: line.id }
  uncommit(tx, actor, [{ ...about, pence: sumPence(freed.map(({ pence }) => pence)) }], now)
  if (fresh.length > 0) {
    const pence = sumPence(fresh.map(({ amountPence }) => amountPence))
    commit(tx, actor, [{ ...about, pence }], now)
    const instead = failedForEach(failed, fresh.map(bySchedule), { byDays, away })
    const ids = insertPayments(
      tx,
      actor,
      fresh.map((one, at) => {
        const not = instead[at]
        const toHold = one.payeeId === null || deployment === 'third-party'
        return { ...one, ...about, toHold, ...(not && { ...insteadOf(not), purpose: purposeAgain(one.purpose) }) }
      }),
      now,
    )
    await carryHolds(tx, actor, ids, byDays ? 'by-days' : 'whole-line')
  }
  if (fresh.length + away.length === 0) return
  const facts = { planned: fresh.length, cancelled: away.length }
  await record(tx, actor, { type: 'payments.planned', subjectId: line.id, caseId, at: now, facts })
}

/** What the bank was told of, or is owed for days of the schedule since a line closed, and what is only planned. */
function split(standing: readonly StandingPayment[]) {
  const isTold = ({ state, purpose }: Payment) => state === 'with-the-bank' || state === 'paid' || purpose === 'owed'
  return { gone: standing.filter(isTold), planned: standing.filter((one) => !isTold(one)) }
}

/** By how much the person's payments of a line are less by now than was counted before, for what is set off. Where nothing is paid at all, or not to the person, nothing is less. */
export async function lessOfLine(tx: Tx, context: Context, known: Known, line: AgreedLine): Promise<LessPaid[]> {
  const [{ isPaid, toPay }, setOffs] = await Promise.all([lookAtLine(tx, context, known, line), known.setOffs])
  const { leftPence = 0, less = [] } = setOffs.get(line.key) ?? {}
  if (!isPaid || line.deployment !== 'direct-payment') return []
  return lessForSetOff(toPay, less, leftPence)
}

/** What is known of a case for all its lines, read once. */
export const knownOf = (
  tx: Tx,
  { actor, now }: Context,
  caseId: string,
  held: PlanInForce,
  pauses: Known['pauses'],
): Known => ({
  plan: held.plan,
  pauses,
  givers: listGivers(tx, actor, caseId, held, londonDate(now)),
  grown: listGrown(tx, actor, caseId, held.plan.id),
  setOffs: listSetOffs(tx, actor, caseId, held.plan.period?.from ?? null),
})

export const sumOf = (payments: readonly { readonly amountPence: Pence }[]): Pence =>
  sumPence(payments.map(({ amountPence }) => amountPence))

const isSame = (one: Payment, other: PlannedPayment): boolean =>
  purposeAgain(one.purpose) === purposeAgain(other.purpose) &&
  one.payeeId === other.payeeId &&
  one.from === other.from &&
  one.until === other.until &&
  one.amountPence === other.amountPence
