import { commit, uncommit } from '../ledger/payment-moves-repository.ts'
import { isHoldingAgreed } from '../line-holdings/repository.ts'
import { listNewestPauses } from '../line-pauses/repository.ts'
import { record } from '../platform/audit/audit.ts'
import { atEnd } from '../platform/database/at-end.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { paidWhen } from '../rules/payments/instalments.ts'
import { type PlannedPayment, plannedPayments } from '../rules/payments/planned.ts'
import { needsAgreement } from '../rules/spending/deployment-agreement.ts'
import { londonDate } from '../shared/dates.ts'
import { sumPence } from '../shared/money.ts'
import { findPlanInForce, type PlanInForce } from '../support-plans/in-force.ts'
import { listGivers } from './givers-repository.ts'
import { cancelPayments, insertPayments, listOfClosedLines, listStandingPayments } from './repository.ts'
import type { Payment } from './schemas.ts'

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
  const givers = listGivers(tx, actor, caseId, held.opened, londonDate(now))
  // Each is planned by itself, and all of them in the same round trips as who is paid.
  await Promise.all([
    givers,
    ...held.opened.map((line) => planLine(tx, context, { plan: held.plan, pauses, givers }, line)),
  ])
}

interface Known {
  readonly plan: PlanInForce['plan']
  readonly pauses: Awaited<ReturnType<typeof listNewestPauses>>
  readonly givers: ReturnType<typeof listGivers>
}

async function planLine(
  tx: Tx,
  context: Context,
  { plan, pauses, givers }: Known,
  line: PlanInForce['opened'][number],
): Promise<void> {
  const { actor, now } = context
  const { caseId, key, deployment } = line
  const [agreed, standing, known] = await Promise.all([
    isHoldingAgreed(tx, actor, caseId, key, line),
    listStandingPayments(tx, actor, caseId, key),
    givers,
  ])
  const given = known.get(line.id)
  // One that the bank did not make is planned again as it was, until somebody has looked at it: its days are not planned a second time.
  const gone = standing.filter(
    ({ state, purpose }) => state === 'with-the-bank' || state === 'paid' || purpose === 'again',
  )
  const planned = standing.filter((one) => !gone.includes(one))
  const schedule = plan.lines.find((one) => one.key === key)?.schedule ?? null
  // A provider without a schedule is paid for what is bought of it.
  const pays = deployment === 'direct-payment' || (given && given.length > 0 && (deployment !== 'notional' || schedule))
  const wanted =
    pays && (agreed || !needsAgreement(line))
      ? plannedPayments({
          schedule,
          leftPence: line.availablePence + sumPence(planned.map(({ amountPence }) => amountPence)),
          when: paidWhen(deployment),
          gone,
          pauses: pauses.filter((pause) => pause.line === key),
          today: londonDate(now),
          ...(given && { given }),
        })
      : []
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

const isSame = (one: Payment, other: PlannedPayment): boolean =>
  one.purpose === other.purpose &&
  one.payeeId === other.payeeId &&
  one.from === other.from &&
  one.until === other.until &&
  one.amountPence === other.amountPence
