import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { mayEnd } from '../rules/sign-off/delegations.ts'
import { lockDelegation, setDelegationEnded } from './repository.ts'
import type { Delegation } from './schemas.ts'

/** Ends a delegation early. What the delegate has decided stays decided. */
export async function endDelegation(tx: Tx, { actor, now }: Context, id: string): Promise<Answer<Delegation>> {
  const delegation = orNotFound(await lockDelegation(tx, actor, id))
  orThrow(mayEnd(actor, delegation))
  if (delegation.endedAt !== null) throw new Problem('wrong-state', 'The delegation was ended already')
  await Promise.all([
    setDelegationEnded(tx, actor, id, now),
    record(tx, actor, {
      type: 'delegation.ended',
      subjectId: id,
      caseId: null,
      at: now,
      facts: { holderId: delegation.holderId, delegateId: delegation.delegateId },
    }),
  ])
  return done({ ...delegation, endedAt: now.toISOString() })
}
