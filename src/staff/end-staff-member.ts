import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { requireRegistrar } from './registrar.ts'
import { lockStaffMember, setStaffMemberEnded } from './repository.ts'
import type { StaffMember } from './schemas.ts'

/** What follows for whatever somebody has by these accounts where their work here ends. */
export type OnLeaving = (tx: Tx, context: Context, accounts: readonly string[]) => Promise<void>

/** Ends somebody's work here, at once for each of their accounts. What they did stays theirs. */
export async function endStaffMember(
  tx: Tx,
  context: Context,
  id: string,
  onLeaving: OnLeaving,
): Promise<Answer<StaffMember>> {
  const { actor, now } = context
  const member = orNotFound(await lockStaffMember(tx, actor, id))
  await requireRegistrar(tx, actor, member.organisationId)
  if (member.endedAt !== null) throw new Problem('wrong-state', 'They do not work here any more')
  await Promise.all([
    setStaffMemberEnded(tx, actor, id, now),
    onLeaving(
      tx,
      context,
      member.accounts.filter(({ confirmedAt }) => confirmedAt !== null).map(({ actorId }) => actorId),
    ),
    record(tx, actor, { type: 'staff-member.ended', subjectId: id, caseId: null, at: now }),
  ])
  return done({ ...member, endedAt: now.toISOString() })
}
