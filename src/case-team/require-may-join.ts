import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow } from '../platform/http/errors.ts'
import { mayJoin } from '../rules/people/team.ts'
import { listHumans } from '../staff/repository.ts'
import type { CaseMember } from './schemas.ts'

/** Refuses who may not join in this role beside the places that they have, by this account or another of theirs. */
export async function requireMayJoin(
  tx: Tx,
  actor: Actor,
  adderId: string,
  { actorId, caseRole }: Pick<CaseMember, 'actorId' | 'caseRole'>,
  members: readonly CaseMember[],
): Promise<void> {
  const human = await listHumans(tx, actor, [adderId, actorId, ...members.map((member) => member.actorId)])
  const team = members.map((member) => ({ ...member, actorId: human(member.actorId) }))
  orThrow(mayJoin(human(adderId), { actorId: human(actorId), caseRole }, team))
}
