import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { newId } from '../platform/work/new-id.ts'
import type { CrisisContingency } from '../rules/planning/crisis-contingency.ts'
import type { CaseRole } from '../rules/sign-off/sign-off-rules.ts'
import type { PlanContent } from '../support-plans/repository.ts'

/** A text of what is to happen in a crisis, and from when it stood. */
export interface Text {
  readonly supportPlanId: string
  /** The change that it is; null where it was agreed with the plan. */
  readonly changeId: string | null
  readonly since: Date
  readonly changedAs: CaseRole | null
  readonly crisisContingency: CrisisContingency
}

const most = 100

/** The texts that were agreed with the plans of a case, the newest first. */
export async function listAgreedTexts(reads: Reads, actor: Actor, caseId: string): Promise<Text[]> {
  const rows = await reads
    .selectFrom('support_plan')
    .select(['support_plan_id', 'agreed_at', 'content'])
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('agreed_at', 'is not', null)
    .orderBy('support_plan_id', 'desc')
    .limit(most)
    .execute()
  return rows.flatMap(({ support_plan_id, agreed_at, content }) => {
    const { crisisContingency } = content as PlanContent
    if (agreed_at === null || crisisContingency === null) return []
    return [{ supportPlanId: support_plan_id, changeId: null, since: agreed_at, changedAs: null, crisisContingency }]
  })
}

/** The texts that were changed between plans, the newest first, each with its version. */
export async function listChangedTexts(reads: Reads, actor: Actor, caseId: string): Promise<Text[]> {
  const rows = await reads
    .selectFrom('crisis_contingency_change')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .orderBy('version', 'desc')
    .limit(most)
    .execute()
  return rows.map((row) => ({
    supportPlanId: row.support_plan_id,
    changeId: row.crisis_contingency_change_id,
    since: row.changed_at,
    changedAs: row.changed_as,
    crisisContingency: row.content,
  }))
}

export async function insertChange(
  tx: Tx,
  actor: Actor,
  change: Omit<Text, 'changedAs' | 'changeId'> & { caseId: string; changedAs: CaseRole; version: number },
): Promise<string> {
  const id = newId()
  await tx
    .insertInto('crisis_contingency_change')
    .values({
      commissioner_id: actor.commissionerId,
      crisis_contingency_change_id: id,
      case_id: change.caseId,
      support_plan_id: change.supportPlanId,
      version: change.version,
      content: JSON.stringify(change.crisisContingency),
      changed_by: actor.actorId,
      changed_as: change.changedAs,
      changed_at: change.since,
    })
    .execute()
  return id
}
