import type { AgreedLine } from '../ledger/lines-repository.ts'
import { commit, uncommit } from '../ledger/payment-moves-repository.ts'
import { isHoldingAgreed } from '../line-holdings/repository.ts'
import { listNewestPauses } from '../line-pauses/repository.ts'
import { record } from '../platform/audit/audit.ts'
import { atEnd } from '../platform/database/at-end.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { besideCrises, crisisPayments } from '../rules/payments/crisis-payments.ts'
import { paidWhen } from '../rules/payments/instalments.ts'
import { type PlannedPayment, plannedPayments, usedOfSetOff } from '../rules/payments/planned.ts'
import { needsAgreement } from '../rules/spending/deployment-agreement.ts'
import { londonDate } from '../shared/dates.ts'
import { type Pence, sumPence } from '../shared/money.ts'
import { findPlanInForce, type PlanInForce } from '../support-plans/in-force.ts'
import { listGivers } from './givers-repository.ts'
import { listGrown } from './grown-repository.ts'
import { cancelPayments, insertPayments, listOfClosedLines, listStandingPayments } from './repository.ts'
import type { Payment } from './schemas.ts'
import { listSetOffs, type SetOff } from './set-offs-repository.ts'

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
  const [held, closed, pauses] = await Promise.all([
    findPlanInForce(tx, actor, caseId),
    listOfClosedLines(tx, actor, caseId),
    listNewestPauses(tx, actor, caseId),
  ])
  // The money of a line that has closed was given back with it.
  await cancelPayments(tx, actor, closed, 'line-closed', now)
  if (!held) return
  const givers = listGivers(tx, actor, caseId, held, londonDate(now))
  const grown = listGrown(tx, actor, caseId, held.plan.id)
  const setOffs = listSetOffs(tx, actor, caseId, held.plan.period?.from ?? null)
  // Each is planned by itself, and all of them in the same round trips as who is paid.
  await Promise.all([
    givers,
    grown,
    setOffs,
    ...held.opened.map((line) => planLine(tx, context, { plan: held.plan, pauses, givers, grown, setOffs }, line)),
  ])
}

interface Known {
  readonly plan: PlanInForce['plan']
  readonly pauses: Awaited<ReturnType<typeof listNewestPauses>>
  readonly givers: ReturnType<typeof listGivers>
  readonly grown: ReturnType<typeof listGrown>
  readonly setOffs: ReturnType<typeof listSetOffs>
}

