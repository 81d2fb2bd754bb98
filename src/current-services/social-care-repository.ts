import type { Static } from '@sinclair/typebox'
import type { Selectable } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import { record } from '../platform/audit/audit.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { newId } from '../platform/work/new-id.ts'
import type { NewSocialCareBudget, SocialCareBudget } from './social-care-schemas.ts'

const toBudget = (row: Selectable<Database['social_care_budget']>): SocialCareBudget => ({
  id: row.social_care_budget_id,
  caseId: row.case_id,
  organisationId: row.organisation_id,
  reference: row.reference,
  amountPence: row.amount_pence,
  paysFor: row.pays_for,
  fromOn: row.from_on,
  evidence: row.evidence,
  needsAssessmentId: row.needs_assessment_id,
  recordedByName: row.recorded_by_name,
  recordedAt: row.recorded_at.toISOString(),
})

const ofCase = (reads: Reads, { commissionerId }: Actor, caseId: string) =>
  reads
    .selectFrom('social_care_budget')
    .selectAll()
    .where('commissioner_id', '=', commissionerId)
    .where('case_id', '=', caseId)
    .orderBy('social_care_budget_id', 'desc')

/** The budget of the council's own that counts: the newest that was registered. */
export async function findSocialCareBudget(
  reads: Reads,
  actor: Actor,
  caseId: string,
): Promise<SocialCareBudget | undefined> {
  const row = await ofCase(reads, actor, caseId).limit(1).executeTakeFirst()
  return row && toBudget(row)
}

/** One row more than a page, newest first. */
export async function listSocialCareBudgets(
  reads: Reads,
  actor: Actor,
  caseId: string,
  page: PageRequest,
): Promise<SocialCareBudget[]> {
  const rows = await ofCase(reads, actor, caseId)
    .$if(page.after !== undefined, (query) => query.where('social_care_budget_id', '<', page.after ?? ''))
    .limit(page.limit + 1)
    .execute()
  return rows.map(toBudget)
}

/** Keeps a budget of the council's own, and that it was registered. */
export async function insertSocialCareBudget(
  tx: Tx,
  { actor, now }: Context,
  caseId: string,
  given: Static<typeof NewSocialCareBudget>,
  needsAssessmentId: string | null,
): Promise<SocialCareBudget> {
  const row = {
    commissioner_id: actor.commissionerId,
    social_care_budget_id: newId(),
    case_id: caseId,
    organisation_id: given.organisationId,
    reference: given.reference,
    amount_pence: given.amountPence,
    pays_for: given.paysFor,
    from_on: given.fromOn,
    evidence: given.evidence,
    needs_assessment_id: needsAssessmentId,
    recorded_by: actor.actorId,
    recorded_by_name: actor.name || actor.actorId,
    recorded_at: now,
  }
  await tx.insertInto('social_care_budget').values(row).execute()
  await record(tx, actor, {
    type: 'social-care-budget.registered',
    subjectId: row.social_care_budget_id,
    caseId,
    at: now,
    facts: { organisationId: given.organisationId, amountPence: given.amountPence, needsAssessmentId },
  })
  return toBudget(row)
}
