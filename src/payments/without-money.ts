import { listSetAside } from '../ledger/payment-moves-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Payment } from './schemas.ts'

/**
 * Which of these payments come to more than their line has set aside for them, after those before them. There are none while payments and books agree; if they ever do not,
 * one payment waits, and nobody else in its run.
 */
export async function listWithoutMoney(tx: Tx, actor: Actor, payments: readonly Payment[]): Promise<string[]> {
  const setAside = await listSetAside(
    tx,
    actor,
    payments.map(({ planLineId }) => planLineId),
  )
  const left = new Map([...setAside].map(([line, pence]) => [line, { ...pence }]))
  return payments.flatMap(({ id, planLineId, purpose, amountPence }) => {
    const line = left.get(planLineId)
    const from = purpose === 'owed' ? 'owed' : 'committed'
    if (!line || line[from] < amountPence) return [id]
    line[from] -= amountPence
    return []
  })
}