async function planLine(
  tx: Tx,
  context: Context,
  { plan, pauses, givers, grown, setOffs }: Known,
  line: PlanInForce['opened'][number],
): Promise<void> {
  const { actor, now } = context
  const { caseId, key, deployment } = line
  const [agreed, standing, known] = await Promise.all([
    isHoldingAgreed(tx, actor, caseId, key, line),
    listStandingPayments(tx, actor, caseId, key),
    givers,
  ])
  const grownOf = (await grown).get(key) ?? []
  const { given, boughtPence } = besideCrises(known.get(line.id), grownOf)
  const { gone, planned } = split(standing)
  // A line that only a later plan has begins anew: a crisis of before was paid of what it brought then, and what has no days is of its own line.
  const ofCrises = gone.filter(({ purpose, planLineId }) => purpose === 'crisis' && planLineId === line.id)
  const schedule = plan.lines.find((one) => one.key === key)?.schedule ?? null
  const bySchedule = gone.filter(
    ({ purpose, planLineId }) => purpose !== 'crisis' && (schedule !== null || planLineId === line.id),
  )
  // A provider without a schedule is paid for what is bought of it.
  const pays = deployment === 'direct-payment' || (given && given.length > 0 && (deployment !== 'notional' || schedule))
  const isPaid = pays && (agreed || !needsAgreement(line))
  const free = line.availablePence + sumOf(planned)
  // It is for no other days, and goes back when the crisis is over.
  const ofCrisesPence = Math.max(0, Math.min(free, line.crisisPence - sumOf(ofCrises) - boughtPence))
  const by = { today: londonDate(now), ...(given && { given }) }
  const when = paidWhen(deployment)
  // A provider that is paid afterwards is paid for what is bought of it.
  const crises =
    isPaid && when === 'in-advance'
      ? crisisPayments({ grown: grownOf, gone: ofCrises, leftPence: ofCrisesPence, ...by })
      : []
  const ofLine = pauses.filter((pause) => pause.line === key)
  // What is set off stays with the line until it is used, and is planned for nothing.
  const { setOffPence = 0, usedPence = 0 } = (await setOffs).get(key) ?? {}
  const leftPence = Math.max(0, free - ofCrisesPence - (setOffPence - usedPence))
  const instalments = isPaid
    ? plannedPayments({ schedule, leftPence, when, gone: bySchedule, pauses: ofLine, setOffPence, ...by })
    : []
  const wanted = [...crises, ...instalments]
  const stays = (one: Payment) => wanted.some((other) => isSame(one, other))
  const fresh = wanted.filter((one) => !planned.some((other) => isSame(other, one)))
  const away = planned.filter((one) => !stays(one)).map(({ id }) => id)
  const because = pays ? 'schedule-changed' : 'plan-changed'
  const freed = await cancelPayments(tx, actor, away, because, now)
  const about = { caseId, planLineId: line.id }
  uncommit(tx, actor, [{ ...about, pence: freed }], now)
  if (fresh.length > 0) {
    const pence = sumPence(fresh.map(({ amountPence }) => amountPence))
    commit(tx, actor, [{ ...about, pence }], now)
    insertPayments(
      tx,
      actor,
      fresh.map((one) => ({ ...one, ...about })),
      now,
    )
  }
  if (fresh.length + away.length === 0) return
  const facts = { planned: fresh.length, cancelled: away.length }
  await record(tx, actor, { type: 'payments.planned', subjectId: line.id, caseId, at: now, facts })
}

/** What the bank was told of, and what is only planned. One that the bank did not make is planned again as it was, until somebody has looked at it: its days are not planned a second time. */
function split(standing: readonly Payment[]) {
  const gone = standing.filter(
    ({ state, purpose, holdReason }) =>
      state === 'with-the-bank' || state === 'paid' || purpose === 'again' || holdReason === 'failed-before',
  )
  return { gone, planned: standing.filter((one) => !gone.includes(one)) }
}

/** By how much the payments of a line were less so far for what is set off. */
export async function usedOfLine(
  tx: Tx,
  { actor, now }: Context,
  { plan, pauses, setOffs }: Pick<Known, 'plan' | 'pauses' | 'setOffs'>,
  line: AgreedLine,
  { setOffPence, usedPence }: SetOff,
): Promise<Pence> {
  const [agreed, all] = await Promise.all([
    isHoldingAgreed(tx, actor, line.caseId, line.key, line),
    listStandingPayments(tx, actor, line.caseId, line.key),
  ])
  // Where nothing is paid at all, nothing is less.
  if (!agreed && needsAgreement(line)) return usedPence
  const { gone, planned } = split(all.filter(({ purpose }) => purpose !== 'crisis'))
  const schedule = plan.lines.find(({ key }) => key === line.key)?.schedule ?? null
  const ofLine = pauses.filter((pause) => pause.line === line.key)
  // What was set off before stays so.
  const before = ((await setOffs).get(line.key)?.usedPence ?? usedPence) - usedPence
  const known = { schedule, pauses: ofLine, gone, today: londonDate(now), setOffPence: before + setOffPence }
  return usedOfSetOff(known, planned, before + usedPence) - before
}

const sumOf = (payments: readonly { readonly amountPence: Pence }[]): Pence =>
  sumPence(payments.map(({ amountPence }) => amountPence))

const isSame = (one: Payment, other: PlannedPayment): boolean =>
  one.purpose === other.purpose &&
  one.payeeId === other.payeeId &&
  one.from === other.from &&
  one.until === other.until &&
  one.amountPence === other.amountPence
