import { recordByTwo } from '../give-backs/acts.ts'
import { move as askToMove } from '../line-moves/acts.ts'
import { theCouncil } from '../payees/acts.ts'
import { fileReceipt } from '../spending/acts.ts'
import { buyVetted as askToBuy } from '../spending-checks/acts.ts'
import type { Line } from './line-model.ts'
import { type Bought, type Payment, standing, sum, workingDayFrom } from './money.ts'
import { type Act, pick, type Sequence } from './sequence.ts'

/** Part of an amount; at its most a penny more than there is. */
export const partOf = (pence: number, part: number) => (part > 96 ? pence + 1 : Math.ceil((pence * part) / 100))
const rate = 2_000

const instruments = {
  person: 'bank-account',
  holder: 'broker-held-card',
  provider: 'invoice',
  invoice: 'invoice',
} as const

/** Bought today. What a provider gave by itself is paid by itself: what is set aside for it by the schedule is free for that, the latest first. */
export async function buy(on: Sequence, { line: at, part }: Act): Promise<void> {
  const line = on.line(at)
  const { journey } = on
  const { way } = line.plan
  const toProvider = way === 'provider'
  const free = toProvider ? line.payments.filter(isFree) : []
  const held = way === 'provider' || way === 'invoice' ? 0 : line.held
  const most = held + line.available + line.returned + sum(free.map(({ pence }) => pence))
  const pence = Math.max(1, partOf(most, part))
  const code = pence > most ? 'line-overspent' : on.isFrozen(line, toProvider) ? 'held-for-check' : undefined
  const client = way === 'person' ? journey.person : journey.broker
  const payeeId = toProvider ? on.providerId : way === 'invoice' ? await theCouncil(journey.service) : undefined
  const bought = await on.ask(code, () =>
    askToBuy(journey, {
      ...{ planLineId: line.id, client, amountPence: pence, instrument: instruments[way] },
      ...(payeeId && { payeeId }),
      ...(toProvider && { units: Math.ceil(pence / rate) }),
    }),
  )
  if (!bought) return
  setFree(line, pence - held - line.available - line.returned)
  let left = pence
  const laidOut = way === 'holder' ? 'spent' : 'owed'
  const parts = [
    { from: 'held', to: 'spent', has: held },
    { from: 'available', to: laidOut, has: line.available },
    { from: 'returned', to: laidOut, has: line.returned },
  ] as const
  const takes = parts.flatMap(({ has, ...take }) => {
    const taken = Math.min(left, has)
    left -= taken
    return taken > 0 ? [{ ...take, pence: taken }] : []
  })
  for (const { from, to, pence: taken } of takes) {
    if (from !== 'available') line[from] -= taken
    line[to === 'owed' ? 'owed' : 'paid'] += taken
  }
  on.saw(sum(takes.map((take) => (take.to === 'owed' ? take.pence : 0))) > 0 ? 'commitment' : 'purchase')
  const one: Bought = { id: bought.id, line, on: on.today, toProvider, takes }
  line.bought.push(one)
  owe(on, one, sum(takes.map((take) => (take.to === 'owed' ? take.pence : 0))))
  on.plannedAgain()
  void (await fileReceipt(journey, bought.id, { amountPence: pence, issuedOn: on.today }, client)).ok
}

const isFree = ({ state, hold, purpose }: Line['payments'][number]) =>
  state === 'planned' && hold === null && (purpose === 'instalment' || purpose === 'adjustment')

/** Sets so much free of what is set aside, by whole payments, the latest first. */
function setFree(line: Line, pence: number): number {
  let free = 0
  const latest = line.payments.filter(isFree).sort((one, other) => (one.from < other.from ? 1 : -1))
  for (const one of latest) {
    if (free >= pence) break
    free += one.pence
    line.payments = line.payments.filter((other) => other !== one)
  }
  return free
}

/** What is owed for it is paid to whoever laid it out, or gave it. */
function owe(on: Sequence, bought: Bought, pence: number, before?: Payment): void {
  if (pence === 0) return
  const [day, dueOn] = [bought.on, workingDayFrom(on.today)]
  bought.line.payments.push({
    ...{
      id: '',
      purpose: 'owed',
      from: day,
      until: day,
      pence,
      dueOn,
      state: 'planned',
      hold: before?.hold ?? null,
      bought,
    },
    ...(before?.insteadOf && { insteadOf: before.insteadOf }),
  })
}

