import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import type { SealedField } from '../platform/secrets/field-keys.ts'

/** What is sealed with another key than the one in use. */
interface OtherwiseSealed {
  readonly id: string
  readonly sealed: SealedField
}

/** The next accounts that are sealed with another key than this, held against others. */
export async function lockOtherKeys(tx: Tx, actor: Actor, keyId: string, most: number): Promise<OtherwiseSealed[]> {
  const rows = await tx
    .selectFrom('bank_account')
    .select(['bank_account_id', 'key_id', 'sealed'])
    .where('commissioner_id', '=', actor.commissionerId)
    .where('key_id', '<>', keyId)
    .orderBy('bank_account_id')
    .limit(most)
    .forUpdate()
    .execute()
  return rows.map((row) => ({ id: row.bank_account_id, sealed: { keyId: row.key_id, sealed: row.sealed } }))
}

export async function setSealed(
  tx: Tx,
  actor: Actor,
  id: string,
  { keyId, sealed }: SealedField,
  fingerprint: Buffer,
): Promise<void> {
  await tx
    .updateTable('bank_account')
    .set({ key_id: keyId, sealed, fingerprint })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('bank_account_id', '=', id)
    .execute()
}
