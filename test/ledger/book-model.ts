import type { AgreedLine } from '../../src/ledger/lines-repository.ts'
import { type Pence, splitPence, sumPence } from '../../src/shared/money.ts'

export const kinds = [
  'available',
  'committed',
  'pending',
  'held',
  'owed',
  'paying',
  'spent',
  'returned',
  'recovered',
] as const
export type Kind = (typeof kinds)[number]
type Deployment = 'direct-payment' | 'notional' | 'third-party'

/** A purchase as pennies in the order in which they were taken: where each was, and what it became. */
export interface Bought {
  readonly id: string
  readonly pennies: { from: Kind; to: Kind }[]
  /** Where its own payment is. */
  payment: 'none' | 'bank' | 'paid'
}
/** A payment that the bank was told of, and for which purchase, where it is for one. */
export interface BankPayment {
  readonly pence: Pence
  readonly from: Kind
  readonly of: Bought | null
}
export interface ModelLine {
  readonly id: string
  readonly plan: string
  readonly key: string
  readonly deployment: Deployment
  readonly on: Record<Kind, Pence>
  readonly agreed: Pence
  crisis: Pence
  moved: Pence
  carried: Pence
  open: boolean
  readonly bought: Bought[]
  readonly bank: BankPayment[]
  /** What is set off against its payments, and was not used yet. */
  setOff: Pence
}

const nothing = {
  available: 0,
  committed: 0,
  pending: 0,
  held: 0,
  owed: 0,
  paying: 0,
  spent: 0,
  returned: 0,
  recovered: 0,
}

/** What is on an account of a line, of which two are told with others. */
export function onAccount(line: AgreedLine, kind: Kind): number {
  if (kind === 'spent') return line.spentPence - line.owedPence
  return kind === 'owed' ? line.owedPence - line.payingPence : line[`${kind}Pence`]
}

/** What was bought stays bought while the bank has the payment for it. */
export const withTheBank = ({ from }: Pick<BankPayment, 'from'>) => (from === 'owed' ? 'paying' : 'pending')

/** The plainest book there can be: numbers by name. It knows nothing of entries, and looks at pennies one by one where the order matters. */
export class BookModel {
  readonly lines: ModelLine[] = []
  readonly shares: readonly number[]
  plan = ''
  reserve = 0

  constructor(shares: readonly number[]) {
    this.shares = shares
  }

  /** What of the order of kinds a line can give of an account. */
  move(line: ModelLine, from: Kind, to: Kind, pence: Pence): void {
    line.on[from] -= pence
    line.on[to] += pence
  }

  agree(plan: string, lines: readonly (Pick<ModelLine, 'id' | 'key' | 'deployment'> & { readonly pence: Pence })[]) {
    this.plan = plan
    for (const { id, key, deployment, pence } of lines) {
      const on = { ...nothing, available: pence }
      this.lines.push({
        id,
        plan,
        key,
        deployment,
        on,
        agreed: pence,
        crisis: 0,
        moved: 0,
        carried: 0,
        open: true,
        bought: [],
        bank: [],
        setOff: 0,
      })
    }
  }

  buy(line: ModelLine, id: string, pence: Pence): void {
    const pennies: Bought['pennies'] = []
    for (let penny = 0; penny < pence; penny += 1) {
      const from = (['held', 'available', 'returned'] as const).find((kind) => line.on[kind] > 0) ?? 'available'
      const to = from === 'held' || line.deployment === 'third-party' ? 'spent' : 'owed'
      this.move(line, from, to, 1)
      pennies.push({ from, to })
    }
    line.bought.push({ id, pennies, payment: 'none' })
  }

  /** Gives pennies back, the last first. One that is owed is owed no more, as long as any is; one that was paid since is with the person, or with the commissioner. */
  reverse(line: ModelLine, bought: Bought, pence: Pence): void {
    for (let penny = 0; penny < pence; penny += 1) {
      const { from, to } = bought.pennies.pop() ?? { from: 'available', to: 'spent' }
      const unpaid = to === 'owed' && line.on.owed > 0 && bought.payment !== 'paid'
      const paid = to === 'owed' && line.deployment === 'direct-payment' ? 'held' : from
      this.move(line, unpaid ? 'owed' : 'spent', unpaid ? from : paid, 1)
    }
  }

