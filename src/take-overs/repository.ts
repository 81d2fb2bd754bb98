import type { Selectable } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { TakeOverEnd } from '../rules/planning/take-overs.ts'
import type { FallbackDecision, TakeOver } from './schemas.ts'

const toTakeOver = (row: Selectable<Database['take_over']>): TakeOver => ({
  id: row.take_over_id,
  caseId: row.case_id,
  supportPlanId: row.support_plan_id,
  actorId: row.actor_id,
  actorName: row.actor_name,
  organisationId: row.organisation_id,
  lines: [...row.lines],
  beganAs: row.began_as,
  beganAt: row.began_at.toISOString(),
  until: row.until_on,
  endedAt: row.ended_at?.toISOString() ?? null,
  endedBecause: row.ended_because,
})

const ofTenant = (reads: Reads, { commissionerId }: Actor) =>
  reads.selectFrom('take_over').selectAll().where('commissioner_id', '=', commissionerId)

export async function findTakeOver(reads: Reads, actor: Actor, id: string): Promise<TakeOver | undefined> {
  const row = await ofTenant(reads, actor).where('take_over_id', '=', id).executeTakeFirst()
  return row && toTakeOver(row)
}

/** The take-over of a case that is on; there is one at most. */
export async function findTakeOverOn(reads: Reads, actor: Actor, caseId: string): Promise<TakeOver | undefined> {
  const row = await ofTenant(reads, actor)
    .where('case_id', '=', caseId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row && toTakeOver(row)
}

/** One row more than a page, newest first. */
export async function listTakeOvers(
  reads: Reads,
  actor: Actor,
  caseId: string,
  page: PageRequest,
): Promise<TakeOver[]> {
  const rows = await ofTenant(reads, actor)
    .where('case_id', '=', caseId)
    .$if(page.after !== undefined, (query) => query.where('take_over_id', '<', page.after ?? ''))
    .orderBy('take_over_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toTakeOver)
}

export async function insertTakeOver(tx: Tx, actor: Actor, begun: TakeOver): Promise<void> {
  await tx
    .insertInto('take_over')
    .values({
      commissioner_id: actor.commissionerId,
      take_over_id: begun.id,
      case_id: begun.caseId,
      support_plan_id: begun.supportPlanId,
      actor_id: begun.actorId,
      actor_name: begun.actorName,
      organisation_id: begun.organisationId,
      lines: begun.lines,
      began_by: actor.actorId,
      began_as: begun.beganAs,
      began_at: new Date(begun.beganAt),
      until_on: begun.until,
    })
    .execute()
}

/** Ends a take-over, or begins it anew where its end was not the person's word. */
export async function setTakeOverEnded(
  tx: Tx,
  actor: Actor,
  id: string,
  ended: { readonly because: TakeOverEnd; readonly at: Date } | null,
): Promise<void> {
  await tx
    .updateTable('take_over')
    .set({
      ended_by: ended ? actor.actorId : null,
      ended_at: ended?.at ?? null,
      ended_because: ended?.because ?? null,
    })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('take_over_id', '=', id)
    .execute()
}

export async function findFallbackDecision(
  reads: Reads,
  actor: Actor,
  planId: string,
): Promise<FallbackDecision | undefined> {
  const row = await reads
    .selectFrom('fallback_decision')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('support_plan_id', '=', planId)
    .executeTakeFirst()
  return (
    row && {
      supportPlanId: row.support_plan_id,
      outcome: row.outcome,
      because: row.because,
      decidedByName: row.decided_by_name,
      decidedAt: row.decided_at.toISOString(),
    }
  )
}

export async function insertFallbackDecision(tx: Tx, actor: Actor, decided: FallbackDecision): Promise<void> {
  await tx
    .insertInto('fallback_decision')
    .values({
      commissioner_id: actor.commissionerId,
      support_plan_id: decided.supportPlanId,
      outcome: decided.outcome,
      because: decided.because,
      decided_by: actor.actorId,
      decided_by_name: decided.decidedByName,
      decided_at: new Date(decided.decidedAt),
    })
    .execute()
}
