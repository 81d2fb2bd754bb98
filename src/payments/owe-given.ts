import type { AgreedLine } from '../ledger/lines-repository.ts'
import { owe, uncommit } from '../ledger/payment-moves-repository.ts'
import { listNewestPauses } from '../line-pauses/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { partAtRates } from '../rules/payments/cost-of-days.ts'
import { crisisPayments } from '../rules/payments/crisis-payments.ts'
import { bySchedule, failedForEach, insteadOf } from '../rules/payments/failed.ts'
import { workingDayFrom } from '../rules/payments/instalments.ts'
import { partUntil } from '../rules/payments/part-until.ts'
import { isOfSchedule, lastGiven, type PlannedPayment, plannedPayments, type ToPay } from '../rules/payments/planned.ts'
import { type HeldBy, sameHolder } from '../rules/planning/line-holding.ts'
import { daysAfter, type LocalDate, londonDate } from '../shared/dates.ts'
import { type Pence, sumPence } from '../shared/money.ts'
import { findPlanInForce, type PlanInForce } from '../support-plans/in-force.ts'
import { listInsteadOf } from './failed-repository.ts'
import { copyHolds, hasWaiting } from './owed-repository.ts'
import { knownOf, lookAtLine, sumOf } from './plan-payments.ts'
import { cancelPayments, type FreshPayment, insertPayments, type StandingPayment } from './repository.ts'
import type { Payment } from './schemas.ts'

/**
 * Owes what the lines of a plan are to pay for days until its last, before they close: what a provider gave and is paid for afterwards, what a crisis brought, and what the bank could not pay. It is
 * owed whatever has closed, at no more than what is agreed for its days, and is held where what it takes the place of was. Gives the plan with what its lines have then.
 */
export async function oweGiven(
  tx: Tx,
  context: Context,
  caseId: string,
  held: PlanInForce,
  lastDay: LocalDate,
): Promise<PlanInForce> {
  const { actor } = context
  if (!(await hasWaiting(tx, actor, caseId))) return held
  const known = knownOf(tx, context, caseId, held, await listNewestPauses(tx, actor, caseId))
  const [owed] = await Promise.all([
    Promise.all(held.opened.map((line) => oweOfLine(tx, context, known, line, { lastDay, because: 'line-closed' }))),
    ...[known.givers, known.grown, known.setOffs],
  ])
  return owed.some((isOwed) => isOwed) ? ((await findPlanInForce(tx, actor, caseId)) ?? held) : held
}

/**
 * Owes what was for days until yesterday, before the money of a line is held by somebody else: what a provider gave, and what the bank could not pay to who holds the money. From then on its schedule
 * pays whoever holds it.
 */
export async function oweBeforeHeld(
  tx: Tx,
  context: Context,
  caseId: string,
  planLineId: string,
  after: HeldBy,
): Promise<void> {
  const lastDay = daysAfter(londonDate(context.now), -1)
  await oweOfOpenLine(tx, context, { caseId, planLineId }, (line) => {
    if (line.deployment === 'notional') return { lastDay, because: 'schedule-changed' }
    return sameHolder(line, after) ? undefined : { lastDay, because: 'schedule-changed', isOwed: isInstead }
  })
}

/** Owes what stands instead of a payment of a line for days until its money was held by somebody else. */
export const oweNotMade = (
  tx: Tx,
  context: Context,
  of: { readonly caseId: string; readonly planLineId: string },
  failedId: string,
  lastDay: LocalDate,
): Promise<void> =>
  oweOfOpenLine(tx, context, of, () => ({
    ...{ lastDay, because: 'schedule-changed' },
    isOwed: ({ insteadOfId }) => insteadOfId === failedId,
  }))

async function oweOfOpenLine(
  tx: Tx,
  context: Context,
  { caseId, planLineId }: { readonly caseId: string; readonly planLineId: string },
  what: (line: AgreedLine) => ToOwe | undefined,
): Promise<void> {
  const { actor } = context
  const held = await findPlanInForce(tx, actor, caseId)
  const line = held?.opened.find(({ id }) => id === planLineId)
  const toOwe = line && what(line)
  if (!held || !toOwe || !(await hasWaiting(tx, actor, caseId))) return
  const known = knownOf(tx, context, caseId, held, await listNewestPauses(tx, actor, caseId))
  await Promise.all([oweOfLine(tx, context, known, line, toOwe), ...[known.givers, known.grown, known.setOffs]])
}

/** Until which day something is owed, why it is planned otherwise, and which payments alone, where it is not all that the line is to pay. */
interface ToOwe {
  readonly lastDay: LocalDate
  readonly because: 'line-closed' | 'schedule-changed'
  readonly isOwed?: (payment: Payment) => boolean
}

const isInstead = ({ insteadOfId }: Payment): boolean => insteadOfId !== null

