import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { listAccountsOfLeft } from './givers-repository.ts'
import type { CaseMember } from './schemas.ts'

/** Tells, on the case, of each account that somebody gave who acts for the person in money no longer: nothing is paid into it from now on. Who keeps another place by which they do has not left. */
export async function recordGiverLeft(
  tx: Tx,
  { actor, now }: Context,
  caseId: string,
  { actorId, caseRole }: Pick<CaseMember, 'actorId' | 'caseRole'>,
): Promise<void> {
  if (caseRole !== 'representative') return
  for (const subjectId of await listAccountsOfLeft(tx, actor, caseId, actorId))
    await record(tx, actor, { type: 'bank-account.giver-left', subjectId, caseId, at: now })
}
