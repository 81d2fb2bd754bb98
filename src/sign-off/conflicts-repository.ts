import { sql } from 'kysely'
import { v7 } from 'uuid'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { Tier } from '../rules/sign-off/sign-off-rules.ts'
import type { ConflictOfInterest } from './schemas.ts'

/** A declared conflict with what the wire does not tell. */
export type DeclaredConflict = ConflictOfInterest & { readonly actorId: string }

/** The conflicts of interest that were declared on a plan, in any version of it, or on any plan of a case, in the order they were declared. */
export async function listConflicts(
  reads: Reads,
  actor: Actor,
  of: { readonly planId: string } | { readonly caseId: string } | { readonly besidePlanId: string },
): Promise<DeclaredConflict[]> {
  const rows = await reads
    .selectFrom('conflict_of_interest')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where((eb) => {
      if ('planId' in of) return eb('support_plan_id', '=', of.planId)
      if ('caseId' in of) return eb('case_id', '=', of.caseId)
      const itsCase = eb
        .selectFrom('support_plan as p')
        .select('p.case_id')
        .where('p.commissioner_id', '=', theTenant)
        .where('p.support_plan_id', '=', of.besidePlanId)
      return eb('case_id', '=', itsCase)
    })
    .orderBy('conflict_of_interest_id')
    .limit(200)
    .execute()
  return rows.map((row) => ({
    id: row.conflict_of_interest_id,
    supportPlanId: row.support_plan_id,
    name: row.name,
    declaredAs: row.declared_as,
    words: row.words,
    declaredAt: row.declared_at.toISOString(),
    actorId: row.actor_id,
  }))
}

export async function insertConflict(
  tx: Tx,
  actor: Actor,
  conflict: {
    readonly caseId: string
    readonly planId: string
    readonly declaredAs: string
    readonly words: string | null
  },
  now: Date,
): Promise<DeclaredConflict> {
  const id = v7()
  const name = actor.name || actor.actorId
  await tx
    .insertInto('conflict_of_interest')
    .values({
      commissioner_id: actor.commissionerId,
      conflict_of_interest_id: id,
      case_id: conflict.caseId,
      support_plan_id: conflict.planId,
      actor_id: actor.actorId,
      name,
      declared_as: conflict.declaredAs,
      words: conflict.words,
      declared_at: now,
    })
    .execute()
  const { planId: supportPlanId, declaredAs, words } = conflict
  return { id, supportPlanId, name, declaredAs, words, declaredAt: now.toISOString(), actorId: actor.actorId }
}

/** The tiers from which a conflict of interest passed a plan of the case up: what it forces it forces for every later plan. */
export async function listPassedFrom(reads: Reads, actor: Actor, caseId: string): Promise<Tier[]> {
  const rows = await reads
    .selectFrom('routing as r')
    .innerJoin('support_plan as p', (join) =>
      join.on('p.commissioner_id', '=', theTenant).onRef('p.support_plan_id', '=', 'r.support_plan_id'),
    )
    .select(
      sql<Tier | null>`(select b.tier from routing b where b.commissioner_id = ${theTenant} and b.support_plan_id = r.support_plan_id
        and b.routing_id < r.routing_id order by b.routing_id desc limit 1)`.as('tier'),
    )
    .where('r.commissioner_id', '=', actor.commissionerId)
    .where('p.case_id', '=', caseId)
    .where('r.because', '=', 'conflict-of-interest')
    .where('r.passed_on_by', 'is not', null)
    .execute()
  return rows.flatMap(({ tier }) => tier ?? [])
}
