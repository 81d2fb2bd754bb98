import { advance, approve, draft, payers, results } from '../pay-runs/acts.ts'
import { goOnTo } from './days-go-by.ts'
import type { Line } from './line-model.ts'
import { kindOf, type Payment, workingDayFrom } from './money.ts'
import { type Act, pick, type Sequence } from './sequence.ts'

const partOf = (pence: number, part: number) => Math.ceil((pence * part) / 100)

/** The day on which something is due next; today, where something is, or nothing will be. */
function nextDue({ payments, today }: Sequence): string {
  const free = payments.filter(({ payment }) => payment.state === 'planned' && payment.hold === null)
  const [first = today] = free.map(({ payment }) => payment.dueOn).sort()
  return first < today ? today : first
}

/** A run of what is due: drafted by one, reviewed by another, approved by a third, handed over; and what the bank says of some of it at once. */
export async function pay(on: Sequence, { place, part }: Act): Promise<void> {
  const { service } = on.journey
  const { drafter, reviewer, approver } = payers(service)
  if (place > 0) await goOnTo(on, nextDue(on))
  const due = on.payments.filter(
    ({ payment }) =>
      payment.state === 'planned' && payment.dueOn <= on.today && (payment.hold === null || payment.hold === 'service'),
  )
  const payable = due.filter(({ line, payment }) => !on.isFrozen(line, isToProvider(line, payment)))
  for (const { line, payment } of due)
    payment.hold = payable.some((one) => one.line === line && one.payment === payment) ? null : 'service'
  const none = payable.length === 0 ? 'nothing-to-pay' : undefined
  const run = await on.ask(none, () => draft(drafter, on.today, { payOn: on.today }), true)
  if (!run) return
  if (run.payments !== payable.length)
    throw new Error(`the run has ${run.payments} payments, and the model ${payable.length}`)
  void (await reviewer.post(`/v1/pay-runs/${run.id}/review`)).ok
  const heldLate = payable.length > 1 && place === 7 ? pick(payable, part) : undefined
  if (heldLate) {
    void (await drafter.post(`/v1/payments/${heldLate.payment.id}/hold`)).ok
    holdByHand(heldLate.line, heldLate.payment)
    on.saw('hold out of a run')
  }
  void (await approve(approver, run.id)).ok
  await advance(service)
  for (const { line, payment } of payable) {
    if (payment === heldLate?.payment) continue
    payment.state = 'bank'
    payment.run = run.id
    // What is owed is owed until the bank has said that it was paid.
    if (payment.purpose !== 'owed') line.pending += payment.pence
    on.saw(`told of ${payment.purpose}`)
  }
  on.told.push(`the bank is told of ${payable.length}`)
  await on.compare()
  if (place < 6) await bankSays(on, { act: 'bankSays', line: 0, place, part })
}

/** What the bank says of what it was told: of the first it can be that it could not be paid, and of the last it can say nothing yet. */
export async function bankSays(on: Sequence, { place, part }: Act): Promise<void> {
  const told = on.payments.filter(({ payment }) => payment.state === 'bank')
  const said = told.slice(0, Math.max(1, partOf(told.length, part)))
  const { drafter } = payers(on.journey.service)
  const runs = [...Map.groupBy(said, ({ payment }) => payment.run ?? '')].sort(([one], [other]) =>
    one < other ? -1 : 1,
  )
  for (const [run, all] of runs) {
    const lines = all.map(({ payment: { reference } }, at) =>
      isFailed(place, at) ? `${reference},failed,,No such account` : `${reference},paid,${on.today},`,
    )
    void (await results(on.journey.service, drafter, run, lines)).ok
    // The same again does nothing.
    if (part % 4 === 0) void (await results(on.journey.service, drafter, run, lines)).ok
    for (const [at, { line, payment }] of all.entries()) (isFailed(place, at) ? failed : paid)(on, line, payment)
    // What was paid changes nothing of what is planned.
    if (all.some((_, at) => isFailed(place, at))) on.plannedAgain()
  }
  await advance(on.journey.service)
}
const isFailed = (place: number, at: number) => (at === 0 && place % 3 === 1) || (at === 1 && place === 5)

