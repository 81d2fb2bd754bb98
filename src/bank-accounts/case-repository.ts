import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'

/** The case that an account is for; null where it is a payee's. */
export async function findCaseOf(reads: Reads, actor: Actor, id: string): Promise<string | null> {
  const row = await reads
    .selectFrom('bank_account')
    .select('case_id')
    .where('commissioner_id', '=', actor.commissionerId)
    .where('bank_account_id', '=', id)
    .executeTakeFirst()
  return row?.case_id ?? null
}
