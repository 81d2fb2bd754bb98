import { findOpenAppeal } from '../case-access/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { LocalDate } from '../shared/dates.ts'
import { type Pence, sumPence } from '../shared/money.ts'

/** What is set off against the payments of a line by a decision. */
export interface SetOff {
  /** How much of it counts now: while a crisis is on, or an appeal is open, no more than payments were less by already. */
  readonly setOffPence: Pence
  /** By how much payments were less so far. */
  readonly usedPence: Pence
}

/**
 * What is set off, or was, against the payments of each line of a case in the period that began on a day, by its key: payments that were less under a plan
 * before it stay so, and those of a period before are no payments of this one.
 */
export async function listSetOffs(
  reads: Reads,
  actor: Actor,
  caseId: string,
  since: LocalDate | null,
): Promise<ReadonlyMap<string, SetOff>> {
  const rows = await reads
    .selectFrom('surplus_recovery as s')
    .innerJoin('support_plan as p', (join) =>
      join.on('p.commissioner_id', '=', theTenant).onRef('p.support_plan_id', '=', 's.support_plan_id'),
    )
    .select(['s.status', 's.lines'])
    .where('s.commissioner_id', '=', actor.commissionerId)
    .where('s.case_id', '=', caseId)
    .where('s.kind', '=', 'set-off')
    .where('s.status', 'in', ['setting-off', 'recovered'])
    .$if(since !== null, (query) =>
      query.where((eb) => eb.or([eb('p.period_until', 'is', null), eb('p.period_until', '>=', since)])),
    )
    .orderBy('s.surplus_recovery_id', 'desc')
    .limit(200)
    .execute()
  if (rows.length === 0) return new Map()
  const [crisis, appeal] = await Promise.all([findCrisis(reads, actor, caseId), findOpenAppeal(reads, actor, caseId)])
  const counts = crisis === undefined && appeal === undefined
  const all = rows.flatMap(({ status, lines }) =>
    lines.map(({ line, setOffPence = 0, recoveredPence: usedPence }) => ({
      line,
      setOffPence: status === 'setting-off' && counts ? setOffPence : usedPence,
      usedPence,
    })),
  )
  return new Map(
    [...Map.groupBy(all, ({ line }) => line)].map(([line, of]) => [
      line,
      {
        setOffPence: sumPence(of.map((one) => one.setOffPence)),
        usedPence: sumPence(of.map((one) => one.usedPence)),
      },
    ]),
  )
}

const findCrisis = (reads: Reads, actor: Actor, caseId: string) =>
  reads
    .selectFrom('crisis_episode')
    .select('crisis_episode_id')
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('stood_down_at', 'is', null)
    .executeTakeFirst()
