import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'

/** Locks people until the operation ends, each after the one before it, so that two who lock the same ones never wait for each other. */
export async function lockPeople(tx: Tx, { commissionerId }: Actor, personIds: readonly string[]): Promise<void> {
  if (personIds.length === 0) return
  await tx
    .selectFrom('person')
    .select('person_id')
    .where('commissioner_id', '=', commissionerId)
    .where((eb) => eb('person_id', '=', eb.fn.any(eb.val([...personIds]))))
    .orderBy('person_id')
    .forNoKeyUpdate()
    .execute()
}
