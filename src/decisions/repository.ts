import type { Selectable } from 'kysely'
import { v7 } from 'uuid'
import type { Actor } from '../platform/access.ts'
import type { Reads, Tx } from '../platform/database.ts'
import type { PageRequest } from '../platform/pages.ts'
import { type Marks, prepared } from '../platform/prepared.ts'
import type { Database } from '../tables.ts'
import type { Decision } from './schemas.ts'

const toDecision = (row: Selectable<Database['decision']>): Decision => ({
  id: row.decision_id,
  caseId: row.case_id,
  subject: row.subject as Decision['subject'],
  subjectId: row.subject_id,
  subjectVersion: row.subject_version,
  outcome: row.outcome as Decision['outcome'],
  tier: row.tier as Decision['tier'],
  reasons: row.reasons as Decision['reasons'],
  gapsAcceptedBecause: row.gaps_accepted_because,
  decidedByName: row.decided_by_name,
  decidedAt: row.decided_at.toISOString(),
  schemeVersion: row.scheme_version,
})

type DecisionRow = Omit<Decision, 'reasons' | 'decidedAt'> & {
  commissionerId: string
  reasons: string
  decidedBy: string
  now: Date
}
const insertRow = prepared((db, at: Marks<DecisionRow>) =>
  db.insertInto('decision').values({
    commissioner_id: at.commissionerId,
    decision_id: at.id,
    case_id: at.caseId,
    subject: at.subject,
    subject_id: at.subjectId,
    subject_version: at.subjectVersion,
    outcome: at.outcome,
    tier: at.tier,
    reasons: at.reasons,
    gaps_accepted_because: at.gapsAcceptedBecause,
    decided_by: at.decidedBy,
    decided_by_name: at.decidedByName,
    decided_at: at.now,
    scheme_version: at.schemeVersion,
  }),
)

/** Keeps a decision for ever: the role the service connects as cannot change or remove it. */
export async function insertDecision(
  tx: Tx,
  { commissionerId, actorId, name }: Actor,
  decision: Omit<Decision, 'id' | 'decidedByName' | 'decidedAt'>,
  now: Date,
): Promise<Decision> {
  const whole: Decision = {
    id: v7(),
    ...decision,
    decidedByName: name || actorId,
    decidedAt: now.toISOString(),
  }
  await insertRow(tx, {
    ...whole,
    commissionerId,
    reasons: JSON.stringify(whole.reasons),
    decidedBy: actorId,
    now,
  })
  return whole
}

export async function findDecision(reads: Reads, actor: Actor, decisionId: string): Promise<Decision | undefined> {
  const row = await reads
    .selectFrom('decision')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('decision_id', '=', decisionId)
    .executeTakeFirst()
  return row && toDecision(row)
}

/** One row more than a page, newest first. */
export async function listDecisions(
  reads: Reads,
  actor: Actor,
  caseId: string,
  page: PageRequest,
): Promise<Decision[]> {
  const rows = await reads
    .selectFrom('decision')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .$if(page.after !== undefined, (query) => query.where('decision_id', '<', page.after ?? ''))
    .orderBy('decision_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toDecision)
}
