import { listUnknownOrganisations } from '../organisations/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, orThrow } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { resourceFits } from '../rules/planning/resources.ts'
import { londonDate } from '../shared/dates.ts'
import { asOn, insertResource, type KeptResource } from './repository.ts'
import type { NewResource, Resource } from './schemas.ts'
import { setTerms } from './terms-repository.ts'

/** Registers something that there is for people. Whoever does has made sure of it on that day. */
export async function registerResource(tx: Tx, context: Context, input: NewResource): Promise<Answer<Resource>> {
  const { actor, now } = context
  await requireFits(tx, actor, input)
  const today = londonDate(now)
  const at = now.toISOString()
  const resource: KeptResource = {
    id: newId(),
    ...input,
    checkedOn: today,
    checkedByName: actor.name || actor.actorId,
    registeredAt: at,
    changedAt: at,
    endedAt: null,
    version: 1,
  }
  await insertResource(tx, actor, resource)
  await setTerms(tx, actor, resource)
  await record(tx, actor, {
    type: 'resource.registered',
    subjectId: resource.id,
    caseId: null,
    at: now,
    facts: { kind: input.kind, cost: input.cost },
  })
  return created(asOn(resource, today), `/v1/resources/${resource.id}`, resource.version)
}

/** Refuses what cannot be, and an organisation that nobody knows. */
export async function requireFits(tx: Tx, actor: Actor, input: NewResource): Promise<void> {
  orThrow(resourceFits(input))
  const { organisationId } = input
  if (organisationId === null) return
  const unknown = await listUnknownOrganisations(tx, actor.commissionerId, [organisationId])
  if (unknown.size > 0)
    throw invalidAt('/organisationId', 'No such organisation is registered here', 'reference-unknown')
}
