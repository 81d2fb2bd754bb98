import type { Static } from '@sinclair/typebox'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { requireRegistrar } from './registrar.ts'
import { findStaffMember, insertAccount, lockStaffMember } from './repository.ts'
import { requireNoPerson } from './require-no-person.ts'
import type { StaffAccountInput, StaffMember } from './schemas.ts'

/** Adds a further account of a member of staff, so that what they do by it counts as theirs. A second person confirms it. */
export async function addStaffAccount(
  tx: Tx,
  { actor, now }: Context,
  id: string,
  { actorId }: Static<typeof StaffAccountInput>,
): Promise<Answer<StaffMember>> {
  const member = orNotFound(await lockStaffMember(tx, actor, id))
  await requireRegistrar(tx, actor, member.organisationId)
  if (member.endedAt !== null) throw new Problem('wrong-state', 'They do not work here any more')
  await requireNoPerson(tx, actor, actorId)
  await Promise.all([
    insertAccount(tx, actor, id, actorId, now),
    record(tx, actor, {
      type: 'staff-member.account-added',
      subjectId: id,
      caseId: null,
      at: now,
      facts: { account: actorId },
    }),
  ])
  return created(orNotFound(await findStaffMember(tx, actor, id)), `/v1/staff-members/${id}`)
}
