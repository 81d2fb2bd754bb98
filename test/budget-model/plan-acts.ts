import type { Concern } from '../../src/concerns/schemas.ts'
import { daysAfter, daysBetween } from '../../src/shared/dates.ts'
import { newestOf, raise, take } from '../concerns/acts.ts'
import { declare, standDown } from '../crisis-episodes/acts.ts'
import { endPeriods, periodEnds } from '../period-ends/acts.ts'
import { anActor } from '../support/actors.ts'
import { doOnce, sweep } from '../support/sweep.ts'
import { answer, decide, propose, second } from '../surplus-recoveries/acts.ts'
import { sum } from './line-model.ts'
import { type Act, pick } from './pay-acts.ts'
import { type Freeze, lineOf, type Sequence } from './sequence.ts'
import { partOf } from './spend-acts.ts'
import { agreeTo, nameProvider, planLines, tier } from './the-case.ts'

/** As long as the caps, the reserve and the plan leave days for it. */
export async function crisis(on: Sequence, { part }: Act): Promise<void> {
  const line = on.line(0)
  const { each = 0 } = line.plan.steps ?? {}
  const daily = each / 5
  const taken = sum(on.crises.map((one) => one.taken))
  const most = Math.min(Math.floor(Math.min(tier.capPence, tier.yearCapPence - taken, on.reserve) / daily), tier.longestDays)
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
}

/** What the days after today would have taken goes back, as far as it was not paid yet. */
export async function stand(on: Sequence): Promise<void> {
  const active = on.crises.find((one) => one.active) ?? on.crises.at(-1)
  if (!active) return
  const code = active.active ? undefined : 'wrong-state'
  if (!(await on.ask(code, () => standDown(on.journey, active.id)))) return
  overOn(on, active)
}

function overOn(on: Sequence, crisis: Sequence['crises'][number]): void {
  const line = on.line(0)
  line.payments = line.payments.filter((one) => one.purpose !== 'crisis' || one.state !== 'planned' || one.hold === 'failed')
  const unused = crisis.endsOn > on.today ? daysBetween(on.today, crisis.endsOn) : 0
  const pence = Math.min(crisis.daily * unused, line.available, line.crisis)
  crisis.active = false
  crisis.taken -= pence
  if (on.today < crisis.until) crisis.until = on.today
  line.crisis -= pence
  on.reserve += pence
  on.plannedAgain()
}

/** Another plan takes the place of the one in force, in which everything is dearer: none of the days that were paid is paid again, and what is dearer of them is. */
export async function change(on: Sequence, { part }: Act): Promise<void> {
  if (on.crises.some(({ active }) => active)) return
  on.dearer += 1 + (part % 9)
  const lines = planLines(on.dearer)
  await agreeTo(on.journey, lines)
  await nameProvider(on)
  for (const line of on.lines) line.close(on.today)
  on.closed.push(...on.lines)
  on.lines = lines.map((line) => lineOf(line, on.today, on.lines.find(({ plan }) => plan.key === line.key)))
  on.reserve = on.reservePence
  on.moves.clear()
  on.carryHeld()
  on.plannedAgain()
}

/** Some days go by, and what the service does by itself is done. */
export async function goOn(on: Sequence, { part }: Act): Promise<void> {
  on.goOn(part > 92 ? 90 : 1 + Math.floor(part / 3))
  await meanwhile(on)
}

/** What the service does by itself. */
async function meanwhile(on: Sequence): Promise<void> {
  await sweep(on.journey.service)
  for (const one of on.crises) if (one.active && one.endsOn < on.today) overOn(on, one)
  if (on.recovery) await doOnce(on.journey.service, 'surplus-recoveries')
  if (on.recovery && on.recovery.after < on.today && !on.crises.some((one) => one.active)) takeBack(on, on.recovery)
}

/** The person was told, has said what they think, and somebody else decides: it is taken once the time to appeal is over, and never more than there is by then. */
export async function recover(on: Sequence, { line: at, part }: Act): Promise<void> {
  const line = on.line(at)
  const { journey } = on
  const most = line.surplus(on.today)
  const pence = Math.max(1, partOf(most, part))
  const active = on.crises.some((one) => one.active)
  const code = on.recovery ? 'wrong-state' : active ? 'crisis-active' : pence > most ? 'request-invalid' : undefined
  const body = { lines: [{ line: line.plan.key, amountPence: pence }] }
  const proposed = await on.ask(code, () => propose(journey, body))
  if (!proposed) return
  void (await answer(journey.person, proposed.id)).ok
  const { surplusRecovery } = (await decide(second(journey), proposed.id)).ok
  on.recovery = { line, pence, after: surplusRecovery.takenAfter ?? '' }
}

/** What was given back goes first. */
function takeBack(on: Sequence, { line, pence }: NonNullable<Sequence['recovery']>): void {
  const taken = Math.min(pence, line.surplus(on.today))
  line.returned -= Math.min(line.returned, taken)
  line.recovered += taken
  on.recovery = undefined
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
  const planLineId = key === null ? null : (on.ids.get(key) ?? '')
  const body = {
    ...{ about, planLineId, reason: 'The receipts are not of this shop.', until },
    payee: about === 'payee' ? 'Riverside Support' : null,
  }
  const code = key === 'daily' ? 'essential-support' : undefined
  const told = await on.ask(code, () => lead.post<Concern>(`/v1/concerns/${on.concern}/freezes`, body))
  if (!told) return
  for (const one of on.freezes) if (one.about === about && one.planLineId === planLineId) one.lifted = true
  const { id = '' } = told.freezes.find(({ placedBy }) => placedBy === sub) ?? {}
  on.freezes.push({ id, about, key, planLineId, until, lifted: false } satisfies Freeze)
}

export async function lift(on: Sequence, { place }: Act): Promise<void> {
  const found = pick(on.freezes.filter(({ lifted }) => !lifted), place)
  if (!found) return
  const code = found.until < on.today ? 'wrong-state' : undefined
  const lead = on.journey.service.as(anActor('safeguarding-lead', { sub: `lead-${on.leads}` }))
  const body = { reason: 'The shop has sent the receipts.' }
  const lifted = await on.ask(code, () => lead.post(`/v1/spending-freezes/${found.id}/lifting`, body))
  if (lifted) found.lifted = true
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
}
