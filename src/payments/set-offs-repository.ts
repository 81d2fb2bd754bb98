import { isInCrisis } from '../case-access/in-crisis-repository.ts'
import { findOpenAppeal } from '../case-access/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { LessPaid } from '../rules/payments/planned.ts'
import { owedOfGivenBack } from '../rules/spending/recovery.ts'
import type { LocalDate } from '../shared/dates.ts'
import { type Pence, sumPence } from '../shared/money.ts'

/** What is set off against the payments of a line by a decision. */
export interface SetOff {
  /** What is still to be set off, and counts now: nothing while a crisis is on, or an appeal is open. */
  readonly leftPence: Pence
  /** By how much payments were less so far, and for which days. */
  readonly less: readonly LessPaid[]
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
    .$if(since !== null, (query) =>
      query.where((eb) => eb.or([eb('p.period_until', 'is', null), eb('p.period_until', '>=', since)])),
    )
    .orderBy('s.surplus_recovery_id', 'desc')
    .limit(200)
    .execute()
  if (rows.length === 0) return new Map()
  const [isOn, appeal] = await Promise.all([isInCrisis(reads, actor, caseId), findOpenAppeal(reads, actor, caseId)])
  const counts = !isOn && appeal === undefined
  const all = rows.flatMap(({ status, lines }) =>
    lines.map(({ line, setOffPence = 0, recoveredPence, lessFor = [], ...given }) => {
      // What an appeal gave back by a payment of its own was paid, and the schedule does not pay it again.
      const usedPence = recoveredPence + owedOfGivenBack(given)
      const undated = usedPence - sumPence(lessFor.map(({ amountPence }) => amountPence))
      return {
        line,
        leftPence: status === 'setting-off' && counts ? setOffPence - recoveredPence : 0,
        less: undated > 0 ? [...lessFor, { ...always, amountPence: undated }] : lessFor,
      }
    }),
  )
  return new Map(
    [...Map.groupBy(all, ({ line }) => line)].map(([line, of]) => [
      line,
      { leftPence: sumPence(of.map((one) => one.leftPence)), less: of.flatMap((one) => one.less) },
    ]),
  )
}

/** What was counted before the days of it were kept counts for any schedule. */
const always = { from: '9999-12-31', until: '9999-12-31' } as const
