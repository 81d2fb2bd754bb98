import { daysAfter, daysBetween, type LocalDate, monthsAfter } from '../../src/shared/dates.ts'
import {
  type Bought,
  type Crisis,
  type Days,
  earlier,
  failedDays,
  isSame,
  isWithin,
  kindOf,
  type Payment,
  type Plan,
  partsOf,
  standing,
  standsInstead,
  stays,
  sum,
  workingDayBy,
  workingDayFrom,
} from './money.ts'

/*
 * What becomes of the money of one line, as plainly as it can be said: a few numbers, its payments, and what was bought. Nothing of the service is
 * asked but its calendar.
 */

export class Line {
  readonly plan: Plan
  /** The line of the plan before whose place it took: what was paid for its days is paid. */
  readonly before: Line | undefined
  /** As the service knows it. */
  id = ''
  closed = false
  /** What came to it, less what went from it: from other lines, and in hand from the line before. */
  moved = 0
  crisis = 0
  pending = 0
  held = 0
  owed = 0
  paid = 0
  returned = 0
  recovered = 0
  payments: Payment[] = []
  readonly bought: Bought[] = []
  /** What was held and released by hand: the newest counts for its days. */
  readonly byHand: {
    readonly from: LocalDate
    readonly until: LocalDate
    readonly kind: string
    readonly held: boolean
  }[]
  readonly crises: Crisis[] = []

  /** Since when somebody gives it: a provider is paid for no day before. */
  private readonly since: LocalDate

  constructor(plan: Plan, since: LocalDate, before?: Line) {
    this.plan = plan
    this.since = since
    this.before = before
    this.byHand = before?.byHand ?? []
  }

  /** What nobody has yet: set aside for payments, or not. */
  get left(): number {
    if (this.closed) return 0
    const gone = this.pending + this.held + this.owed + this.paid + this.returned + this.recovered
    return this.plan.agreed + this.moved + this.crisis - gone
  }
  get committed(): number {
    return sum(this.payments.flatMap((one) => (one.state === 'planned' && one.purpose !== 'owed' ? [one.pence] : [])))
  }
  get available(): number {
    return this.left - this.committed
  }

  /** What the schedule came to by the end of a day, in whole pence: what some days come to is the difference. */
  private costBy(day: LocalDate): number {
    const { steps } = this.plan
    if (!steps || day < steps.from) return 0
    const next = daysAfter(day < steps.until ? day : steps.until, 1)
    if (steps.by === 'week') return Math.round((steps.each * daysBetween(steps.from, next)) / 7)
    let months = 0
    while (monthsAfter(steps.from, months + 1) <= next) months += 1
    const begun = monthsAfter(steps.from, months)
    const length = daysBetween(begun, monthsAfter(steps.from, months + 1))
    return Math.round((steps.each * (months * length + daysBetween(begun, next))) / length)
  }
  private cost(from: LocalDate, until: LocalDate): number {
    return until < from ? 0 : this.costBy(until) - this.costBy(daysAfter(from, -1))
  }

  /** The days of the schedule, step by step. */
  private steps(): Days[] {
    const { steps } = this.plan
    if (!steps) return []
    const { by, from, until } = steps
    const begin = (at: number) => (by === 'week' ? daysAfter(from, 7 * at) : monthsAfter(from, at))
    const all: Days[] = []
    for (let at = 0; begin(at) <= until; at += 1) {
      const last = daysAfter(begin(at + 1), -1)
      all.push({ from: begin(at), until: earlier(last, until) })
    }
    return all
  }

  /** What can be taken back by a decision: what nobody needs for the days that are to come, beside what is on its way for them or in hand. */
  surplus(today: LocalDate): number {
    if (this.closed) return 0
    const { steps } = this.plan
    const spent = Math.max(0, this.paid + this.owed - this.crisis)
    const over = this.cost('0001-01-01', daysAfter(today, -1))
    const asked = steps ? Math.max(0, this.costBy(steps.until) - over - Math.max(0, spent - over)) : 0
    const onItsWay = this.committed + this.pending + Math.max(0, this.held - this.owed)
    const needed = Math.max(0, asked - onItsWay)
    return Math.max(0, this.returned + Math.max(0, this.available - this.crisis) - needed)
  }

