import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { lockHold, setHoldLifted } from './hold-repository.ts'
import type { LegalHold } from './schemas.ts'

/** From now on the schedule decides again. */
export async function liftLegalHold(tx: Tx, { actor, now }: Context, holdId: string): Promise<Answer<LegalHold>> {
  const hold = orNotFound(await lockHold(tx, actor, holdId))
  await setHoldLifted(tx, actor, holdId, now)
  await record(tx, actor, {
    type: 'person.hold-lifted',
    subjectId: hold.personId,
    caseId: null,
    at: now,
    facts: { holdId },
  })
  return done({ ...hold, liftedAt: now.toISOString() })
}
