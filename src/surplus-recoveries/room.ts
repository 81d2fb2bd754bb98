import type { AgreedLine } from '../ledger/lines-repository.ts'
import type { LinePause } from '../rules/planning/line-pauses.ts'
import { recoverable, type SurplusKind } from '../rules/spending/recovery.ts'
import { mayBeSetOff, scheduledPence, stillAsked } from '../rules/spending/scheduled.ts'
import { type LocalDate, londonDate } from '../shared/dates.ts'
import type { Pence } from '../shared/money.ts'
import type { PlanInForce } from '../support-plans/in-force.ts'

/** What the schedule of a line still asks for; null where no day asks for it. */
export function askedOfLine(
  { plan }: Pick<PlanInForce, 'plan'>,
  line: AgreedLine,
  pauses: readonly (LinePause & { readonly line: string })[],
  today: LocalDate,
): Pence | null {
  const schedule = plan.lines.find(({ key }) => key === line.key)?.schedule ?? null
  const spentPence = Math.max(0, line.spentPence - line.crisisPence)
  const opened = plan.agreedAt === null ? today : londonDate(new Date(plan.agreedAt))
  const ofLine = pauses.filter((pause) => pause.line === line.key)
  return stillAsked({ schedule, spentPence, pauses: ofLine }, opened, today)
}

/** What of a line can be taken back, or set off against its payments, so that what is left still pays for all that its schedule asks for. */
export function roomOf(
  kind: SurplusKind,
  held: Pick<PlanInForce, 'plan'>,
  line: AgreedLine,
  pauses: readonly (LinePause & { readonly line: string })[],
  today: LocalDate,
): Pence {
  const asked = askedOfLine(held, line, pauses, today)
  if (kind === 'taken-back') return recoverable(line, scheduledPence(asked, line) ?? 0)
  // Whoever else has the money of a line, or gives it, does not hold what the person did not spend.
  return line.deployment === 'direct-payment' ? mayBeSetOff(asked, line) : 0
}
