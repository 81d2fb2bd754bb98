import { sql } from 'kysely'
import { hadPart, nearCase } from '../case-access/near-repository.ts'
import { signatureCounts } from '../case-progress/conditions-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import { humanOf } from '../platform/access/human-repository.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import { newId } from '../platform/work/new-id.ts'
import type { PartTaken } from '../rules/sign-off/parts.ts'
import type { Tier } from '../rules/sign-off/sign-off-rules.ts'
import type { Plan } from '../support-plans/repository.ts'
import type { ConflictOfInterest } from './schemas.ts'

/**
 * Everybody who had a part in a plan or in the budget it is made from, by the human behind the account: the one place where who did what is
 * compared. Who has left the team has had to do with it all the same, and so has who recorded a signature that does not count.
 */
export async function listParts(
  reads: Reads,
  actor: Actor,
  { id, caseId }: Pick<Plan, 'id' | 'caseId'>,
): Promise<PartTaken[]> {
  const tenant = actor.commissionerId
  const ofPlan = sql`commissioner_id = ${tenant} and support_plan_id = ${id}`
  const ofCase = sql`commissioner_id = ${tenant} and case_id = ${caseId}`
  const near = nearCase(sql`${caseId}::uuid`)
  const inForce = sql`b.commissioner_id = ${tenant} and b.case_id = ${caseId} and b.superseded_at is null`
  const submitted = sql`plan_version = (select submitted_version from support_plan where ${ofPlan})`
  const taken = sql<{ part: PartTaken['part']; humanId: string; staff: boolean; organisationId: string | null }>`(
    select t.part, h.human as "humanId", h.human <> t.actor_id as staff, t.organisation_id as "organisationId" from (
      select 'wrote' as part, unnest(author_ids) as actor_id, null::uuid as organisation_id from support_plan where ${ofPlan}
      union select case s.case_role when 'care-coordinator' then 'signed-as-care-coordinator' when 'broker' then 'signed-as-broker'
          else 'signed-for-person' end, s.actor_id,
          (select m.organisation_id from case_member m where m.commissioner_id = ${theTenant} and m.case_id = ${caseId}
            and m.actor_id = s.actor_id and m.case_role = s.case_role order by m.case_member_id desc limit 1)
        from signature s where s.commissioner_id = ${tenant} and s.support_plan_id = ${id} and s.${submitted} and ${signatureCounts}
      union select 'recorded-for-person', recorded_by, null from signature
        where ${ofPlan} and ${submitted} and recorded_by <> actor_id
      union select case when tier = (select tier from support_plan where ${ofPlan}) then 'voted' else 'voted-below' end, actor_id, null
        from vote where ${ofPlan} and ${submitted}
      union select 'assessed', assessor_id, null from needs_assessment where ${ofCase} and status = 'completed'
      union select 'calculated', k.calculated_by, null from indicative_budget b join budget_calculation k
        on k.commissioner_id = ${theTenant} and k.budget_calculation_id = b.budget_calculation_id where ${inForce}
      union select 'adopted', b.adopted_by, null from indicative_budget b where ${inForce}
      union select 'brought-over', opened_by, null from case_opening where ${ofCase} and ground = 'brought-over'
      union select part, actor_id, null from ${hadPart(sql`${caseId}::uuid`)} h
      union select 'on-team', actor_id, organisation_id from ${near} n
      union select case case_role when 'broker' then 'brokers' else 'coordinates' end, actor_id, organisation_id from case_member
        where ${ofCase} and left_at is null and case_role in ('broker', 'care-coordinator')
      union select 'own', actor_id, null from ${near} n
        where (relative or case_role in ('person', 'representative', 'advocate'))
    ) t, lateral (select ${humanOf('t.actor_id')} as human) h)`
  return reads.selectFrom(taken.as('taken')).selectAll().execute()
}

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
  const id = newId()
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
