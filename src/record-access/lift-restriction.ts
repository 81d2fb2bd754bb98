import { findPerson } from '../people/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { setOpeningsEnded } from './openings-repository.ts'
import { setRestrictionLifted } from './repository.ts'
import type { Restriction } from './schemas.ts'

/** Opens a restricted record again to whoever sees every record of its kind. */
export async function liftRestriction(tx: Tx, { actor, now }: Context, personId: string): Promise<Answer<Restriction>> {
  orNotFound(await findPerson(tx, actor, personId))
  const lifted = await setRestrictionLifted(tx, actor, personId, now)
  if (!lifted) throw new Problem('wrong-state')
  await setOpeningsEnded(tx, actor, personId, now)
  await record(tx, actor, { type: 'person.restriction-lifted', subjectId: personId, caseId: null, at: now })
  return done(lifted)
}
