import { isDeepStrictEqual } from 'node:util'
import type { Payment as Told } from '../../src/payments/schemas.ts'
import { daysAfter, type LocalDate } from '../../src/shared/dates.ts'
import type { StatementEntryPage } from '../../src/spending/statement-schemas.ts'
import { statementOf } from '../spending/acts.ts'
import type { Answer } from '../support/client.ts'
import type { Journey } from '../support/journey.ts'
import { Line } from './line-model.ts'
import { type Crisis, earlier, type Payment, sum, workingDayFrom } from './money.ts'
import { asAtFirst, type Key, planLines, type Shape, type TheCase } from './the-case.ts'

/** What is done, on which line, with which of several, and for which part of what can be: all are numbers, so that a sequence that fails is made short. */
export interface Act {
  readonly act: string
  readonly line: number
  readonly place: number
  readonly part: number
}

export const pick = <Item>(items: readonly Item[], place: number): Item | undefined => items[place % items.length]

export interface Freeze {
  readonly id: string
  readonly about: 'payee' | 'line' | 'case'
  readonly key: Key | null
  readonly planLineId: string | null
  readonly until: LocalDate
  lifted: boolean
}

/** Until then nobody relies on what is bought from the plan for half a year. */
const lastDay = '2027-05-11'
const ways = { daily: 'person', support: 'provider', gym: 'holder', tools: 'invoice', course: 'invoice' } as const

/** One budget while things are done with it: as the service has it, and as the model has it. */
export class Sequence {
  readonly journey: Journey
  readonly providerId: string
  /** Those of the plan in force, and those of the plans before. */
  lines: Line[]
  closed: Line[] = []
  /** What the plan keeps for crises. */
  reserve: number
  readonly reservePence: number
  /** What crises brought the plans before and was paid out. */
  takenByCrises = 0
  /** How the plan in force differs from the first. */
  shape: Shape = asAtFirst
  readonly crises: Crisis[] = []
  readonly freezes: Freeze[] = []
  readonly moves = new Map<Key, number>()
  concern: string | undefined
  /** Payments that came back as a whole. */
  readonly sentBack = new Set<Payment>()
  /** What was decided to be taken back, and after which day. */
  recovery: { readonly line: Line; readonly pence: number; readonly after: LocalDate } | undefined
  count = 0
  leads = 0
  /** Whether those who lift what is frozen handle the concern already. */
  isLifted = false
  /** What was done, for who looks for a difference. */
  readonly told: string[] = []

  /** How often each thing came about, of this sequence and of others. */
  private readonly tally: Map<string, number>

  constructor({ journey, providerId, reservePence }: TheCase, tally = new Map<string, number>()) {
    this.tally = tally
    this.journey = journey
    this.reserve = reservePence
    this.reservePence = reservePence
    this.providerId = providerId
    this.lines = planLines(this.shape).map((line) => lineOf(line, this.today))
    this.plannedAgain()
  }

  /** That the service has done this, and not only been asked to. */
  saw(what: string): void {
    this.tally.set(what, (this.tally.get(what) ?? 0) + 1)
  }

  get today(): LocalDate {
    return this.journey.service.clock.today()
  }
  get payments(): { line: Line; payment: Payment }[] {
    return [...this.closed, ...this.lines].flatMap((line) => line.payments.map((payment) => ({ line, payment })))
  }
  line(at: number): Line {
    const found = this.lines[at % this.lines.length]
    if (!found) throw new Error('there is no line')
    return found
  }

  /** Whether nothing goes out of a line, or to the provider: what there is for a crisis is paid on, except to whoever is suspected. */
  isFrozen(line: Line, toProvider: boolean): boolean {
    const essential = line.plan.key === 'daily'
    return this.freezes.some(({ about, key, until, lifted }) => {
      if (lifted || until < this.today) return false
      if (about === 'payee') return toProvider
      return !essential && (about === 'case' || key === line.plan.key)
    })
  }

  plannedAgain(): void {
    for (const line of this.lines) line.plannedAgain(this.today)
  }

