import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { agreed, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, found } from '../platform/http/operation.ts'
import { mayName } from '../rules/sign-off/delegations.ts'
import { lockDeputyship, setDeputyshipEnded } from './repository.ts'
import type { Deputyship } from './schemas.ts'

/** Ends a deputyship before its last day, by whoever may name one. What the deputy decided stays decided. */
export async function endDeputyship(tx: Tx, { actor, now }: Context, id: string): Promise<Answer<Deputyship>> {
  const deputyship = found(await lockDeputyship(tx, actor, id))
  agreed(mayName(actor, deputyship, deputyship.from))
  if (deputyship.endedAt !== null) throw new Problem('wrong-state', 'The deputyship was ended already')
  await Promise.all([
    setDeputyshipEnded(tx, actor, id, now),
    record(tx, actor, {
      type: 'deputyship.ended',
      subjectId: id,
      caseId: null,
      at: now,
      facts: { holderId: deputyship.holderId, deputyId: deputyship.deputyId },
    }),
  ])
  return done({ ...deputyship, endedAt: now.toISOString() })
}
