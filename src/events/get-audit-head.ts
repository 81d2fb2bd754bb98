import type { Static } from '@sinclair/typebox'
import type { Actor } from '../platform/access/access.ts'
import { chainStart } from '../platform/audit/chain.ts'
import { lastSeal } from '../platform/audit/sealing.ts'
import { sealAsJws } from '../platform/audit/seals.ts'
import type { Reads } from '../platform/database/database.ts'
import type { AuditHead } from './schemas.ts'

/** The end of the chain as it is now: the last seal, which is signed already. */
export async function getAuditHead(reads: Reads, actor: Actor): Promise<Static<typeof AuditHead>> {
  const last = await lastSeal(reads, actor.commissionerId)
  return {
    sequence: last?.sequence ?? 0,
    hash: last?.hash ?? chainStart,
    sealedAt: last?.seal?.sealedAt ?? null,
    jws: last?.seal ? sealAsJws(last.seal) : null,
  }
}