async function oweOfLine(
  tx: Tx,
  context: Context,
  known: ReturnType<typeof knownOf>,
  line: AgreedLine,
  { lastDay, because, isOwed }: ToOwe,
): Promise<boolean> {
  const { actor, now } = context
  const look = await lookAtLine(tx, context, known, line)
  const { failed, toPay, byDays } = look
  const ofLine = look.planned.filter((one) => one.planLineId === line.id && (isOwed?.(one) ?? true))
  // What the bank could not pay is owed for itself, whether or not the schedule would still pay it.
  const notMade = ofLine.filter(isInstead)
  const planned = ofLine.filter((one) => !notMade.includes(one))
  const lastDayOf = ({ payeeId }: Payment) =>
    [lastDay, lastGiven(toPay.given ?? [], payeeId) ?? lastDay].sort()[0] ?? lastDay
  const isHolder = (payeeId: string | null) => payeeId === null || line.deployment === 'third-party'
  const isOnce = toPay.schedule?.frequency === 'once'
  const away = ofLine.map(({ id }) => id)
  const insteadOfSame = await listInsteadOf(tx, actor, notMade)
  const had = isOwed ? [] : hadUntil(look, notMade, lastDay)
  const instead = failedForEach(failed, had.map(bySchedule), { byDays, away: planned.map(({ id }) => id) })
  const owed: Owed[] = [
    ...had.map((one, at) => {
      const not = instead[at]
      const same = planned.filter(({ purpose }) => (purpose === 'crisis') === (one.purpose === 'crisis'))
      return { ...one, toHold: isHolder(one.payeeId), holdOf: heldFor(same, one), ...(not && insteadOf(not)) }
    }),
    ...notMade
      .filter(({ toEnded }) => !toEnded)
      .flatMap((payment) =>
        untilDay(payment, lastDayOf(payment), londonDate(now), isOnce).map((one) => ({
          ...(one.toHold ? one : withinRates(one, toPay)),
          ...insteadOfSame(payment),
        })),
      )
      .filter(({ amountPence }) => amountPence > 0),
  ]
  if (owed.length === 0) return false
  const about = { caseId: line.caseId, planLineId: line.id }
  const freed = await cancelPayments(tx, actor, away, because, now)
  uncommit(tx, actor, [{ ...about, pence: sumPence(freed.map(({ pence }) => pence)) }], now)
  owe(tx, actor, [{ ...about, pence: sumPence(owed.map(({ amountPence }) => amountPence)) }], now)
  const rows = owed.map(({ holdOf: _, purpose, ...one }) => ({
    ...{ ...one, ...about, purpose: 'owed' as const },
    isForDays: isOfSchedule(purpose),
  }))
  const ids = insertPayments(tx, actor, rows, now)
  await copyHolds(
    tx,
    actor,
    ids.flatMap((to, at) => (owed[at]?.holdOf ?? []).map((from) => ({ from, to }))),
  )
  const facts = { planned: owed.length, cancelled: away.length }
  await record(tx, actor, { type: 'payments.planned', subjectId: line.id, caseId: line.caseId, at: now, facts })
  return true
}

/** What was had until a day and is still to pay, beside what the bank could not: what a provider gave, at no more than is agreed for it, and the days of crises, of which whoever has the money of a line in advance is paid. */
function hadUntil(
  { isPaid, when, toPay, crises }: Awaited<ReturnType<typeof lookAtLine>>,
  notMade: readonly StandingPayment[],
  lastDay: LocalDate,
): (PlannedPayment & { readonly aboveRatePence: Pence })[] {
  if (!isPaid) return []
  const beside = <To extends Pick<ToPay, 'gone' | 'leftPence'>>(to: To, gone: readonly StandingPayment[]): To => ({
    ...{ ...to, gone: [...to.gone, ...gone], leftPence: to.leftPence - sumOf(gone) },
  })
  const [ofCrises = [], ofDays = []] = [true, false].map((isOf) => notMade.filter((one) => one.ofCrisis === isOf))
  if (when === 'in-advance') {
    const until = (last: LocalDate) => (last < lastDay ? last : lastDay)
    const grown = crises.grown
      .map((one) => ({ ...one, until: until(one.until) }))
      .filter((one) => one.from <= one.until)
    return crisisPayments({ ...beside(crises, ofCrises), grown }).map((one) => ({ ...one, aboveRatePence: 0 }))
  }
  const planGiven = (atAgreedRates: boolean) =>
    plannedPayments({ ...beside(toPay, ofDays), upTo: lastDay, atAgreedRates })
  const asScheduled = planGiven(false)
  return planGiven(true).map((one) => {
    const whole = asScheduled.find(isForSame(one))?.amountPence ?? 0
    return { ...one, aboveRatePence: Math.max(0, whole - one.amountPence) }
  })
}

interface Owed extends Omit<FreshPayment, 'caseId' | 'planLineId'> {
  /** The payments of which it carries a hold, if one was held. */
  readonly holdOf: readonly string[]
}

/** What the bank could not pay, for its days until the last; what is bought once is paid as a whole. */
function untilDay(payment: StandingPayment, lastDay: LocalDate, today: LocalDate, isOnce: boolean): Owed[] {
  const { id, payeeId, purpose, from, until, amountPence, toHold } = payment
  const part = isOnce && from <= lastDay ? { from, until, amountPence } : partUntil(payment, lastDay)
  return part ? [{ ...part, payeeId, dueOn: workingDayFrom(today), purpose, toHold, holdOf: [id] }] : []
}

/** What the bank could not pay, at no more than what is agreed for its days. */
function withinRates(owed: Owed, { schedule, given = [] }: Pick<ToPay, 'schedule' | 'given'>): Owed {
  const rates = given.find(({ payeeId }) => payeeId === owed.payeeId)?.rates
  if (schedule === null || rates === undefined || !isOfSchedule(owed.purpose)) return owed
  const amountPence = partAtRates(owed, schedule, rates)
  return { ...owed, amountPence, aboveRatePence: owed.amountPence - amountPence }
}

const isForSame = (one: PlannedPayment) => (other: PlannedPayment) =>
  one.purpose === other.purpose && one.payeeId === other.payeeId && one.from === other.from && one.until === other.until

/** The payments for some of the same days, to the same payee, that are held. */
function heldFor(
  payments: readonly Payment[],
  { payeeId, from, until }: Pick<Payment, 'payeeId' | 'from' | 'until'>,
): string[] {
  return payments
    .filter((one) => one.holdReason !== null && one.payeeId === payeeId && one.from <= until && one.until >= from)
    .map(({ id }) => id)
}
