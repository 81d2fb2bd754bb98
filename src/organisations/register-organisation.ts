import type { Static } from '@sinclair/typebox'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { insertOrganisation } from './repository.ts'
import type { NewOrganisation, Organisation } from './schemas.ts'

export async function registerOrganisation(
  tx: Tx,
  { actor, now }: Context,
  input: Static<typeof NewOrganisation>,
): Promise<Answer<Organisation>> {
  const organisation: Organisation = {
    id: newId(),
    ...input,
    identifiers: [],
    address: null,
    registeredAt: now.toISOString(),
    endedAt: null,
  }
  await Promise.all([
    insertOrganisation(tx, actor.commissionerId, organisation),
    record(tx, actor, {
      type: 'organisation.registered',
      subjectId: organisation.id,
      caseId: null,
      at: now,
      facts: { code: input.code, kind: input.kind },
    }),
  ])
  return created(organisation, `/v1/organisations/${organisation.id}`)
}