  /** What some days come to, less what was bought in them of the provider by itself, who is paid for it by itself. */
  private costOf({ from, until }: Days): number {
    const apart = this.bought.filter(({ toProvider, on }) => toProvider && from <= on && on <= until)
    return Math.max(0, this.cost(from, until) - sum(apart.map(standing)))
  }

  /** What was paid, is with the bank, or is owed for its days: of the line before, too. */
  private gone(): Payment[] {
    const mine = this.payments.filter(
      (one) => one.state !== 'failed' && (one.purpose === 'owed' ? one.forDays === true : stays(one)),
    )
    return [...(this.before?.gone() ?? []), ...mine]
  }

  /** All that was ever paid of it, or is to be, of the lines before too. */
  private everPaid(): Payment[] {
    return [...(this.before?.everPaid() ?? []), ...this.payments]
  }

  /** The payments that are to be made by the schedule: what was paid too much is taken off the next, what was too little is paid now. */
  private bySchedule(today: LocalDate, pence: number, upTo = '9999-12-31', beside: readonly Payment[] = []): Payment[] {
    const gone = [...this.gone(), ...beside].filter(({ purpose }) => purpose !== 'crisis')
    const borders = new Set(failedDays(this.everPaid()).flatMap(({ from, until }) => [from, daysAfter(until, 1)]))
    // What was paid more for some days is for days that are there already.
    const spans = gone.filter(
      (one, at) =>
        !gone.some((other, place) => place !== at && isWithin(other, one) && (place < at || !isWithin(one, other))),
    )
    const isGone = (day: LocalDate) =>
      spans.some(({ from, until }) => from <= day && day <= until) || (this.plan.way === 'provider' && day < this.since)
    const difference = sum(spans.map((one) => this.costOf(one))) - sum(gone.map((one) => one.pence))
    const charged = new Map(spans.map((one) => [one, 0]))
    for (const one of gone) {
      const span = spans.find((other) => isWithin(one, other))
      if (span) charged.set(span, (charged.get(span) ?? 0) + one.pence)
    }
    // An adjustment names the days that were paid too much or too little, from the first to the last.
    const unlike = spans.filter((one) => charged.get(one) !== this.costOf(one))
    const days = unlike.flatMap(({ from, until }) => [from, until]).sort()
    const wanted: Payment[] = []
    let rest = pence
    const want = (purpose: Payment['purpose'], { from, until }: Days, dueOn: LocalDate, most: number) => {
      const amount = Math.min(rest, most)
      if (amount <= 0) return
      rest -= amount
      wanted.push({
        ...{ id: '', purpose, from, until, pence: amount },
        dueOn,
        state: 'planned',
        hold: null,
        bought: null,
      })
    }
    want('adjustment', { from: days[0] ?? today, until: days.at(-1) ?? today }, workingDayFrom(today), difference)
    let less = Math.max(0, -difference)
    for (const step of this.steps().flatMap((one) => partsOf(one, isGone, (day) => borders.has(day)))) {
      if (step.from > upTo) continue
      const part = { from: step.from, until: upTo < step.until ? upTo : step.until }
      const cost = this.costOf(part)
      const off = Math.min(less, cost)
      less -= off
      const by = this.plan.way === 'provider' ? workingDayFrom(daysAfter(part.until, 1)) : workingDayBy(part.from)
      want('instalment', part, by < today ? workingDayFrom(today) : by, cost - off)
    }
    return wanted
  }

  /** What crises brought, until a day, and is still to be paid. */
  private byCrises(today: LocalDate, most: number, had: readonly Payment[], upTo = '9999-12-31'): Payment[] {
    let rest = most
    const crises = this.crises.flatMap((one) => (one.from <= upTo ? [{ ...one, until: earlier(one.until, upTo) }] : []))
    return [...Map.groupBy(crises, (one) => one.from)].flatMap(([from, all]): Payment[] => {
      const cost = sum(all.map((one) => one.daily * (daysBetween(one.from, one.until) + 1)))
      const pence = Math.min(rest, cost - sum(had.flatMap((one) => (one.from === from ? [one.pence] : []))))
      if (pence <= 0) return []
      rest -= pence
      const until =
        all
          .map((one) => one.until)
          .toSorted()
          .at(-1) ?? from
      const dueOn = workingDayFrom(today)
      return [{ id: '', purpose: 'crisis', from, until, dueOn, pence, state: 'planned', hold: null, bought: null }]
    })
  }

