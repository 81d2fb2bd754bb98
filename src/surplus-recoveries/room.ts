import type { AgreedLine } from '../ledger/lines-repository.ts'
import { findPeriodEnd } from '../period-ends/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
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

/** What of each line of the plan in force the person keeps into the next period, once its own is over: it is not asked back in it. */
export async function carriedOfLines(
  reads: Reads,
  actor: Actor,
  held: Pick<PlanInForce, 'plan'> | undefined,
): Promise<(lineId: string) => Pence> {
  const ended = held && (await findPeriodEnd(reads, actor, held.plan.id))
  return (lineId) => ended?.lines.find(({ planLineId }) => planLineId === lineId)?.carriedPence ?? 0
}

/**
 * What of a line can be taken back, or set off against its payments, so that what is left still pays for all that its schedule asks for, and for what the person keeps into the next period: the same
 * when it is proposed, and when it is taken or begins to be set off.
 */
export function roomOf(
  kind: SurplusKind,
  held: Pick<PlanInForce, 'plan'>,
  line: AgreedLine,
  pauses: readonly (LinePause & { readonly line: string })[],
  today: LocalDate,
  carriedOf: (lineId: string) => Pence,
): Pence {
  const asked = askedOfLine(held, line, pauses, today)
  // Whoever else has the money of a line, or gives it, does not hold what the person did not spend.
  const setOff = line.deployment === 'direct-payment' ? mayBeSetOff(asked, line) : 0
  const room = kind === 'taken-back' ? recoverable(line, scheduledPence(asked, line) ?? 0) : setOff
  return Math.max(0, room - carriedOf(line.id))
}
