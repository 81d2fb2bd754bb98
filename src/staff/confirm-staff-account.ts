import type { Static } from '@sinclair/typebox'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { requireRegistrar } from './registrar.ts'
import { findStaffMember, lockStaffMember, setAccountConfirmed } from './repository.ts'
import { requireNoPerson } from './require-no-person.ts'
import { requireSecondPerson } from './same-human.ts'
import type { StaffAccountInput, StaffMember } from './schemas.ts'

/** Confirms that an account is that of a member of staff: another human than who added it, and than whose it is. */
export async function confirmStaffAccount(
  tx: Tx,
  { actor, now }: Context,
  id: string,
  { actorId }: Static<typeof StaffAccountInput>,
): Promise<Answer<StaffMember>> {
  const member = orNotFound(await lockStaffMember(tx, actor, id))
  const registrar = await requireRegistrar(tx, actor, member.organisationId)
  const account = member.accounts.find((one) => one.actorId === actorId)
  if (!account) throw new Problem('reference-unknown', 'The member of staff has no such account')
  if (account.confirmedAt !== null || member.endedAt !== null) throw new Problem('wrong-state')
  const needed = 'Somebody else than who added the account, or whose it is, confirms it'
  if (registrar === id) throw new Problem('second-person-needed', needed)
  await requireSecondPerson(tx, actor, [account.addedBy], needed)
  // They may have linked it since it was added.
  await requireNoPerson(tx, actor, actorId)
  await Promise.all([
    setAccountConfirmed(tx, actor, actorId, now),
    record(tx, actor, {
      type: 'staff-member.account-confirmed',
      subjectId: id,
      caseId: null,
      at: now,
      facts: { account: actorId, addedBy: account.addedBy },
    }),
  ])
  return done(orNotFound(await findStaffMember(tx, actor, id)))
}
