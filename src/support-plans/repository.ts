import { type Selectable, sql } from 'kysely'
import { v7 } from 'uuid'
import type { Actor } from '../platform/access.ts'
import { contentHash } from '../platform/content-hash.ts'
import type { Reads, Tx } from '../platform/database.ts'
import type { PageRequest } from '../platform/pages.ts'
import { type Marks, prepared } from '../platform/prepared.ts'
import { planTotal } from '../rules/plan-checks.ts'
import type { Database } from '../tables.ts'
import type { SupportPlan } from './schemas.ts'

export type PlanContent = Pick<SupportPlan, 'outcomes' | 'lines' | 'crisisContingency'>

/** A support plan with what the wire does not tell: its author, and the version that an ETag tells. */
export type Plan = SupportPlan & { readonly authorId: string; readonly version: number }

const toPlan = (row: Selectable<Database['support_plan']>): Plan => ({
  id: row.support_plan_id,
  caseId: row.case_id,
  status: row.status as Plan['status'],
  ...(row.content as PlanContent),
  totalPence: row.total_pence,
  contentHash: row.content_hash,
  submittedVersion: row.submitted_version,
  tier: row.tier as Plan['tier'],
  openedAt: row.opened_at.toISOString(),
  submittedAt: row.submitted_at?.toISOString() ?? null,
  agreedAt: row.agreed_at?.toISOString() ?? null,
  authorId: row.author_id,
  version: row.version,
})

/** What a signature and a decision are given to: the hash of the plan's content, which differs from plan to plan. */
export function planHash(supportPlanId: string, { outcomes, lines, crisisContingency }: PlanContent): string {
  return contentHash({ supportPlanId, outcomes, lines, crisisContingency })
}

const planById = prepared((db, at: Marks<{ commissionerId: string; id: string }>) =>
  db
    .selectFrom('support_plan')
    .selectAll()
    .where('commissioner_id', '=', at.commissionerId)
    .where('support_plan_id', '=', at.id),
)

export async function findPlan(reads: Reads, { commissionerId }: Actor, id: string): Promise<Plan | undefined> {
  const [row] = await planById(reads, { commissionerId, id })
  return row && toPlan(row)
}

/** The plan that a case spends under: the newest that was agreed. */
export async function findAgreedPlan(reads: Reads, actor: Actor, caseId: string): Promise<Plan | undefined> {
  const row = await reads
    .selectFrom('support_plan')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('status', 'in', ['agreed', 'active'])
    .orderBy('support_plan_id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && toPlan(row)
}

/** One row more than a page, newest first. */
export async function listPlans(reads: Reads, actor: Actor, caseId: string, page: PageRequest): Promise<Plan[]> {
  const rows = await reads
    .selectFrom('support_plan')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .$if(page.after !== undefined, (query) => query.where('support_plan_id', '<', page.after ?? ''))
    .orderBy('support_plan_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toPlan)
}

export async function insertPlan(tx: Tx, actor: Actor, caseId: string, content: PlanContent, now: Date): Promise<Plan> {
  const id = v7()
  const plan: Plan = {
    id,
    caseId,
    status: 'draft',
    ...content,
    totalPence: planTotal(content),
    contentHash: planHash(id, content),
    submittedVersion: null,
    tier: null,
    openedAt: now.toISOString(),
    submittedAt: null,
    agreedAt: null,
    authorId: actor.actorId,
    version: 1,
  }
  await tx
    .insertInto('support_plan')
    .values({
      commissioner_id: actor.commissionerId,
      support_plan_id: id,
      case_id: caseId,
      status: plan.status,
      content: JSON.stringify(content),
      total_pence: plan.totalPence,
      content_hash: plan.contentHash,
      author_id: plan.authorId,
      submitted_version: null,
      tier: null,
      opened_at: now,
      submitted_at: null,
      agreed_at: null,
      version: 1,
    })
    .execute()
  return plan
}

type PlanRow = Pick<Plan, 'id' | 'status' | 'totalPence' | 'contentHash' | 'authorId' | 'submittedVersion' | 'tier'> & {
  commissionerId: string
  content: string
  submittedAt: Date | null
  agreedAt: Date | null
}
const updatePlan = prepared((db, at: Marks<PlanRow>) =>
  db
    .updateTable('support_plan')
    .set({
      status: at.status,
      content: at.content,
      total_pence: at.totalPence,
      content_hash: at.contentHash,
      author_id: at.authorId,
      submitted_version: at.submittedVersion,
      tier: at.tier,
      submitted_at: at.submittedAt,
      agreed_at: at.agreedAt,
      version: sql`version + 1`,
    })
    .where('commissioner_id', '=', at.commissionerId)
    .where('support_plan_id', '=', at.id),
)

/** Keeps the plan as it stands after an operation. Its version goes up by one. */
export async function setPlan(tx: Tx, { commissionerId }: Actor, plan: Omit<Plan, 'version'>): Promise<void> {
  const { outcomes, lines, crisisContingency } = plan
  await updatePlan(tx, {
    ...plan,
    commissionerId,
    content: JSON.stringify({ outcomes, lines, crisisContingency }),
    submittedAt: plan.submittedAt === null ? null : new Date(plan.submittedAt),
    agreedAt: plan.agreedAt === null ? null : new Date(plan.agreedAt),
  })
}
