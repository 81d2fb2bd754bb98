import type { LockedCase } from '../case-access/case.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { listKnownReceipts } from './known-receipts-repository.ts'

/**
 * Whether a receipt is known of the person, on any of their cases: claimed for before, or of a purchase that the budget paid. Of somebody else’s nothing is said: a refusal would tell
 * whoever sends it that it was seen there. Those who handle concerns are told of that instead.
 */
export async function isOwnReceiptKnown(
  tx: Tx,
  actor: Actor,
  { personId }: Pick<LockedCase, 'personId'>,
  hash: string,
  claimId: string | null = null,
): Promise<boolean> {
  const known = await listKnownReceipts(tx, actor, hash, claimId)
  return known.some((one) => one.personId === personId)
}
