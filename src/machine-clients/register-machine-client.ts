import type { Static } from '@sinclair/typebox'
import { isScopeFor } from '../machine-scopes.ts'
import { findOrganisation } from '../organisations/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { isOfCommissioner } from '../role-organisations.ts'
import { requireRegistrar } from '../staff/registrar.ts'
import { requireOrigins } from './origins.ts'
import { insertMachineClient } from './repository.ts'
import type { MachineClient, NewMachineClient } from './schemas.ts'

/** A system may ask in its own name, as far as it is registered, once a second person has confirmed it. */
export async function registerMachineClient(
  tx: Tx,
  { actor, now }: Context,
  input: Static<typeof NewMachineClient>,
): Promise<Answer<MachineClient>> {
  const { clientId, organisationId, scopes, origins = [] } = input
  requireOrigins(tx, origins)
  await requireRegistrar(tx, actor, null)
  const organisation = organisationId ? await findOrganisation(tx, actor.commissionerId, organisationId) : null
  if (organisation === undefined || organisation?.endedAt)
    throw new Problem('reference-unknown', 'There is no such organisation', {
      errors: [{ pointer: '/organisationId', code: 'reference-unknown', detail: 'There is no such organisation' }],
    })
  const isOwn = isOfCommissioner(organisation)
  const foreign = scopes.findIndex((scope) => !isScopeFor(scope, isOwn))
  if (foreign >= 0) {
    const detail = `${scopes[foreign]} is for systems of the commissioner alone`
    throw new Problem('request-invalid', detail, {
      errors: [{ pointer: `/scopes/${foreign}`, code: 'scope-of-commissioner', detail }],
    })
  }
  const client: MachineClient = {
    id: newId(),
    ...input,
    origins,
    registeredAt: now.toISOString(),
    confirmedAt: null,
    endedAt: null,
  }
  await Promise.all([
    insertMachineClient(tx, actor.commissionerId, client, actor.actorId),
    record(tx, actor, {
      type: 'machine-client.registered',
      subjectId: client.id,
      caseId: null,
      at: now,
      facts: { clientId, organisationId, scopes: [...scopes] },
    }),
  ])
  return created(client, `/v1/machine-clients/${client.id}`)
}