  tellBank(line: ModelLine, payment: BankPayment): void {
    this.move(line, payment.from, withTheBank(payment), payment.pence)
    line.bank.push(payment)
    if (payment.of) payment.of.payment = 'bank'
  }

  settle(line: ModelLine, payment: BankPayment, to: Kind): void {
    this.move(line, withTheBank(payment), to, payment.pence)
    this.forget(line, payment, 'paid')
  }

  /** A closed line keeps nothing of what no bank could pay but what is owed. */
  fail(line: ModelLine, payment: BankPayment, to: Kind): void {
    this.move(line, withTheBank(payment), to, payment.pence)
    if (to === 'available') line.on.available -= payment.pence
    this.forget(line, payment, 'none')
  }

  private forget(line: ModelLine, payment: BankPayment, is: Bought['payment']): void {
    line.bank.splice(line.bank.indexOf(payment), 1)
    if (payment.of) payment.of.payment = is
  }

  restore(line: ModelLine, pence: Pence): void {
    this.move(line, 'recovered', 'available', pence)
    if (!line.open) line.on.available -= pence
  }

  /** Money goes from one line to another: what crises brought stays. */
  moveTo(from: ModelLine, to: ModelLine, pence: Pence): void {
    from.on.available -= pence
    to.on.available += pence
    from.moved -= pence
    to.moved += pence
  }

  /** What would be left of each open line for the next period, by its key. */
  left(): Record<string, Pence> {
    return Object.fromEntries(
      this.open().map((line) => {
        const free = line.on.available + line.on.committed + line.on.returned
        return [line.key, free - Math.min(line.crisis, free)]
      }),
    )
  }

  carryOver(kept: Readonly<Record<string, Pence>>): void {
    for (const line of this.open()) {
      const pence = kept[line.key] ?? 0
      line.carried += pence
      line.on.available += pence
      // The line that had it has it no more: first of what came over to it, then of what it was given.
      const from = this.lines.filter((one) => !one.open && one.key === line.key).at(-1)
      if (!from) continue
      const ofCarried = Math.min(from.carried, pence)
      from.carried -= ofCarried
      from.moved -= pence - ofCarried
    }
  }

  /** Another plan takes the place of the one in force: what crises brought and nobody spent is the reserve's, the rest that is left is released, and what is held goes on. */
  supersede(): void {
    for (const line of this.open()) {
      const back = Math.min(line.crisis, line.on.available + line.on.committed + line.on.returned)
      line.crisis -= back
      line.on.available = 0
      line.on.committed = 0
      line.on.returned = 0
      line.open = false
      line.setOff = 0
    }
    this.reserve = 0
  }

  /** What is held goes on beside what was agreed, penny by penny: what was bought is of what crises and the period before brought first, and what of these is held counts towards no budget. */
  carryHeld(): void {
    for (const closed of this.lines.filter((line) => !line.open)) {
      const open = this.open().find((line) => line.key === closed.key && line.deployment === closed.deployment)
      if (!open) continue
      const { held, pending, recovered, owed, spent } = closed.on
      const goneBefore = sumPence([pending, recovered, owed, spent])
      const ofOthers = Math.max(0, closed.crisis + closed.carried - goneBefore)
      for (let penny = 0; penny < held; penny += 1) {
        const counts = penny >= ofOthers
        closed.on.held -= 1
        open.on.held += 1
        if (counts) open.moved += 1
        else open.carried += 1
        if (!counts && closed.carried > 0) closed.carried -= 1
        else if (closed.agreed + closed.moved + closed.carried > 0) closed.moved -= 1
        else closed.crisis -= 1
      }
    }
  }

  open(): ModelLine[] {
    return this.lines.filter((line) => line.open)
  }

  /** What each funder gave for each plan. */
  given(): Record<string, Pence[]> {
    const plans = Object.groupBy(this.lines, (line) => line.plan)
    return Object.fromEntries(
      Object.entries(plans).map(([plan, lines = []]) => {
        const has = sumPence(
          lines.map((line) => Math.max(0, sumPence(kinds.map((kind) => line.on[kind])) - line.crisis)),
        )
        return [plan, splitPence(has, this.shares)]
      }),
    )
  }
}
