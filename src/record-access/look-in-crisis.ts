import type { Static } from '@sinclair/typebox'
import { requireStaff } from '../case-access/open-for-writing.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { crisisLookGrounds, crisisLookMinutes } from '../rules/access/crisis-looks.ts'
import type { CrisisLookBegun, NewCrisisLook } from './crisis-look-schemas.ts'
import { insertLook, listReachedInCrisis } from './crisis-looks-repository.ts'

/** Opens what is to happen in a crisis for an hour to a crisis team of the person's trust, registered and no relation, on the ground that it names. */
export async function lookInCrisis(
  tx: Tx,
  { actor, now }: Context,
  personId: string,
  { ground }: Static<typeof NewCrisisLook>,
): Promise<Answer<CrisisLookBegun>> {
  const reached = await listReachedInCrisis(tx, actor, personId)
  if (reached.length === 0 || actor.organisationId === null) throw new Problem('not-found')
  for (const { writer } of reached) requireStaff({ writer })
  const look = {
    id: newId(),
    personId,
    actorId: actor.actorId,
    actorName: actor.name,
    organisationId: actor.organisationId,
    ground,
    because: crisisLookGrounds[ground],
    beganAt: now.toISOString(),
    until: new Date(now.getTime() + crisisLookMinutes * 60_000).toISOString(),
  }
  await insertLook(tx, actor, look)
  const facts = { ground, organisationId: actor.organisationId, until: look.until }
  for (const { caseId } of reached)
    await record(tx, actor, { type: 'case.looked-in-crisis', subjectId: look.id, caseId, at: now, facts })
  return created({ ...look, caseIds: reached.map(({ caseId }) => caseId) }, `/v1/people/${personId}/crisis-looks`)
}
