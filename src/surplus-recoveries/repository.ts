import type { Selectable } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { answerBy, owedOfGivenBack } from '../rules/spending/recovery.ts'
import type { LocalDate } from '../shared/dates.ts'
import type { SurplusRecovery } from './schemas.ts'

/** What is kept beside what is told: who proposed it. */
export type KeptRecovery = SurplusRecovery & { readonly proposedBy: string }

const toRecovery = (row: Selectable<Database['surplus_recovery']>): KeptRecovery => ({
  id: row.surplus_recovery_id,
  caseId: row.case_id,
  kind: row.kind,
  status: row.status,
  supportPlanId: row.support_plan_id,
  lines: row.lines.map((line) => ({
    ...line,
    setOffPence: line.setOffPence ?? 0,
    lessFor: [...(line.lessFor ?? [])],
    givenBackPence: line.givenBackPence ?? 0,
    owedPence: owedOfGivenBack(line),
    givenBackAs: line.givenBackAs ?? null,
  })),
  words: row.words,
  toldOn: row.told_on,
  how: row.told_how,
  answerBy: answerBy(row.proposed_at),
  answer: row.answer,
  factors: row.factors,
  proposedAt: row.proposed_at.toISOString(),
  proposedBy: row.proposed_by,
  decisionId: row.decision_id,
  takenAfter: row.taken_after,
  closedAt: row.closed_at?.toISOString() ?? null,
})

/** What is told: all but who proposed it. */
export const told = ({ proposedBy: _, ...recovery }: KeptRecovery): SurplusRecovery => recovery

const recoveries = (reads: Reads, actor: Actor) =>
  reads.selectFrom('surplus_recovery').selectAll().where('commissioner_id', '=', actor.commissionerId)

export async function findRecovery(reads: Reads, actor: Actor, id: string): Promise<KeptRecovery | undefined> {
  const row = await recoveries(reads, actor).where('surplus_recovery_id', '=', id).executeTakeFirst()
  return row && toRecovery(row)
}

/** One row more than a page, newest first. */
export async function listRecoveries(
  reads: Reads,
  actor: Actor,
  caseId: string,
  page: PageRequest,
): Promise<KeptRecovery[]> {
  const rows = await recoveries(reads, actor)
    .where('case_id', '=', caseId)
    .$if(page.after !== undefined, (query) => query.where('surplus_recovery_id', '<', page.after ?? ''))
    .orderBy('surplus_recovery_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toRecovery)
}

/** Whether it is looked at already on a case. */
export async function findOpenRecovery(reads: Reads, actor: Actor, caseId: string): Promise<KeptRecovery | undefined> {
  const row = await recoveries(reads, actor)
    .where('case_id', '=', caseId)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  return row && toRecovery(row)
}

/** What is to be taken back or set off, since the time to appeal is over, or is being set off, and was not looked at today: what was looked at the longest ago first. */
export async function listToTake(reads: Reads, actor: Actor, today: LocalDate, most: number): Promise<KeptRecovery[]> {
  const rows = await recoveries(reads, actor)
    .where('closed_at', 'is', null)
    .where('taken_after', '<', today)
    .where((eb) => eb.or([eb('looked_on', 'is', null), eb('looked_on', '<', today)]))
    .orderBy('looked_on', (order) => order.asc().nullsFirst())
    .orderBy('taken_after')
    .limit(most)
    .execute()
  return rows.map(toRecovery)
}

export async function insertRecovery(tx: Tx, actor: Actor, recovery: SurplusRecovery): Promise<void> {
  await tx
    .insertInto('surplus_recovery')
    .values({
      commissioner_id: actor.commissionerId,
      surplus_recovery_id: recovery.id,
      case_id: recovery.caseId,
      support_plan_id: recovery.supportPlanId,
      kind: recovery.kind,
      status: recovery.status,
      lines: JSON.stringify(recovery.lines),
      factors: JSON.stringify(recovery.factors),
      words: recovery.words,
      told_on: recovery.toldOn,
      told_how: recovery.how,
      proposed_by: actor.actorId,
      proposed_at: new Date(recovery.proposedAt),
    })
    .execute()
}

/** Keeps what the person says of it; null takes it back. */
export async function setAnswer(tx: Tx, actor: Actor, id: string, words: string | null, now: Date): Promise<void> {
  await tx
    .updateTable('surplus_recovery')
    .set({
      answer: words,
      answered_by: words === null ? null : actor.actorId,
      answered_at: words === null ? null : now,
    })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('surplus_recovery_id', '=', id)
    .where('status', '=', 'proposed')
    .execute()
}

/** Keeps where it is. */
export async function setRecovery(tx: Tx, actor: Actor, recovery: SurplusRecovery): Promise<void> {
  await tx
    .updateTable('surplus_recovery')
    .set({
      status: recovery.status,
      lines: JSON.stringify(recovery.lines),
      factors: JSON.stringify(recovery.factors),
      decision_id: recovery.decisionId,
      taken_after: recovery.takenAfter,
      closed_at: recovery.closedAt === null ? null : new Date(recovery.closedAt),
    })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('surplus_recovery_id', '=', recovery.id)
    .execute()
}

/** Keeps that what is being set off was looked at on a day. */
export async function setLookedOn(tx: Tx, actor: Actor, id: string, on: LocalDate): Promise<void> {
  await tx
    .updateTable('surplus_recovery')
    .set({ looked_on: on })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('surplus_recovery_id', '=', id)
    .execute()
}
