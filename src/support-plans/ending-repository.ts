import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import { type Plan, toPlan } from './repository.ts'

/** What a plan has no more once the decision on it is undone. */
export const undecided = {
  tier: null,
  agreedAt: null,
  agreedPence: null,
  agreedLimitPence: null,
  period: null,
  takesEffectAfter: null,
} as const

/** Keeps that the plan in force has ended with its case. */
export async function endPlan(tx: Tx, actor: Actor, id: string): Promise<void> {
  await ofPlan(tx, actor, id).set({ status: 'ended', version: sql`version + 1` }).execute()
}

/** The plan that ended with its case, the newest where the case ended more than once. */
export async function findEndedPlan(reads: Reads, actor: Actor, caseId: string): Promise<Plan | undefined> {
  const row = await reads
    .selectFrom('support_plan')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('status', '=', 'ended')
    .orderBy('support_plan_id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && toPlan(row)
}

/** The plan that was in force until another took its place; undefined where that one was the first. */
export async function findPredecessor(reads: Reads, actor: Actor, id: string): Promise<Plan | undefined> {
  const row = await reads
    .selectFrom('support_plan')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('superseded_by', '=', id)
    .where('agreed_at', 'is not', null)
    .orderBy('support_plan_id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && toPlan(row)
}

/** Puts a plan that had ended with its case in force again. */
export async function reopenPlan(tx: Tx, actor: Actor, id: string, status: 'agreed' | 'active'): Promise<void> {
  await ofPlan(tx, actor, id).set({ status, version: sql`version + 1` }).execute()
}

/** Keeps that a plan on its way was given up, or ended with its case. */
export async function withdrawPlan(tx: Tx, actor: Actor, id: string, at: Date): Promise<void> {
  await ofPlan(tx, actor, id)
    .set({ status: 'withdrawn', tier: null, withdrawn_at: at, version: sql`version + 1` })
    .execute()
}

/** Makes the plan that was withdrawn by the end of its case a draft again. */
export async function redraftWithdrawn(
  tx: Tx,
  actor: Actor,
  caseId: string,
  endedAt: Date,
  exceptId?: string,
): Promise<void> {
  await tx
    .updateTable('support_plan')
    .set({
      status: 'draft',
      submitted_version: null,
      withdrawn_at: null,
      // Of a plan that waited for its day: the decision on it is no more.
      agreed_at: null,
      agreed_pence: null,
      agreed_limit_pence: null,
      takes_effect_after: null,
      version: sql`version + 1`,
    })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('status', '=', 'withdrawn')
    .where('withdrawn_at', '=', endedAt)
    .$if(exceptId !== undefined, (query) => query.where('support_plan_id', '<>', exceptId ?? ''))
    .execute()
}

/** Whether a record has an agreed budget that goes on, in any of its cases. */
export async function hasAgreedBudget(reads: Reads, actor: Actor, personId: string): Promise<boolean> {
  const row = await reads
    .selectFrom('support_plan as p')
    .innerJoin('budget_case as c', (join) =>
      join.on('c.commissioner_id', '=', theTenant).onRef('c.case_id', '=', 'p.case_id'),
    )
    .select('p.support_plan_id')
    .where('c.commissioner_id', '=', actor.commissionerId)
    .where('c.person_id', '=', personId)
    .where('c.ended_at', 'is', null)
    .where('p.status', 'in', ['agreed', 'active'])
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

function ofPlan(tx: Tx, { commissionerId }: Actor, id: string) {
  return tx.updateTable('support_plan').where('commissioner_id', '=', commissionerId).where('support_plan_id', '=', id)
}
