import type { Static } from '@sinclair/typebox'
import { lockPerson } from '../people/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { insertHold } from './hold-repository.ts'
import type { LegalHold, NewLegalHold } from './schemas.ts'

/** Keeps all that there is of a person until the hold is lifted. The lock on the person makes it wait for a removal, or the removal for it. */
export async function placeLegalHold(
  tx: Tx,
  { actor, now }: Context,
  personId: string,
  { reason }: Static<typeof NewLegalHold>,
): Promise<Answer<LegalHold>> {
  orNotFound(await lockPerson(tx, actor, personId))
  const hold: LegalHold = {
    id: newId(),
    personId,
    reason,
    placedBy: actor.actorId,
    placedAt: now.toISOString(),
    liftedAt: null,
  }
  const facts = { holdId: hold.id }
  await Promise.all([
    insertHold(tx, actor, hold),
    record(tx, actor, { type: 'person.held', subjectId: personId, caseId: null, at: now, facts }),
  ])
  return created(hold, `/v1/people/${personId}/legal-holds`)
}