/** Whether whoever is paid holds it for what is bought later. */
export const isHeld = (line: Line, { bought }: Payment): boolean =>
  (line.plan.way === 'person' || line.plan.way === 'holder') && bought === null

function paid(on: Sequence, line: Line, payment: Payment): void {
  on.saw(line.closed ? 'payment of a closed line' : 'payment')
  line[payment.purpose === 'owed' ? 'owed' : 'pending'] -= payment.pence
  booked(on, line, payment)
}

/** The person or the holder has it, or what was bought is paid. */
export function booked(on: Sequence, line: Line, payment: Payment): void {
  payment.state = 'paid'
  line[isHeld(line, payment) ? 'held' : 'paid'] += payment.pence
  if (line.closed) on.carryHeld()
}

function failed(on: Sequence, line: Line, payment: Payment): void {
  on.saw(line.closed ? 'failure of a closed line' : 'failure')
  if (payment.purpose !== 'owed') line.pending -= payment.pence
  notMade(on, line, payment, payment.purpose === 'owed' ? 0 : payment.pence)
}

/** It is set aside again, or so much more is owed again where its line has closed, and waits for somebody to look at it. */
export function notMade(on: Sequence, line: Line, payment: Payment, pence: number): void {
  payment.state = 'failed'
  payment.failedAs = on.count += 1
  // Whoever looked at a failure before this one has not looked at this.
  payment.looked = false
  const isOwed = payment.purpose === 'owed' || line.closed
  // Days of a line that is open, and what a crisis brings it, are planned as they are by now.
  if (!isOwed) return
  line.owed += pence
  const purpose = 'owed' as const
  const forDays = payment.forDays ?? (isOwed && payment.purpose !== 'owed' && payment.purpose !== 'crisis')
  const [id, dueOn, insteadOf] = ['', workingDayFrom(on.today), payment]
  const { back: _, ...of } = payment
  line.payments.push({ ...of, id, purpose, forDays, dueOn, insteadOf, state: 'planned', hold: 'failed' })
}

const isToProvider = (line: Line, payment: Payment): boolean =>
  line.plan.way === 'provider' && (payment.bought?.toProvider ?? true)

function holdByHand(line: Line, payment: Payment): void {
  payment.hold = 'hand'
  line.byHand.push({ from: payment.from, until: payment.until, kind: kindOf(payment.purpose), held: true })
}

export async function hold(on: Sequence, { line: at, place }: Act): Promise<void> {
  const { drafter } = payers(on.journey.service)
  const all = on.payments.filter(({ line, payment }) => line === on.line(at) || payment.hold !== null)
  const found = pick(all, place)
  if (!found) return
  const { line, payment } = found
  const late = payment.state === 'planned' ? undefined : 'wrong-state'
  if (!(await on.ask(late, () => drafter.post(`/v1/payments/${payment.id}/hold`)))) return
  holdByHand(line, payment)
  on.saw('hold')
}

export async function release(on: Sequence, { place }: Act): Promise<void> {
  const { reviewer } = payers(on.journey.service)
  const waiting = on.payments.filter(({ payment }) => payment.hold !== null)
  const found = pick(waiting.length > 0 ? waiting : on.payments, place)
  if (!found) return
  const { line, payment } = found
  const byHand = payment.hold === 'hand' || payment.hold === 'failed'
  const code = payment.hold === null ? 'wrong-state' : byHand ? undefined : 'payment-held'
  if (!(await on.ask(code, () => reviewer.post(`/v1/payments/${payment.id}/release`)))) return
  payment.hold = null
  if (payment.insteadOf) payment.insteadOf.looked = true
  line.byHand.push({ from: payment.from, until: payment.until, kind: kindOf(payment.purpose), held: false })
  on.saw('release')
}
