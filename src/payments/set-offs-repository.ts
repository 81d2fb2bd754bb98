import { findOpenAppeal } from '../case-access/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { type Pence, sumPence } from '../shared/money.ts'

/** What is set off against the payments of a line by a decision. */
export interface SetOff {
  /** How much of it counts now: while a crisis is on, or an appeal is open, no more than payments were less by already. */
  readonly setOffPence: Pence
  /** By how much payments were less so far. */
  readonly usedPence: Pence
}

/** What is set off, or was, against the payments of each line of a case, by its key: payments that were less under a plan before stay so. */
export async function listSetOffs(reads: Reads, actor: Actor, caseId: string): Promise<ReadonlyMap<string, SetOff>> {
  const rows = await reads
    .selectFrom('surplus_recovery')
    .select(['status', 'lines'])
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('kind', '=', 'set-off')
    .where('status', 'in', ['setting-off', 'recovered'])
    .orderBy('surplus_recovery_id', 'desc')
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
