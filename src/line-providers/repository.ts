import type { Selectable } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { insertMany } from '../platform/database/insert-many.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { LineProvider } from './schemas.ts'

const toProvider = (row: Selectable<Database['line_provider']>): LineProvider => ({
  id: row.line_provider_id,
  caseId: row.case_id,
  planLineId: row.plan_line_id,
  payeeId: row.payee_id,
  namedAt: row.named_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
})

const providers = (reads: Reads, { commissionerId }: Actor) =>
  reads.selectFrom('line_provider').selectAll().where('commissioner_id', '=', commissionerId)

/** Who gives a line now. */
export async function findProvider(reads: Reads, actor: Actor, planLineId: string): Promise<LineProvider | undefined> {
  const row = await providers(reads, actor)
    .where('plan_line_id', '=', planLineId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row && toProvider(row)
}

/** Who gives these lines now, as far as they are still paid here, by the line. */
export async function listGiving(
  reads: Reads,
  actor: Actor,
  lines: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await providers(reads, actor)
    .where((eb) => eb('plan_line_id', '=', eb.fn.any(eb.val([...lines]))))
    .where('ended_at', 'is', null)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('payee as p')
          .select('p.payee_id')
          .where('p.commissioner_id', '=', theTenant)
          .whereRef('p.payee_id', '=', 'line_provider.payee_id')
          .where('p.ended_at', 'is', null),
      ),
    )
    .execute()
  return new Map(rows.map((row) => [row.plan_line_id, row.payee_id]))
}

/** One row more than a page of who gives a line, and gave it, newest first. */
export async function listProviders(
  reads: Reads,
  actor: Actor,
  planLineId: string,
  page: PageRequest,
): Promise<LineProvider[]> {
  const rows = await providers(reads, actor)
    .where('plan_line_id', '=', planLineId)
    .$if(page.after !== undefined, (query) => query.where('line_provider_id', '<', page.after ?? ''))
    .orderBy('line_provider_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toProvider)
}

export function insertProvider(tx: Tx, actor: Actor, provider: LineProvider): void {
  const row = {
    commissioner_id: actor.commissionerId,
    line_provider_id: provider.id,
    case_id: provider.caseId,
    plan_line_id: provider.planLineId,
    payee_id: provider.payeeId,
    named_by: actor.actorId,
    named_at: new Date(provider.namedAt),
  }
  insertMany(tx, 'line_provider', [row])
}

export async function setProviderEnded(tx: Tx, actor: Actor, id: string, now: Date): Promise<void> {
  await tx
    .updateTable('line_provider')
    .set({ ended_at: now, ended_by: actor.actorId })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('line_provider_id', '=', id)
    .execute()
}
