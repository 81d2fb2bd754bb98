import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { isOnTeamOf } from './repository.ts'

/** Who signs in as a person stands on their cases as the person: so nobody gives that place to themself, or to who works on those cases. */
export async function checkSubject(tx: Tx, actor: Actor, personId: string, subject: string | null): Promise<void> {
  if (subject === null) return
  if (subject === actor.actorId) throw taken('is the one who writes this')
  if (await isOnTeamOf(tx, actor, personId, subject)) throw taken('has or had another place on the person’s cases')
}

const taken = (detail: string) =>
  new Problem('member-not-independent', undefined, {
    errors: [{ pointer: '/subject', code: 'member-not-independent', detail }],
  })
