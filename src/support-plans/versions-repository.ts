import type { Static } from '@sinclair/typebox'
import { signatureCounts } from '../case-progress/conditions-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import { contentOf, type Plan, type PlanContent } from './repository.ts'
import type { SupportPlanVersion } from './schemas.ts'

/** Keeps the plan as it is submitted, for ever: what signatures are beside. */
export async function insertPlanVersion(tx: Tx, actor: Actor, plan: Plan, version: number, now: Date): Promise<void> {
  await tx
    .insertInto('support_plan_version')
    .values({
      commissioner_id: actor.commissionerId,
      support_plan_id: plan.id,
      version,
      content: JSON.stringify(contentOf(plan)),
      total_pence: plan.totalPence,
      content_hash: plan.contentHash,
      submitted_by: actor.actorId,
      submitted_at: now,
    })
    .execute()
}

export async function findPlanVersion(
  reads: Reads,
  actor: Actor,
  planId: string,
  version: number,
): Promise<Static<typeof SupportPlanVersion> | undefined> {
  const row = await reads
    .selectFrom('support_plan_version')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('support_plan_id', '=', planId)
    .where('version', '=', version)
    .executeTakeFirst()
  return (
    row && {
      supportPlanId: row.support_plan_id,
      version: row.version,
      ...(row.content as PlanContent),
      totalPence: row.total_pence,
      contentHash: row.content_hash,
      submittedAt: row.submitted_at.toISOString(),
    }
  )
}

/** The case roles in which the version that was last submitted has been signed, in the order they signed. */
export async function listSignedAs(reads: Reads, actor: Actor, planId: string): Promise<string[]> {
  const rows = await reads
    .selectFrom('signature as s')
    .innerJoin('support_plan as p', (join) =>
      join
        .on('p.commissioner_id', '=', theTenant)
        .onRef('p.support_plan_id', '=', 's.support_plan_id')
        .onRef('p.submitted_version', '=', 's.plan_version'),
    )
    .select('s.case_role')
    .where('s.commissioner_id', '=', actor.commissionerId)
    .where('s.support_plan_id', '=', planId)
    .where(signatureCounts)
    .orderBy('s.signature_id')
    .execute()
  return rows.map((row) => row.case_role)
}
