import { type Selectable, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import { contentHash } from '../platform/audit/content-hash.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { prepared } from '../platform/database/prepared.ts'
import { eachPage, type PagePlaces, placesOf } from '../platform/database/prepared-pages.ts'
import type { Slots } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { newId } from '../platform/work/new-id.ts'
import { planTotal } from '../rules/planning/plan-checks.ts'
import type { Pence } from '../shared/money.ts'
import type { SupportPlan, SupportPlanFilter } from './schemas.ts'

export type PlanContent = Pick<
  SupportPlan,
  'outcomes' | 'lines' | 'crisisContingency' | 'reductions' | 'dependenceKnown'
>

/** A support plan with what the wire does not tell: all who had a hand in its text, the limit of who agreed to it, its successor, and the version that an ETag tells. */
export type Plan = SupportPlan & {
  readonly authorIds: readonly string[]
  readonly agreedLimitPence: Pence | null
  /** The plan that took its place; null while none has. */
  readonly supersededBy: string | null
  readonly version: number
}

export const toPlan = (row: Selectable<Database['support_plan']>): Plan => ({
  id: row.support_plan_id,
  caseId: row.case_id,
  status: row.status,
  ...(row.content as PlanContent),
  totalPence: row.total_pence,
  contentHash: row.content_hash,
  submittedVersion: row.submitted_version,
  tier: row.tier,
  openedAt: row.opened_at.toISOString(),
  submittedAt: row.submitted_at?.toISOString() ?? null,
  agreedAt: row.agreed_at?.toISOString() ?? null,
  agreedPence: row.agreed_pence,
  period:
    row.period_from === null || row.period_until === null ? null : { from: row.period_from, until: row.period_until },
  takesEffectAfter: row.takes_effect_after,
  waitsForBudget:
    row.status !== 'awaiting-notice' || row.waits_since === null || row.short_pence === null
      ? null
      : { since: row.waits_since, shortPence: row.short_pence },
  agreedLimitPence: row.agreed_limit_pence,
  supersededBy: row.superseded_by,
  authorIds: row.author_ids,
  version: row.version,
})

/** The content of a plan, as it is kept and signed. A plan that takes nothing away has no word of reductions. */
export function contentOf({
  outcomes,
  lines,
  crisisContingency,
  reductions = [],
  dependenceKnown = false,
}: PlanContent): PlanContent {
  const less = reductions.length > 0 ? { reductions } : {}
  return { outcomes, lines, crisisContingency, ...less, ...(dependenceKnown ? { dependenceKnown } : {}) }
}

/** What a signature and a decision are given to: the hash of the plan's content, which differs from plan to plan. */
export function planHash(supportPlanId: string, content: PlanContent): string {
  return contentHash({ supportPlanId, ...contentOf(content) })
}

/** All who had a hand in a plan's text, once the actor has. Nobody leaves the list: what they wrote may still stand. */
export function authorsWith({ authorIds }: Pick<Plan, 'authorIds'>, { actorId }: Actor): readonly string[] {
  return [...new Set([...authorIds, actorId])]
}

const planById = prepared((reads: Reads, of: Slots<{ commissionerId: string; id: string }>) =>
  reads
    .selectFrom('support_plan')
    .selectAll()
    .where('commissioner_id', '=', of.commissionerId)
    .where('support_plan_id', '=', of.id),
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

/** The plan of a case that is on its way to a decision, or to the day on which it takes effect; there is one at most. */
export async function findPlanInFlight(reads: Reads, actor: Actor, caseId: string): Promise<Plan | undefined> {
  const row = await reads
    .selectFrom('support_plan')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('status', 'in', ['draft', 'awaiting-signatures', 'awaiting-decision', 'returned', 'awaiting-notice'])
    .executeTakeFirst()
  return row && toPlan(row)
}

const plansOfCase = eachPage((which) =>
  prepared((reads: Reads, of: PagePlaces & Slots<{ commissionerId: string; caseId: string; since: string }>) =>
    reads
      .selectFrom('support_plan')
      .selectAll()
      .where('commissioner_id', '=', of.commissionerId)
      .where('case_id', '=', of.caseId)
      .where(sql<boolean>`changed_at >= ${of.since}::timestamptz`)
      .$if(which === 'later', (query) => query.where('support_plan_id', '<', of.after))
      .orderBy('support_plan_id', 'desc')
      .limit(of.rows),
  ),
)

/** One row more than a page, newest first. */
export async function listPlans(
  reads: Reads,
  { commissionerId }: Actor,
  caseId: string,
  page: PageRequest,
  { updatedSince: since = '-infinity' }: SupportPlanFilter,
): Promise<Plan[]> {
  const rows = await plansOfCase(page)(reads, { ...placesOf(page), commissionerId, caseId, since })
  return rows.map(toPlan)
}

/** A draft as it begins. */
export function newPlan(actor: Actor, caseId: string, content: PlanContent, now: Date): Plan {
  const id = newId()
  return {
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
    agreedPence: null,
    period: null,
    takesEffectAfter: null,
    waitsForBudget: null,
    agreedLimitPence: null,
    supersededBy: null,
    authorIds: [actor.actorId],
    version: 1,
  }
}

/** Keeps a new plan as it is: a draft, or one that is agreed with its first word. */
export async function insertPlanRow(tx: Tx, actor: Actor, plan: Plan): Promise<void> {
  await tx
    .insertInto('support_plan')
    .values({
      commissioner_id: actor.commissionerId,
      support_plan_id: plan.id,
      case_id: plan.caseId,
      ...changeable(plan),
      opened_at: new Date(plan.openedAt),
      version: plan.version,
    })
    .execute()
}

const changeable = ({ waitsForBudget, ...plan }: Omit<Plan, 'version'>) => ({
  ...waiting(plan.status === 'awaiting-notice' ? waitsForBudget : null),
  status: plan.status,
  content: JSON.stringify(contentOf(plan)),
  total_pence: plan.totalPence,
  content_hash: plan.contentHash,
  author_ids: [...plan.authorIds],
  submitted_version: plan.submittedVersion,
  tier: plan.tier,
  submitted_at: plan.submittedAt === null ? null : new Date(plan.submittedAt),
  agreed_at: plan.agreedAt === null ? null : new Date(plan.agreedAt),
  agreed_pence: plan.agreedPence,
  period_from: plan.period?.from ?? null,
  period_until: plan.period?.until ?? null,
  takes_effect_after: plan.takesEffectAfter,
  agreed_limit_pence: plan.agreedLimitPence,
})

/** Only a plan whose notice is over waits for the budget. */
const waiting = (since: Plan['waitsForBudget']) => ({
  waits_since: since?.since ?? null,
  short_pence: since?.shortPence ?? null,
})

/** Keeps the plan as it stands after an operation. Its version goes up by one. */
export async function setPlan(tx: Tx, actor: Actor, plan: Omit<Plan, 'version'>): Promise<void> {
  await tx
    .updateTable('support_plan')
    .set({ ...changeable(plan), version: sql`version + 1` })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('support_plan_id', '=', plan.id)
    .execute()
}

/** Keeps that another plan takes the place of one that was in force, or on its way. */
export async function setSuperseded(tx: Tx, actor: Actor, id: string, byPlanId: string): Promise<void> {
  await tx
    .updateTable('support_plan')
    .set({ status: 'superseded', superseded_by: byPlanId, version: sql`version + 1` })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('support_plan_id', '=', id)
    .execute()
}
