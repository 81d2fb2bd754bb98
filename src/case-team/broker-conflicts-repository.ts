import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import { humanOf } from '../platform/access/human-repository.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { BrokerConflict } from './broker-schemas.ts'

/** Whether the human behind an account declared a conflict of interest on a case, as a broker or on a plan, by any account. */
export async function isConflicted(reads: Reads, caseId: string, actorId: string): Promise<boolean> {
  const declared = sql`(select actor_id from broker_conflict where commissioner_id = ${theTenant} and case_id = ${caseId}
    union all select actor_id from conflict_of_interest where commissioner_id = ${theTenant} and case_id = ${caseId})`
  const row = await reads
    .selectFrom(sql<{ actor_id: string }>`${declared}`.as('d'))
    .select('d.actor_id')
    .where(sql<boolean>`${humanOf('d.actor_id')} = ${humanOf(sql`${actorId}::text`)}`)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Whether a conflict of a broker stands on a case already against the human behind an account. */
export async function isDeclaredConflicted(
  reads: Reads,
  actor: Actor,
  caseId: string,
  actorId: string,
): Promise<boolean> {
  const row = await reads
    .selectFrom('broker_conflict as b')
    .select('b.broker_conflict_id')
    .where('b.commissioner_id', '=', actor.commissionerId)
    .where('b.case_id', '=', caseId)
    .where(sql<boolean>`${humanOf('b.actor_id')} = ${humanOf(sql`${actorId}::text`)}`)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export async function insertBrokerConflict(
  tx: Tx,
  actor: Actor,
  conflict: BrokerConflict & { readonly actorId: string },
  now: Date,
): Promise<void> {
  await tx
    .insertInto('broker_conflict')
    .values({
      commissioner_id: actor.commissionerId,
      broker_conflict_id: conflict.id,
      case_id: conflict.caseId,
      actor_id: conflict.actorId,
      kind: conflict.kind,
      declared_by: actor.actorId,
      declared_as: conflict.declaredAs,
      declared_at: now,
    })
    .execute()
}

/** One row more than a page, newest first. */
export async function listBrokerConflicts(
  reads: Reads,
  actor: Actor,
  caseId: string,
  page: PageRequest,
): Promise<BrokerConflict[]> {
  const rows = await reads
    .selectFrom('broker_conflict')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .$if(page.after !== undefined, (query) => query.where('broker_conflict_id', '<', page.after ?? ''))
    .orderBy('broker_conflict_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map((row) => ({
    id: row.broker_conflict_id,
    caseId: row.case_id,
    kind: row.kind,
    declaredAs: row.declared_as as BrokerConflict['declaredAs'],
    declaredAt: row.declared_at.toISOString(),
  }))
}