  /** What was paid out and is not spent goes on, beside what was agreed, with the line that took the place of its own. */
  carryHeld(): void {
    for (const closed of this.closed) {
      const open = this.lines.find(({ plan }) => plan.key === closed.plan.key)
      if (!open || closed.held === 0) continue
      open.held += closed.held
      open.moved += closed.held
      closed.held = 0
    }
  }

  /** On to another working day, with what the service does by itself on the way. */
  goOn(days: number): void {
    const day = workingDayFrom(earlier(daysAfter(this.today, days), lastDay))
    // Once the last day is reached the hour stays: set back, the statement would be as of before what was done.
    if (day <= this.today) return
    this.journey.service.clock.set(`${day}T09:30:00Z`)
  }

  /** A request that the model says is refused with this code, and then writes nothing; or is taken, where it says none. */
  async ask<Body>(
    code: string | undefined,
    request: () => Promise<Answer<Body>>,
    writes = false,
  ): Promise<Body | undefined> {
    if (code === undefined) return (await request()).ok
    const { database } = this.journey.service
    const before = await database.fingerprint()
    const answer = await request()
    if (answer.problem.code !== code)
      throw new Error(`refused as ${answer.problem.code}, and by the model as ${code}: ${answer.problem.detail}`)
    if (!writes && !isDeepStrictEqual(await database.fingerprint(), before))
      throw new Error(`what was refused as ${code} has written something`)
    this.told.push(`refused: ${code}`)
    this.saw('refusal')
    return undefined
  }

  /** That the rows of the statement add up to what it says of its lines, from the first day. */
  async compareStatement(): Promise<void> {
    const { person, ids } = this.journey
    let after = ''
    let [come, gone] = [0, 0]
    for (;;) {
      const { ok } = await person.get<StatementEntryPage>(`/v1/cases/${ids.caseId}/statement/entries?limit=100${after}`)
      come += sum(ok.items.map(({ inPence }) => inPence))
      gone += sum(ok.items.map(({ outPence }) => outPence))
      after = `&cursor=${ok.nextCursor}`
      if (ok.nextCursor !== null) continue
      if (come !== ok.inPence || gone !== ok.outPence || come - gone !== ok.closingPence)
        throw new Error(
          `the rows of the statement come to ${come} and ${gone}, and it says ${ok.inPence} and ${ok.outPence}, ${ok.closingPence} left`,
        )
      // Left is what was neither bought nor taken back, wherever it is; what a provider gave is bought once it is paid.
      const left = [...this.closed, ...this.lines].map((line) => line.left + line.pending + line.held + line.returned)
      if (ok.closingPence !== sum(left))
        throw new Error(`the statement says ${ok.closingPence} left, and the model ${sum(left)}`)
      return
    }
  }

  /** All its payments, page by page. */
  private async read(): Promise<Told[]> {
    const { person, ids } = this.journey
    const all: Told[] = []
    for (let after = ''; ; ) {
      const page = await person.get<{ items: Told[]; nextCursor: string | null }>(
        `/v1/cases/${ids.caseId}/payments?limit=100${after}`,
      )
      all.push(...page.ok.items)
      if (page.ok.nextCursor === null) return all
      after = `&cursor=${page.ok.nextCursor}`
    }
  }

