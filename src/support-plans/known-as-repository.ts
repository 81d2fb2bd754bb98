import { sql } from 'kysely'
import type { Case } from '../case-access/case.ts'
import { type By, nearest, toCase, visibleCases } from '../case-access/visible-repository.ts'
import { identifiersOf } from '../identifiers/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { eachOf, prepared, preparedByActor } from '../platform/database/prepared.ts'
import { type Slots, theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { PlanToTell } from './plans-told.ts'
import { toPlan } from './repository.ts'

/** A plan of whichever case, with the case as the actor sees it. */
export type PlanOfCase = PlanToTell & { readonly of: Case }
type Known = Slots<{ token: string }>

const planId = ({ token }: Known) => sql<string>`(select i.support_plan_id from identifier i
  where i.commissioner_id = ${theTenant} and i.token = ${token} and i.kind = 'support-plan')`

const planKnownAs = prepared((reads: Reads, known: Known) =>
  reads
    .selectFrom('support_plan')
    .selectAll()
    .select(identifiersOf('support-plan', sql.ref('support_plan.support_plan_id')).as('identifiers'))
    .where('commissioner_id', '=', theTenant)
    .where('support_plan_id', '=', planId(known)),
)

const caseOfPlan = eachOf((by: By) =>
  preparedByActor((reads: Reads, actor, known: Known) =>
    visibleCases(reads, actor, by).where(
      'c.case_id',
      '=',
      sql<string>`(select s.case_id from support_plan s where s.commissioner_id = ${theTenant} and s.support_plan_id = ${planId(known)})`,
    ),
  ),
)

/** The plan that another system knows so, where the actor may see it: no two have the same. It is read in the same round trip as its case. */
export async function listPlansKnownAs(
  reads: Reads,
  actor: Actor,
  { after }: PageRequest,
  { identifier: token }: { readonly identifier: string },
): Promise<PlanOfCase[]> {
  const [of, [row]] = await Promise.all([
    nearest(actor, (by) => caseOfPlan(by)(reads, actor, { token })),
    planKnownAs(reads, { token }),
  ])
  if (!of || !row || after !== undefined) return []
  return [{ ...toPlan(row), identifiers: row.identifiers, of: toCase(of) }]
}
