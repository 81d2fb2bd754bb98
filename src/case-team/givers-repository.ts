import { giverLeft } from '../case-progress/conditions-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'

/** The accounts for the direct payments of a case that somebody gave who does not act for the person any more, and that are paid into or wait to be confirmed. */
export async function listAccountsOfLeft(
  reads: Reads,
  { commissionerId }: Actor,
  caseId: string,
  giver: string,
): Promise<string[]> {
  const rows = await reads
    .selectFrom('bank_account')
    .select('bank_account_id')
    .where('commissioner_id', '=', commissionerId)
    .where('case_id', '=', caseId)
    .where('proposed_by', '=', giver)
    .where('status', 'in', ['confirmed', 'proposed'])
    .where(giverLeft('bank_account'))
    .execute()
  return rows.map((row) => row.bank_account_id)
}
