import type { Tx } from '../platform/database.ts'
import { Problem } from '../platform/errors.ts'
import { type Context, found } from '../platform/operation.ts'
import type { Capacity } from '../rules/scheme-rules.ts'
import type { Case, LockedCase } from './case.ts'
import { lockCase } from './repository.ts'

/** The case, locked, visible and not ended: where every write on a case begins. */
export async function openForWriting(tx: Tx, { actor }: Context, caseId: string): Promise<LockedCase> {
  const the = found(await lockCase(tx, actor, caseId))
  if (the.endedAt !== null) throw new Problem('case-ended')
  return the
}

/** Refuses whoever sees the case but does not stand on it in one of these capacities (403). */
export function needCapacity(the: Case, ...capacities: readonly Capacity[]): Capacity {
  const held = capacities.find((capacity) => the.capacities.includes(capacity))
  if (!held) throw new Problem('capacity-missing', `This needs the capacity ${capacities.join(' or ')} on the case`)
  return held
}
