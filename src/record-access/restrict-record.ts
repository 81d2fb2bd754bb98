import type { Static } from '@sinclair/typebox'
import { lockPerson } from '../people/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { insertRestriction } from './repository.ts'
import type { NewRestriction, Restriction } from './schemas.ts'

/** Keeps a record to its team: what sees every record of its kind sees this one no more. */
export async function restrictRecord(
  tx: Tx,
  { actor, now }: Context,
  personId: string,
  { reason }: Static<typeof NewRestriction>,
): Promise<Answer<Restriction>> {
  orNotFound(await lockPerson(tx, actor, personId))
  const restriction = await insertRestriction(tx, actor, personId, reason, now)
  if (!restriction) throw new Problem('record-restricted')
  await record(tx, actor, { type: 'person.restricted', subjectId: personId, caseId: null, at: now })
  return created(restriction, `/v1/people/${personId}/reads`)
}