  /** Holds what the service says of the budget against the model, to the penny. */
  async compare(): Promise<void> {
    const { journey } = this
    const [statement, items] = await Promise.all([statementOf(journey), this.read()])
    const keys = new Map(statement.lines.map(({ planLineId, key }) => [planLineId, key]))
    const ofClosed = statement.lines.filter(({ status }) => status === 'closed')
    for (const [at, line] of this.closed.entries()) line.id = ofClosed[at]?.planLineId ?? ''
    for (const { planLineId, key, status } of statement.lines) {
      const line = status === 'active' ? this.lines.find(({ plan }) => plan.key === key) : undefined
      if (line) line.id = planLineId
    }
    const accounts = statement.lines
      .filter(({ status }) => status === 'active')
      .map((line) => ({
        ...{
          key: line.key,
          agreed: line.agreedPence,
          moved: line.movedPence + line.carriedPence,
          crisis: line.crisisPence,
        },
        ...{ available: line.availablePence, committed: line.committedPence, pending: line.pendingPence },
        ...{ held: line.heldPence, owed: line.owedPence, paid: line.spentPence - line.owedPence },
        ...{ returned: line.returnedPence, recovered: line.recoveredPence },
      }))
    const plain = this.lines.map((line) => ({
      ...{ key: line.plan.key, agreed: line.plan.agreed, moved: line.moved, crisis: line.crisis },
      ...{ available: line.available, committed: line.committed, pending: line.pending },
      ...{ held: line.held, owed: line.owed, paid: line.paid, returned: line.returned, recovered: line.recovered },
    }))
    for (const all of [accounts, plain]) all.sort((one, other) => (one.key < other.key ? -1 : 1))
    const same = (what: string, service: unknown, model: unknown) => {
      if (!isDeepStrictEqual(service, model))
        throw new Error(`${what}: the service has\n${rows(service)}\nand the model\n${rows(model)}`)
    }
    same('money', accounts, plain)
    same(
      'what has closed',
      ofClosed.map((one) => [
        one.key,
        one.pendingPence,
        one.heldPence,
        one.owedPence,
        one.spentPence - one.owedPence,
        one.recoveredPence,
        one.availablePence + one.committedPence + one.returnedPence,
      ]),
      this.closed.map((one) => [one.plan.key, one.pending, one.held, one.owed, one.paid, one.recovered, 0]),
    )
    same('the reserve', statement.reserves[0]?.leftPence, this.reserve)
    for (const { key, ...on } of accounts) {
      if (Object.values(on).some((pence) => pence < 0 && pence !== on.moved)) throw new Error(`${key} is below nothing`)
      const { agreed, moved, crisis, ...has } = on
      if (sum(Object.values(has)) !== agreed + moved + crisis) throw new Error(`${key} does not add up`)
    }
    const known = items.filter(({ state }) => state !== 'cancelled')
    const service = known.map((one) => ({ one, text: textOf(keys.get(one.planLineId) ?? '', one, stateOf(one)) }))
    const model = this.payments.map(({ line, payment }) => ({
      payment,
      text: textOf(line.plan.key, { ...payment, amountPence: payment.pence }, stateIn(payment)),
    }))
    for (const list of [service, model])
      list.sort((a: { text: string }, b: { text: string }) => (a.text < b.text ? -1 : 1))
    same(
      'payments',
      service.map(({ text }) => text),
      model.map(({ text }) => text),
    )
    for (const [at, { payment }] of model.entries()) {
      payment.id = service[at]?.one.id ?? ''
      payment.reference = service[at]?.one.reference ?? ''
    }
  }
}

type PlanLine = ReturnType<typeof planLines>[number]
export function lineOf({ key, amountPence, schedule }: PlanLine, since: LocalDate, before?: Line): Line {
  const steps = schedule && {
    each: schedule.quantity * schedule.unitPence,
    by: schedule.frequency === 'weekly' ? ('week' as const) : ('month' as const),
    ...{ from: schedule.from, until: schedule.until },
  }
  return new Line({ key: key as Key, way: ways[key as Key], agreed: amountPence, steps: steps ?? null }, since, before)
}

const rows = (what: unknown) => (Array.isArray(what) ? what.map((one) => JSON.stringify(one)).join('\n') : String(what))
type Days = {
  readonly purpose: string
  readonly from: LocalDate
  readonly until: LocalDate
  readonly dueOn: LocalDate
  readonly amountPence: number
}
const textOf = (key: string, { purpose, from, until, dueOn, amountPence }: Days, state: string) =>
  `${key} ${purpose} ${from} ${until} due ${dueOn} ${amountPence} ${state}`
const stateOf = ({ state, holdReason }: Told) => holdReason ?? state
const stateIn = ({ state, hold }: Payment) => {
  if (state === 'planned') return hold === null ? 'planned' : hold === 'failed' ? 'failed-before' : 'being-checked'
  return state === 'bank' ? 'with-the-bank' : state
}
