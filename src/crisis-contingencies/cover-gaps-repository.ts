import type { Selectable } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { Window } from '../rules/planning/cover.ts'
import { type CoverGapOutcome, coverGapWorkingDays } from '../rules/planning/cover-gaps.ts'
import { tiers } from '../rules/scheme/scheme-rules.ts'
import type { CaseRole, Tier } from '../rules/sign-off/sign-off-rules.ts'
import { londonDate } from '../shared/dates.ts'
import { workingDaysAfter } from '../shared/working-days.ts'
import type { OpenedCoverGap } from './cover-gap-schemas.ts'

export type KeptGap = OpenedCoverGap & { readonly standing: readonly Window[] }

const toGap = (row: Selectable<Database['cover_gap']>): KeptGap => ({
  id: row.cover_gap_id,
  caseId: row.case_id,
  supportPlanId: row.support_plan_id,
  openedAt: row.opened_at.toISOString(),
  dueOn: workingDaysAfter(londonDate(row.opened_at), coverGapWorkingDays),
  tier: row.tier,
  personBecause: row.person_because,
  personAcceptedAs: row.person_accepted_as,
  deciderBecause: row.decider_because,
  decidedByName: row.decided_by_name,
  outcome: row.outcome,
  closedAt: row.closed_at?.toISOString() ?? null,
  standing: row.standing,
})

/** What of it is told. */
export const gapTold = ({ standing: _, ...gap }: KeptGap): OpenedCoverGap => gap

const ofCase = (reads: Reads, actor: Actor, caseId: string) =>
  reads
    .selectFrom('cover_gap')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .orderBy('cover_gap_id', 'desc')

/** One row more than a page, newest first. */
export async function listGaps(reads: Reads, actor: Actor, caseId: string, page: PageRequest): Promise<KeptGap[]> {
  const rows = await ofCase(reads, actor, caseId)
    .$if(page.after !== undefined, (query) => query.where('cover_gap_id', '<', page.after ?? ''))
    .limit(page.limit + 1)
    .execute()
  return rows.map(toGap)
}

/** The newest gap under a plan, open or not. */
export async function findNewestGap(reads: Reads, actor: Actor, caseId: string): Promise<KeptGap | undefined> {
  const row = await ofCase(reads, actor, caseId).limit(1).executeTakeFirst()
  return row && toGap(row)
}

export async function findGap(reads: Reads, actor: Actor, id: string): Promise<KeptGap | undefined> {
  const row = await reads
    .selectFrom('cover_gap')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('cover_gap_id', '=', id)
    .executeTakeFirst()
  return row && toGap(row)
}

/** At which tier a plan was decided on last; null where at none of the scheme. */
export async function findTierOfPlan(
  reads: Reads,
  actor: Actor,
  { id, caseId }: { readonly id: string; readonly caseId: string },
): Promise<Tier | null> {
  const row = await reads
    .selectFrom('decision')
    .select('tier')
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('subject_id', '=', id)
    .orderBy('decision_id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return tiers.find((tier) => tier === row?.tier) ?? null
}

export async function insertGap(
  tx: Tx,
  actor: Actor,
  gap: Pick<KeptGap, 'id' | 'caseId' | 'supportPlanId' | 'tier' | 'standing'>,
  now: Date,
): Promise<void> {
  await tx
    .insertInto('cover_gap')
    .values({
      commissioner_id: actor.commissionerId,
      cover_gap_id: gap.id,
      case_id: gap.caseId,
      support_plan_id: gap.supportPlanId,
      tier: gap.tier,
      standing: JSON.stringify(gap.standing),
      opened_at: now,
    })
    .execute()
}

const update = (tx: Tx, actor: Actor, id: string) =>
  tx.updateTable('cover_gap').where('commissioner_id', '=', actor.commissionerId).where('cover_gap_id', '=', id)

const unaccepted = {
  person_because: null,
  person_accepted_by: null,
  person_accepted_as: null,
  person_accepted_at: null,
}
const undecided = { decider_because: null, decided_by: null, decided_by_name: null, decided_at: null }

/** The gap is another than the one that somebody may have accepted: both are asked anew. */
export async function setGapChanged(tx: Tx, actor: Actor, id: string, standing: readonly Window[]): Promise<void> {
  await update(tx, actor, id)
    .set({ standing: JSON.stringify(standing), ...unaccepted, ...undecided })
    .execute()
}

export async function setPersonAccepts(
  tx: Tx,
  actor: Actor,
  id: string,
  { because, as }: { readonly because: string; readonly as: CaseRole },
  now: Date,
): Promise<void> {
  await update(tx, actor, id)
    .set({
      person_because: because,
      person_accepted_by: actor.actorId,
      person_accepted_as: as,
      person_accepted_at: now,
    })
    .execute()
}

/** The person has not accepted it after all, and it is open again. */
export async function setPersonUnaccepts(tx: Tx, actor: Actor, id: string): Promise<void> {
  await update(tx, actor, id)
    .set({ ...unaccepted, outcome: null, closed_at: null })
    .execute()
}

export async function setDeciderAccepts(tx: Tx, actor: Actor, id: string, because: string, now: Date): Promise<void> {
  await update(tx, actor, id)
    .set({
      decider_because: because,
      decided_by: actor.actorId,
      decided_by_name: actor.name || actor.actorId,
      decided_at: now,
    })
    .execute()
}

export async function setGapClosed(
  tx: Tx,
  actor: Actor,
  id: string,
  outcome: CoverGapOutcome,
  now: Date,
): Promise<void> {
  await update(tx, actor, id).set({ outcome, closed_at: now }).execute()
}
