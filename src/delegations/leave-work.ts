import { setStaffPlacesLeft } from '../case-team/staff-places-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { setDelegationsEndedOf } from './repository.ts'

/** Where somebody's work here ends, so do their places on cases and the delegations by them and to them, by each account. */
export async function leaveWork(tx: Tx, { actor, now }: Context, accounts: readonly string[]): Promise<void> {
  const [places, delegations] = await Promise.all([
    setStaffPlacesLeft(tx, actor, accounts, now),
    setDelegationsEndedOf(tx, actor, accounts, now),
  ])
  await Promise.all([
    ...places.map(({ id, caseId, caseRole }) =>
      record(tx, actor, {
        type: 'case.member-left',
        subjectId: id,
        caseId,
        at: now,
        facts: { caseRole, because: 'staff-member-ended' },
      }),
    ),
    ...delegations.map(({ id, holderId, delegateId }) =>
      record(tx, actor, {
        type: 'delegation.ended',
        subjectId: id,
        caseId: null,
        at: now,
        facts: { holderId, delegateId },
      }),
    ),
  ])
}
