import type { LockedCase } from '../case-access/case.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, orThrow } from '../platform/http/errors.ts'
import { type AttachmentKind, isOpenFor } from '../rules/evidence/attachments.ts'
import { isKindSeen } from './repository.ts'
import { findThing } from './things-repository.ts'

/** Refuses evidence for what is not there for the actor, or was settled: on what it was settled stays as it was, whoever sends another file. */
export async function requireOpenFor(
  tx: Tx,
  actor: Actor,
  budgetCase: LockedCase,
  { kind, ofId }: { readonly kind: AttachmentKind; readonly ofId: string },
): Promise<void> {
  const thing = await findThing(tx, actor, budgetCase, kind, ofId)
  if (!thing || !isKindSeen(budgetCase, kind)) throw invalidAt('/ofId', 'There is no such thing on this case')
  orThrow(isOpenFor(kind, { isOpen: thing.isOpen, hasEnded: budgetCase.endedAt !== null }))
}
