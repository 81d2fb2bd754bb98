import { recordByTwo } from '../give-backs/acts.ts'
import { payers } from '../pay-runs/acts.ts'
import type { Payment } from './money.ts'
import { booked, isHeld, notMade } from './pay-acts.ts'
import { type Act, pick, type Sequence } from './sequence.ts'
import { partOf } from './spend-acts.ts'

/** Whoever was paid sends a payment back, whole or in part: the whole was not made after all, and of a part the line has it again, or those who paid for it. */
export async function sendBack(on: Sequence, { place, part }: Act): Promise<void> {
  const paid = on.payments.flatMap(({ line: its, payment }) => {
    const toHold = isHeld(its, payment)
    // What is held goes on with the line that takes the place of its own.
    const line = toHold ? on.lines.find(({ plan }) => plan.key === its.plan.key) : its
    if (payment.state !== 'paid' || !line) return []
    const { back = 0, pence } = payment
    return [{ payment, line, back, from: toHold ? ('held' as const) : ('paid' as const), left: pence - back }]
  })
  const whole = paid.filter(({ back, from, left, line }) => back === 0 && left <= line[from])
  const found = pick(place % 2 === 0 && whole.length > 0 ? whole : paid, part)
  if (!found) return
  const { payment, line, back, from } = found
  const most = Math.min(found.left, line[from])
  const pence = place % 2 === 0 ? payment.pence : Math.max(1, partOf(most, part))
  const isWhole = pence === payment.pence
  const code = pence > most || (payment.bought !== null && !isWhole) ? 'request-invalid' : undefined
  on.count += 1
  const more = { amountPence: pence, reference: `FPI ${on.count}`, givenBy: 'payee', paymentId: payment.id }
  if (!(await on.ask(code, () => recordByTwo(on.journey, line.id, more)))) return
  on.saw(isWhole ? 'refund of a payment' : 'refund in part')
  line[from] -= pence
  if (isWhole) {
    on.sentBack.add(payment)
    notMade(on, line, payment, pence)
    on.plannedAgain()
    return
  }
  payment.back = back + pence
  if (!line.closed) line.returned += pence
}

/** What is planned, with the bank or paid today instead of a payment that was not made. */
function insteadOf(on: Sequence, failed: Payment): Sequence['payments'][number] | undefined {
  const next = on.payments.find(({ payment }) => payment.insteadOf === failed)
  return next?.payment.state === 'failed' ? insteadOf(on, next.payment) : next
}

/** Somebody else than who imported it says that a payment was made which failed by what was imported. */
export async function correct(on: Sequence, { part }: Act): Promise<void> {
  const found = pick(
    on.payments.filter(({ payment }) => payment.state === 'failed'),
    part,
  )
  if (!found) return
  const { line, payment } = found
  const instead = insteadOf(on, payment)
  const isThere =
    instead?.payment.state === 'planned' && instead.line === line && instead.payment.pence === payment.pence
  // Where more or less is planned instead, tests of its own hold the service to what is given up and what the line gives.
  if (!isThere && !on.sentBack.has(payment)) return
  const code = on.sentBack.has(payment) ? 'wrong-state' : undefined
  const body = { paidOn: on.today, because: 'The statement of the bank says so.' }
  const { approver } = payers(on.journey.service)
  if (!(await on.ask(code, () => approver.post(`/v1/payments/${payment.id}/correction`, body))) || !instead) return
  on.saw('correction')
  line.payments = line.payments.filter((one) => one !== instead.payment)
  if (instead.payment.purpose === 'owed') line.owed -= payment.pence
  booked(on, line, payment)
}
