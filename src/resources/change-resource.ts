import type { Static } from '@sinclair/typebox'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, checkVersion, done, orNotFound } from '../platform/http/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { mergePatch } from '../shared/merge-patch.ts'
import { requireFits } from './register-resource.ts'
import { asOn, type KeptResource, lockResource, setResource } from './repository.ts'
import type { Resource, ResourcePatch } from './schemas.ts'
import { setTerms } from './terms-repository.ts'

/** Changes an entry. Whoever does has made sure of it on that day. */
export async function changeResource(
  tx: Tx,
  context: Context,
  resourceId: string,
  patch: Static<typeof ResourcePatch>,
): Promise<Answer<Resource>> {
  const { actor, now } = context
  const before = await openResource(tx, context, resourceId)
  checkVersion(context, before.version)
  const today = londonDate(now)
  const resource: KeptResource = {
    ...mergePatch(before, patch),
    checkedOn: today,
    checkedByName: actor.name || actor.actorId,
    changedAt: now.toISOString(),
    version: before.version + 1,
  }
  await requireFits(tx, actor, resource)
  await setResource(tx, actor, resource)
  await setTerms(tx, actor, resource)
  await record(tx, actor, {
    type: 'resource.changed',
    subjectId: resourceId,
    caseId: null,
    at: now,
    facts: { fields: Object.keys(patch) },
  })
  return done(asOn(resource, today), resource.version)
}

/** An entry that is there, locked. */
export async function openResource(tx: Tx, { actor }: Context, id: string): Promise<KeptResource> {
  const resource = orNotFound(await lockResource(tx, actor, id))
  if (resource.endedAt !== null) throw new Problem('wrong-state', 'This entry was ended')
  return resource
}
