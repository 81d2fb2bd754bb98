import { readProgress } from '../case-progress/project.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Context, orNotFound } from '../platform/http/operation.ts'
import type { CaseFacts } from '../rules/progress/facts.ts'
import type { CaseRole } from '../rules/scheme/scheme-rules.ts'
import type { Belonging, Case, LockedCase } from './case.ts'
import { lockCase } from './repository.ts'

/**
 * The case, locked, visible and not ended: where every write on a case begins. Statements sent after it without waiting
 * see what the writer before left, since they run only once the lock is held.
 */
export async function openForWriting(tx: Tx, { actor }: Context, of: string | Belonging): Promise<LockedCase> {
  const budgetCase = orNotFound(await lockCase(tx, actor, of))
  if (budgetCase.endedAt !== null) throw new Problem('case-ended')
  return budgetCase
}

/** In what role somebody acts on a case: a role on its team, or one that needs no place on it. */
export type ActingRole = CaseRole | 'commissioner-officer' | 'team-manager' | 'machine'

/** The first of these roles that the actor has on the case; who has none sees the case but may not do this (403). */
export function requireCaseRole<const S extends ActingRole>(budgetCase: Case, actor: Actor, ...roles: readonly S[]): S {
  const held = roles.find((role) => {
    if (role === 'machine') return actor.machine
    if (role === 'commissioner-officer') return actor.roles.includes('commissioner-officer')
    if (role === 'team-manager')
      return actor.roles.includes('team-manager') && actor.organisationId === budgetCase.trustId
    return budgetCase.caseRoles.includes(role)
  })
  if (!held)
    throw new Problem('case-role-required', `This needs to be done by the ${roles.join(', or the ')} of the case`)
  return held
}

/** What a case has, under its lock: what a rule asks before something is begun. */
export async function factsOf(tx: Tx, { actor }: Context, caseId: string): Promise<CaseFacts> {
  return orNotFound(await readProgress(tx, actor, caseId)).facts
}
