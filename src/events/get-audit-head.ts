import type { Static } from '@sinclair/typebox'
import type { Actor } from '../platform/access/access.ts'
import { chainStart } from '../platform/audit/chain.ts'
import { lastSeal } from '../platform/audit/sealing.ts'
import { sealAsJws } from '../platform/audit/seals.ts'
import type { Reads } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import type { AuditHead } from './schemas.ts'

/** The end of the chain as it is now: the last seal, which is signed already. */
export async function getAuditHead(reads: Reads, actor: Actor): Promise<Static<typeof AuditHead>> {
  if (actor.machine && !actor.ofCommissioner)
    throw new Problem('case-role-required', 'The audit is of the whole commissioner, and for its own systems')
  const last = await lastSeal(reads, actor.commissionerId)
  return {
    sequence: last?.sequence ?? 0,
    hash: last?.hash ?? chainStart,
    sealedAt: last?.seal?.sealedAt ?? null,
    jws: last?.seal ? sealAsJws(last.seal) : null,
  }
}