/** In part or as a whole, what was taken last first. What is owed for it is owed no more; what the person was paid for it is in their hands. */
export async function reverse(on: Sequence, { line: at, place, part }: Act): Promise<void> {
  const all = [...on.closed, ...on.lines].flatMap(({ bought }) => bought).filter(({ line }) => at < 3 || line.closed)
  const bought = pick(all, place)
  if (!bought) return
  const { line } = bought
  const pence = Math.max(1, partOf(standing(bought), part))
  const payment = line.payments.find((one) => one.bought === bought && one.state !== 'failed')
  const isOver = standing(bought) === 0
  const code =
    pence > standing(bought) || isOver
      ? isOver
        ? 'purchase-reversed'
        : 'request-invalid'
      : payment?.state === 'bank'
        ? 'wrong-state'
        : undefined
  const client = line.plan.way === 'person' ? on.journey.person : on.journey.broker
  const body = { reason: 'Some of it went back.', amountPence: pence }
  if (!(await on.ask(code, () => client.post(`/v1/purchases/${bought.id}/reversal`, body)))) return
  on.saw(line.closed ? 'reversal of a closed line' : 'reversal')
  let [left, freed] = [pence, 0]
  let unpaid = payment?.state === 'planned' ? payment.pence : 0
  for (const take of bought.takes.toReversed()) {
    const back = Math.min(left, take.pence)
    left -= back
    take.pence -= back
    const owed = take.to === 'owed' ? Math.min(back, unpaid) : 0
    unpaid -= owed
    freed += owed
    line.owed -= owed
    line.paid -= back - owed
    const to = take.to === 'owed' && line.plan.way === 'person' ? 'held' : take.from
    // Of a line that has closed it goes on to the funding, save what somebody holds.
    const add = (where: typeof to, some: number) => {
      if (where === 'held' || (where === 'returned' && !line.closed)) line[where] += some
    }
    add(take.from, owed)
    add(to, back - owed)
  }
  if (payment?.state === 'planned') {
    line.payments = line.payments.filter((one) => one !== payment)
    owe(on, bought, payment.pence - freed, payment)
  }
  on.plannedAgain()
}

/** Whoever was paid it out gives it back, and two officers read it. */
export async function giveBack(on: Sequence, { line: at, part }: Act): Promise<void> {
  const line = [...on.lines].sort((one, other) => other.held - one.held)[at % 2]
  if (!line || (line.plan.way !== 'person' && line.plan.way !== 'holder')) return
  const pence = Math.max(1, partOf(line.held, part))
  const code = pence > line.held ? 'request-invalid' : undefined
  on.count += 1
  const more = {
    ...{ amountPence: pence, reference: `FPI ${on.count}` },
    givenBy: line.plan.way === 'person' ? 'person' : 'holder',
  }
  if (!(await on.ask(code, () => recordByTwo(on.journey, line.id, more)))) return
  line.held -= pence
  line.returned += pence
  on.saw('refund')
  on.plannedAgain()
}

/** At the person's word a tenth of what was agreed goes to another line, all moves together, and no more of the plan. */
export async function move(on: Sequence, { line: at, place, part }: Act): Promise<void> {
  const [from, to] = [on.line(at), on.line(at + 1 + (place % 3))]
  const [free, tenth] = [Math.max(0, from.left - from.crisis), Math.floor(from.plan.agreed / 10)]
  const pence = Math.max(1, partOf(Math.min(free, part % 5 === 0 ? free : tenth), part))
  const gave = (line: Line, more = 0) => Math.max(0, -(on.moves.get(line.plan.key) ?? 0) - more)
  const all = on.lines.map((line) => gave(line, line === from ? -pence : line === to ? pence : 0))
  const ofPlan = Math.floor(sum(on.lines.map(({ plan }) => plan.agreed)) / 10)
  const short = pence - from.available
  const canBeFree = sum(from.payments.filter(isFree).map((one) => one.pence))
  const code =
    on.isFrozen(from, false) || on.isFrozen(to, false)
      ? 'held-for-check'
      : on.recovery?.line.plan.key === from.plan.key
        ? 'wrong-state'
        : pence > free || (gave(from, -pence) <= tenth && sum(all) <= ofPlan && short > canBeFree)
          ? 'line-overspent'
          : gave(from, -pence) > tenth || sum(all) > ofPlan
            ? 'needs-sign-off'
            : undefined
  const body = { from: from.plan.key, to: to.plan.key, amountPence: pence }
  if (!(await on.ask(code, () => askToMove(on.journey, body)))) return
  setFree(from, short)
  on.saw('move')
  for (const [line, by] of [
    [from, -pence],
    [to, pence],
  ] as const) {
    line.moved += by
    on.moves.set(line.plan.key, (on.moves.get(line.plan.key) ?? 0) + by)
  }
  on.plannedAgain()
}
