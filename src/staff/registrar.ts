import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { findRegistered } from './repository.ts'

/**
 * The member of staff who keeps the register: the commissioner's officer, for everybody, or a manager for their own organisation. No system
 * does, and nobody who is not registered themselves.
 */
export async function requireRegistrar(tx: Tx, actor: Actor, organisationId: string | null): Promise<string> {
  const { machine, roles } = actor
  const own = organisationId !== null && organisationId === actor.organisationId
  if (machine || !(roles.includes('commissioner-officer') || own))
    throw new Problem('case-role-required', 'A manager of the organisation or the commissioner keeps its register')
  const human = await findRegistered(tx, actor, actor.actorId)
  if (!human) throw new Problem('staff-not-registered')
  return human
}
