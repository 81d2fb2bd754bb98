import { type Actor, howToRegister } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { isStaffRole } from '../role-organisations.ts'
import { findRegistered, listHumans } from './repository.ts'

/** Whether the actor is one of these, by this account or another: two accounts of one human are never two people. */
export async function isOneOf(
  reads: Reads,
  actor: Actor,
  others: readonly (string | null | undefined)[],
): Promise<boolean> {
  const known = others.filter((other) => typeof other === 'string')
  const human = await listHumans(reads, actor, [actor.actorId, ...known])
  return known.some((other) => human(other) === human(actor.actorId))
}

/** Refuses whoever is one of these, by any account of theirs. Anybody else may, a system too. */
export async function requireAnother(
  reads: Reads,
  actor: Actor,
  others: readonly (string | null | undefined)[],
  detail?: string,
): Promise<void> {
  if (await isOneOf(reads, actor, others)) throw new Problem('second-person-needed', detail)
}

/**
 * Refuses whoever is one of these, by any account of theirs: what needs two people is done by two. An account that nobody registered could be another of the first one, and a system is nobody: neither
 * is a second person, whoever the first was. People themselves, and who acts for them, are in no register of staff.
 */
export async function requireSecondPerson(
  reads: Reads,
  actor: Actor,
  others: readonly (string | null | undefined)[],
  detail?: string,
): Promise<void> {
  if (!(await isSomebody(reads, actor))) throw new Problem('staff-not-registered', howToRegister)
  await requireAnother(reads, actor, others, detail)
}

/** Whether the human behind an account is known: by the register where they come as staff, and never that of a system. */
async function isSomebody(reads: Reads, actor: Actor): Promise<boolean> {
  if (actor.machine) return false
  return !actor.roles.some(isStaffRole) || (await findRegistered(reads, actor, actor.actorId)) !== undefined
}
