import { readProgress } from '../case-progress/project.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Context, found } from '../platform/http/operation.ts'
import type { CaseFacts } from '../rules/progress/facts.ts'
import type { Capacity } from '../rules/scheme/scheme-rules.ts'
import type { Belonging, Case, LockedCase } from './case.ts'
import { lockCase } from './repository.ts'

/**
 * The case, locked, visible and not ended: where every write on a case begins. Statements sent after it without waiting
 * see what the writer before left, since they run only once the lock is held.
 */
export async function openForWriting(tx: Tx, { actor }: Context, of: string | Belonging): Promise<LockedCase> {
  const the = found(await lockCase(tx, actor, of))
  if (the.endedAt !== null) throw new Problem('case-ended')
  return the
}

/** In what standing somebody acts on a case: a capacity on its team, or a role that needs no place on it. */
export type Standing = Capacity | 'commissioner-officer' | 'team-manager' | 'machine'

/** The first of these standings that the actor has on the case; who has none sees the case but may not do this (403). */
export function needStanding<const S extends Standing>(the: Case, actor: Actor, ...standings: readonly S[]): S {
  const held = standings.find((standing) => {
    if (standing === 'machine') return actor.machine
    if (standing === 'commissioner-officer') return actor.roles.includes('commissioner-officer')
    if (standing === 'team-manager') return actor.roles.includes('team-manager') && actor.organisationId === the.trustId
    return the.capacities.includes(standing)
  })
  if (!held)
    throw new Problem('capacity-missing', `This needs to be done by the ${standings.join(', or the ')} of the case`)
  return held
}

/** What a case has, under its lock: what a rule asks before something is begun. */
export async function factsOf(tx: Tx, { actor }: Context, caseId: string): Promise<CaseFacts> {
  return found(await readProgress(tx, actor, caseId)).facts
}
