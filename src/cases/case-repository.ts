import { sql } from 'kysely'
import type { Case } from '../case-access/case.ts'
import { seenCase } from '../case-access/repository.ts'
import { type By, nearest, toCase, visibleCases } from '../case-access/visible-repository.ts'
import { clocksOfCase, type KeptClock } from '../clocks/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { eachOf, preparedByActor } from '../platform/database/prepared.ts'
import { type Slots, theTenant } from '../platform/database/slots.ts'
import type { CaseView } from './schemas.ts'

/** The time for which the person has paused the case `c`. */
const pauseOfCase = sql<
  CaseView['pause']
>`(select json_build_object('from', u.from_on, 'until', u.until_on) from case_pause u
  where u.commissioner_id = ${theTenant} and u.case_id = c.case_id and u.ended_on is null)`.as('pause')

const caseWithClocks = eachOf((by: By) =>
  preparedByActor((reads: Reads, actor, { caseId }: Slots<{ caseId: string }>) =>
    visibleCases(reads, actor, by).select([clocksOfCase, pauseOfCase]).where('c.case_id', '=', caseId),
  ),
)

export async function findCaseWithClocks(
  reads: Reads,
  actor: Actor,
  caseId: string,
): Promise<(Case & { readonly clocks: readonly KeptClock[]; readonly pause: CaseView['pause'] }) | undefined> {
  const row = await nearest(actor, (by) => caseWithClocks(by)(reads, actor, { caseId }))
  return row && { ...seenCase(reads, actor, toCase(row)), clocks: row.clocks, pause: row.pause }
}
