import type { Concern } from '../../src/concerns/schemas.ts'
import { daysAfter } from '../../src/shared/dates.ts'
import { liftFreeze, newestOf, raise, take } from '../concerns/acts.ts'
import { declare, standDown } from '../crisis-episodes/acts.ts'
import { endPeriods, periodEnds } from '../period-ends/acts.ts'
import { anActor } from '../support/actors.ts'
import { answer, decide, propose, second } from '../surplus-recoveries/acts.ts'
import { meanwhile, overOn } from './days-go-by.ts'
import { type Plan, sum } from './money.ts'
import { type Act, type Freeze, lineOf, pick, type Sequence } from './sequence.ts'
import { partOf } from './spend-acts.ts'
import { agreeTo, nameProvider, planLines, tier } from './the-case.ts'

/** As long as the caps, the reserve and the plan leave days for it. */
export async function crisis(on: Sequence, { part }: Act): Promise<void> {
  const line = on.line(0)
  const { each = 0 } = line.plan.steps ?? {}
  const daily = each / 5
  const taken = sum(on.crises.map((one) => one.taken))
  const most = Math.min(
    Math.floor(Math.min(tier.capPence, tier.yearCapPence - taken, on.reserve) / daily),
    tier.longestDays,
  )
  const days = 1 + (part % 6)
  const active = on.crises.find((one) => one.active)
  const code = active ? 'crisis-active' : days > most ? 'crisis-cap-reached' : undefined
  const told = await on.ask(code, () => declare(on.journey, { days }), code === 'crisis-cap-reached')
  if (!told) return
  const until = daysAfter(on.today, days - 1)
  const one = { id: told.id, from: on.today, until, endsOn: until, daily, active: true, taken: daily * days }
  on.crises.push(one)
  line.crises.push(one)
  line.crisis += daily * days
  on.reserve -= daily * days
  on.plannedAgain()
  on.saw('crisis')
}

/** What the days after today would have taken goes back, as far as it was not paid yet. */
export async function stand(on: Sequence): Promise<void> {
  const active = on.crises.find((one) => one.active) ?? on.crises.at(-1)
  if (!active) return
  const code = active.active ? undefined : 'wrong-state'
  if (!(await on.ask(code, () => standDown(on.journey, active.id)))) return
  overOn(on, active)
  on.saw('stand-down')
}

const more = (lines: ReturnType<typeof planLines>, { key, agreed }: Plan) =>
  (lines.find((line) => line.key === key)?.amountPence ?? 0) - agreed

/** Another plan takes the place of the one in force, dearer, for longer, or with something more: none of the days that were paid is paid again, and what is dearer of them is. */
export async function change(on: Sequence, { place, part }: Act): Promise<void> {
  if (on.crises.some(({ active }) => active)) return
  const { dearer, longer, withCourse } = on.shape
  const isLonger = place % 3 === 1 && longer < 2
  const isMore = place % 3 === 2 && !withCourse
  const shape = {
    dearer: isLonger || isMore ? dearer : dearer + 1 + (part % 9),
    longer: isLonger ? longer + 1 : longer,
    withCourse: withCourse || isMore,
  }
  const lines = planLines(shape)
  // Less than a line has, as after more was moved to it, is a decision against the person, who is told of it first: no plan takes its place that day.
  if (on.lines.some(({ plan }) => (on.moves.get(plan.key) ?? 0) > more(lines, plan))) return
  on.shape = shape
  await agreeTo(on.journey, lines)
  await nameProvider(on)
  const had = on.lines
  on.takenByCrises += sum(had.map((line) => line.close(on.today)))
  on.closed.push(...had)
  on.lines = lines.map((line) =>
    lineOf(
      line,
      on.today,
      had.find(({ plan }) => plan.key === line.key),
    ),
  )
  on.reserve = on.reservePence - on.takenByCrises
  on.moves.clear()
  on.carryHeld()
  on.plannedAgain()
  on.saw('plan change')
  on.saw(isLonger ? 'schedule' : isMore ? 'allocation' : 'price')
}

