import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Case } from '../case-access/case.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import type { AttachmentKind } from '../rules/evidence/attachments.ts'

/** Where each kind of thing is, and that it is open: nobody has settled it. */
const things: Readonly<
  Record<Exclude<AttachmentKind, 'case'>, { table: string; key: string; open: RawBuilder<SqlBool> }>
> = {
  decision: { table: 'decision', key: 'decision_id', open: sql`false` },
  'information-request': {
    table: 'information_request',
    key: 'information_request_id',
    open: sql`t.answered_at is null`,
  },
  'person-request': { table: 'person_request', key: 'person_request_id', open: sql`t.answered_at is null` },
  appeal: { table: 'appeal', key: 'appeal_id', open: sql`t.ended_at is null` },
  'off-plan-request': { table: 'off_plan_request', key: 'off_plan_request_id', open: sql`t.closed_at is null` },
  'surplus-recovery': {
    table: 'surplus_recovery',
    key: 'surplus_recovery_id',
    open: sql`t.decision_id is null and t.closed_at is null`,
  },
}

/** Whether a thing of the case is there, and open. The case itself is, until it ends. */
export async function findThing(
  reads: Reads,
  { commissionerId }: Actor,
  budgetCase: Pick<Case, 'id' | 'endedAt'>,
  kind: AttachmentKind,
  id: string,
): Promise<{ readonly isOpen: boolean } | undefined> {
  if (kind === 'case') return id === budgetCase.id ? { isOpen: budgetCase.endedAt === null } : undefined
  const { table, key, open } = things[kind]
  const row = await reads
    .selectFrom(sql<object>`${sql.table(table)}`.as('t'))
    .select(sql<boolean>`${open}`.as('isOpen'))
    .where(
      sql<SqlBool>`t.commissioner_id = ${commissionerId} and t.case_id = ${budgetCase.id} and t.${sql.ref(key)} = ${id}`,
    )
    .executeTakeFirst()
  return row
}