  /** What is to be paid from now on, as the schedule and the crises have it. */
  plannedAgain(today: LocalDate): void {
    if (this.plan.way === 'invoice' || this.closed) return
    const before = this.payments.filter((one) => one.purpose !== 'owed' && !stays(one))
    const free = this.available + sum(before.map(({ pence }) => pence))
    const ofCrises = this.payments.filter((one) => one.purpose === 'crisis' && stays(one) && one.state !== 'failed')
    const forCrises = Math.max(0, Math.min(free, this.crisis - sum(ofCrises.map(({ pence }) => pence))))
    const wanted = [...this.byCrises(today, forCrises, ofCrises), ...this.bySchedule(today, free - forCrises)]
    const kept = before.filter((one) => wanted.some((other) => isSame(one, other)))
    const fresh = wanted.filter((one) => !before.some((other) => isSame(other, one)))
    this.payments = [...this.payments.filter((one) => one.purpose === 'owed' || stays(one)), ...kept]
    for (const one of fresh) {
      standsInstead(one, this.everPaid())
      if (this.isHeldByHand(one)) one.hold = 'hand'
      this.payments.push(one)
    }
  }

  /** Another plan takes its place today. What a provider gave until yesterday, and what the bank could not pay for days until then, is owed; the rest goes back. Gives what crises brought and nobody has back for the next. */
  close(today: LocalDate): number {
    const [yesterday, dueOn] = [daysAfter(today, -1), workingDayFrom(today)]
    const planned = this.payments.filter((one) => one.state === 'planned' && one.purpose !== 'owed')
    const waiting = planned.filter(({ insteadOf }) => insteadOf !== undefined)
    const free = this.available + sum(planned.flatMap((one) => (waiting.includes(one) ? [] : [one.pence])))
    const ofCrises = this.payments.filter(
      (one) => one.purpose === 'crisis' && one.state !== 'failed' && (one.state !== 'planned' || waiting.includes(one)),
    )
    const forCrises = Math.max(0, Math.min(free, this.crisis - sum(ofCrises.map(({ pence }) => pence))))
    const given =
      this.plan.way === 'provider'
        ? this.bySchedule(today, free, yesterday, waiting)
        : this.byCrises(today, forCrises, ofCrises, yesterday)
    const owed = [
      ...given.map((one) => {
        const held = planned.filter(
          (other) =>
            (other.purpose === 'crisis') === (one.purpose === 'crisis') &&
            other.hold !== null &&
            !waiting.includes(other) &&
            other.from <= one.until &&
            one.from <= other.until,
        )
        return {
          ...one,
          purpose: 'owed' as const,
          forDays: one.purpose !== 'crisis',
          hold: (held.find(({ hold }) => hold === 'hand') ?? held[0])?.hold ?? null,
        }
      }),
      ...waiting.flatMap((one) => {
        const until = earlier(one.until, yesterday)
        if (one.from > until) return []
        const share = (daysBetween(one.from, until) + 1) / (daysBetween(one.from, one.until) + 1)
        return [
          {
            ...one,
            id: '',
            purpose: 'owed' as const,
            forDays: one.purpose !== 'crisis',
            until,
            dueOn,
            pence: Math.round(one.pence * share),
          },
        ]
      }),
    ]
    this.payments = [...this.payments.filter((one) => !planned.includes(one)), ...owed]
    this.owed += sum(owed.map(({ pence }) => pence))
    const back = Math.max(0, Math.min(this.crisis, this.left + this.returned))
    this.returned = 0
    this.closed = true
    return this.crisis - back
  }

  /** What somebody held goes on with the days that it was for, whatever they come to by now. */
  private isHeldByHand({ from, until, purpose }: Payment): boolean {
    const newest = this.byHand.findLast((one) => one.kind === kindOf(purpose) && one.from <= until && from <= one.until)
    return newest?.held ?? false
  }
}