/** The person was told, has said what they think, and somebody else decides: it is taken once the time to appeal is over, and never more than there is by then. */
export async function recover(on: Sequence, { line: at, part }: Act): Promise<void> {
  const { journey, today } = on
  const line = on.lines.toSorted((one, other) => other.surplus(today) - one.surplus(today))[at % 2] ?? on.line(at)
  const most = line.surplus(today)
  const pence = Math.max(1, partOf(most, part))
  const active = on.crises.some((one) => one.active)
  const code = on.recovery ? 'wrong-state' : active ? 'crisis-active' : pence > most ? 'request-invalid' : undefined
  const body = { lines: [{ line: line.plan.key, amountPence: pence }] }
  const proposed = await on.ask(code, () => propose(journey, body))
  if (!proposed) return
  void (await answer(journey.person, proposed.id)).ok
  const { surplusRecovery } = (await decide(second(journey), proposed.id)).ok
  on.saw('decision to take back')
  on.recovery = { line, pence, after: surplusRecovery.takenAfter ?? '' }
}

/** Somebody looks at a concern, and has nothing more go to a provider, from a line, or from the case. Each time another, since one human freezes once. */
export async function freeze(on: Sequence, { line: at, place, part }: Act): Promise<void> {
  const { journey } = on
  if (!on.concern) {
    void (await raise(journey.careCoordinator, journey)).ok
    on.concern = await newestOf(journey.service.as('safeguarding-lead'), journey)
  }
  on.leads += 1
  const sub = `lead-${on.leads}`
  const lead = journey.service.as(anActor('safeguarding-lead', { sub }))
  void (await take(lead, on.concern ?? '')).ok
  const about = (['payee', 'line', 'case'] as const)[place % 3] ?? 'case'
  const key = about === 'line' ? on.line(at).plan.key : null
  const until = daysAfter(on.today, Math.floor(part / 4))
  const planLineId = key === null ? null : on.line(at).id
  const body = {
    ...{ about, planLineId, reason: 'The receipts are not of this shop.', until },
    payee: about === 'payee' ? 'Riverside Support' : null,
  }
  const isShorter = on.freezes.some(
    (one) =>
      !one.lifted && one.about === about && one.planLineId === planLineId && until < one.until && one.until >= on.today,
  )
  const code = key === 'daily' ? 'essential-support' : isShorter ? 'request-invalid' : undefined
  const told = await on.ask(code, () => lead.post<Concern>(`/v1/concerns/${on.concern}/freezes`, body))
  if (!told) return
  for (const one of on.freezes) if (one.about === about && one.planLineId === planLineId) one.lifted = true
  const { id = '' } = told.freezes.find(({ placedBy }) => placedBy === sub) ?? {}
  on.freezes.push({ id, about, key, planLineId, until, lifted: false } satisfies Freeze)
  on.saw(`freeze of a ${about}`)
}

export async function lift(on: Sequence, { place }: Act): Promise<void> {
  const found = pick(
    on.freezes.filter(({ lifted }) => !lifted),
    place,
  )
  if (!found) return
  const code = found.until < on.today ? 'wrong-state' : undefined
  const leads = ['who-asks-to-lift', 'who-lifts'].map((sub) =>
    on.journey.service.as(anActor('safeguarding-lead', { sub })),
  )
  // They take the concern once, for all that is lifted of it.
  if (!on.isLifted) for (const lead of leads) void (await take(lead, on.concern ?? '')).ok
  on.isLifted = true
  let lifted: object | undefined
  for (const lead of leads) lifted = await on.ask(code, () => liftFreeze(lead, found.id))
  if (!lifted) return
  found.lifted = true
  on.saw('lifting')
}

/** Half a penny more is the first funder's. */
const halves = (pence: number) => [Math.ceil(pence / 2), Math.floor(pence / 2)]

/** The period is over: nothing moves, and of what was not spent of a line each of two funders leaves up to a tenth of what it gave. */
export async function year(on: Sequence): Promise<void> {
  on.journey.service.clock.set('2027-11-24T09:30:00Z')
  await meanwhile(on)
  await endPeriods(on.journey.service)
  await on.compare()
  const [end] = await periodEnds(on.journey)
  const told = new Map(end?.lines.map((line) => [line.line, [line.unspentPence, line.carriedPence, line.overPence]]))
  for (const { plan, returned, available, crisis, moved } of on.lines) {
    const unspent = returned + Math.max(0, available - crisis)
    const granted = halves(plan.agreed + moved)
    const carried = sum(halves(unspent).map((one, at) => Math.min(one, Math.floor((granted[at] ?? 0) / 10))))
    const expected = [unspent, carried, unspent - carried]
    if (String(told.get(plan.key)) !== String(expected))
      throw new Error(`at the end of the year ${plan.key} has ${told.get(plan.key)}, and by the model ${expected}`)
  }
  on.saw('year end')
}
