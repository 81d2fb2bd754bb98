import { readProgress } from '../case-progress/project.ts'
import { type Actor, howToRegister } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow, Problem } from '../platform/http/errors.ts'
import { type Context, orNotFound } from '../platform/http/operation.ts'
import type { CaseFacts } from '../rules/progress/facts.ts'
import type { CaseRole } from '../rules/scheme/scheme-rules.ts'
import { type Refusal, refuse } from '../shared/outcome.ts'
import type { Belonging, LockedCase } from './case.ts'
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
export type ActingRole =
  | CaseRole
  | 'commissioner-officer'
  | 'team-manager'
  | 'crisis-team'
  | 'gp'
  | 'local-authority-officer'
  | 'brokerage-coordinator'
  | 'machine'

/** The roles in which somebody works on a case, and not as the person or one of theirs. */
const workingRoles: ReadonlySet<ActingRole> = new Set([
  'care-coordinator',
  'broker',
  'brokerage-coordinator',
  'commissioner-officer',
  'team-manager',
  'crisis-team',
  'gp',
  'local-authority-officer',
])

/** The roles of these that the actor has on the case. */
function rolesHeld<const S extends ActingRole>(budgetCase: LockedCase, actor: Actor, roles: readonly S[]): S[] {
  return roles.filter((role) => {
    if (role === 'machine') return actor.machine
    if (role === 'commissioner-officer') return actor.roles.includes('commissioner-officer')
    if (role === 'team-manager')
      return actor.roles.includes('team-manager') && actor.organisationId === budgetCase.trustId
    if (role === 'crisis-team') return budgetCase.grounds.includes('crisis-team')
    if (role === 'brokerage-coordinator') return budgetCase.grounds.includes('coordinates-brokers')
    if (role === 'gp') return budgetCase.grounds.includes('practice')
    if (role === 'local-authority-officer')
      return (
        actor.roles.includes(role) &&
        actor.organisationId !== null &&
        budgetCase.councilIds.includes(actor.organisationId)
      )
    return budgetCase.caseRoles.includes(role)
  })
}

const isFree = (budgetCase: LockedCase) => (role: ActingRole) =>
  !workingRoles.has(role) || mayWorkOn(budgetCase) === true

/** The first of these roles that the actor has on the case; who has none sees the case but may not do this (403). */
export function requireCaseRole<const S extends ActingRole>(
  budgetCase: LockedCase,
  actor: Actor,
  ...roles: readonly S[]
): S {
  const held = rolesHeld(budgetCase, actor, roles)
  const free = held.find(isFree(budgetCase))
  if (free) return free
  if (held.length > 0) requireStaff(budgetCase)
  throw new Problem('case-role-required', `This needs to be done by the ${roles.join(', or the ')} of the case`)
}

/** Whether the actor has one of these roles on the case and may act in it: where something is done on several cases, and not on those where they have none. */
export const hasCaseRole = (budgetCase: LockedCase, actor: Actor, ...roles: readonly ActingRole[]): boolean =>
  rolesHeld(budgetCase, actor, roles).some(isFree(budgetCase))

/** Refuses whoever is not registered as staff, would work on their own case or a relative's, or declared a conflict on it as a broker. */
export function requireStaff(budgetCase: Pick<LockedCase, 'writer'>): void {
  orThrow(mayWorkOn(budgetCase))
}

/** Whether somebody may work on a case, or why not. */
export function mayWorkOn({
  writer,
}: Pick<LockedCase, 'writer'>): true | Refusal<'own-case' | 'broker-conflict' | 'staff-not-registered'> {
  if (writer.own)
    return refuse(
      'own-case',
      'Nobody works on their own case or a relative’s: a colleague does, and you keep what is yours',
    )
  if (writer.conflicted)
    return refuse('broker-conflict', 'A conflict of interest stands against you on this case: a colleague does this')
  if (writer.registered) return true
  return refuse('staff-not-registered', howToRegister)
}

/** What a case has, under its lock: what a rule asks before something is begun. */
export async function factsOf(tx: Tx, { actor }: Context, caseId: string): Promise<CaseFacts> {
  return orNotFound(await readProgress(tx, actor, caseId)).facts
}
