import { daysBetween, type LocalDate } from '../../src/shared/dates.ts'
import { doOnce, sweep } from '../support/sweep.ts'
import type { Act, Sequence } from './sequence.ts'

/** Some days go by, and what the service does by itself is done. */
export async function goOn(on: Sequence, { part }: Act): Promise<void> {
  on.goOn(part > 92 ? 90 : 1 + Math.floor(part / 3))
  await meanwhile(on)
}

/** What the service does by itself. */
export async function meanwhile(on: Sequence): Promise<void> {
  await sweep(on.journey.service)
  for (const one of on.crises) if (one.active && one.endsOn < on.today) overOn(on, one)
  if (on.recovery) await doOnce(on.journey.service, 'surplus-recoveries')
  if (on.recovery && on.recovery.after < on.today && !on.crises.some((one) => one.active)) takeBack(on, on.recovery)
}

/** On to a day that is to come, as far as a sequence goes. */
export async function goOnTo(on: Sequence, day: LocalDate): Promise<void> {
  if (day <= on.today) return
  on.goOn(daysBetween(on.today, day))
  await meanwhile(on)
}

export function overOn(on: Sequence, crisis: Sequence['crises'][number]): void {
  const line = on.line(0)
  line.payments = line.payments.filter((one) => one.purpose !== 'crisis' || one.state !== 'planned')
  const unused = crisis.endsOn > on.today ? daysBetween(on.today, crisis.endsOn) : 0
  const pence = Math.min(crisis.daily * unused, line.available, line.crisis)
  crisis.active = false
  crisis.taken -= pence
  if (on.today < crisis.until) crisis.until = on.today
  line.crisis -= pence
  on.reserve += pence
  on.plannedAgain()
}

/** What was given back goes first. */
function takeBack(on: Sequence, { line, pence }: NonNullable<Sequence['recovery']>): void {
  const taken = Math.min(pence, line.surplus(on.today))
  line.returned -= Math.min(line.returned, taken)
  line.recovered += taken
  on.recovery = undefined
  if (taken > 0) on.saw('recovery')
}
