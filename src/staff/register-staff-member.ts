import type { Static } from '@sinclair/typebox'
import { findTakingPart } from '../organisations/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { requireRegistrar } from './registrar.ts'
import { insertAccount, insertStaffMember } from './repository.ts'
import { requireNoPerson } from './require-no-person.ts'
import type { NewStaffMember, StaffMember } from './schemas.ts'

/** Registers a member of staff with their first account. Nothing is decided by it until a second person has confirmed it. */
export async function registerStaffMember(
  tx: Tx,
  { actor, now }: Context,
  { actorId, organisationId, name, peer = false }: Static<typeof NewStaffMember>,
): Promise<Answer<StaffMember>> {
  await requireRegistrar(tx, actor, organisationId)
  if (organisationId !== null && !(await findTakingPart(tx, actor.commissionerId, organisationId)))
    throw new Problem('reference-unknown', undefined, {
      errors: [{ pointer: '/organisationId', code: 'reference-unknown', detail: 'is no organisation registered here' }],
    })
  await requireNoPerson(tx, actor, actorId)
  const id = await insertStaffMember(tx, actor, { organisationId, name, peer }, now)
  await insertAccount(tx, actor, id, actorId, now)
  await record(tx, actor, {
    type: 'staff-member.registered',
    subjectId: id,
    caseId: null,
    at: now,
    facts: { organisationId, account: actorId, peer },
  })
  const account = { actorId, addedBy: actor.actorId, addedAt: now.toISOString(), confirmedAt: null }
  const at = { registeredAt: now.toISOString(), endedAt: null }
  const member = { id, organisationId, name, peer, accounts: [account], training: [], ...at }
  return created(member, `/v1/staff-members/${id}`)
}
