import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { BrokerageExtension } from './schemas.ts'

export async function insertExtension(tx: Tx, actor: Actor, extension: BrokerageExtension, now: Date): Promise<void> {
  await tx
    .insertInto('brokerage_extension')
    .values({
      commissioner_id: actor.commissionerId,
      brokerage_extension_id: extension.id,
      case_id: extension.caseId,
      minutes: extension.minutes,
      because: extension.because,
      agreed_by: actor.actorId,
      agreed_at: now,
    })
    .execute()
}

/** One row more than a page, newest first. */
export async function listExtensions(
  reads: Reads,
  actor: Actor,
  caseId: string,
  page: PageRequest,
): Promise<BrokerageExtension[]> {
  const rows = await reads
    .selectFrom('brokerage_extension')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .$if(page.after !== undefined, (query) => query.where('brokerage_extension_id', '<', page.after ?? ''))
    .orderBy('brokerage_extension_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map((row) => ({
    id: row.brokerage_extension_id,
    caseId: row.case_id,
    minutes: row.minutes,
    because: row.because,
    agreedAt: row.agreed_at.toISOString(),
  }))
}
