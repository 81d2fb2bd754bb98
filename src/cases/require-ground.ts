import { findPerson } from '../people/repository.ts'
import { type Actor, isOwnSystem } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import type { NewCase } from './schemas.ts'

export const relationMissing = (pointer: string, detail: string) =>
  new Problem('relation-missing', detail, { errors: [{ pointer, code: 'relation-missing', detail }] })

/**
 * Refuses to open a case for somebody with whom the actor has nothing to do: by it they would read all that is known of the person. The ground is
 * the person's own act, or a relation that the service itself knows of.
 */
export async function requireGround(
  tx: Tx,
  actor: Actor,
  { personId, trustId, ground }: NewCase,
  subject: string | null,
): Promise<void> {
  const isPerson = subject !== null && subject === actor.actorId
  if (isPerson !== (ground.kind === 'self'))
    throw relationMissing(
      '/ground',
      isPerson ? 'You open your own case: the ground is `self`' : 'Only the person opens a case as themself',
    )
  if (isPerson) return
  if (actor.roles.includes('person') && !actor.roles.some((role) => role !== 'person'))
    throw relationMissing('/ground', 'You can open a case for yourself')
  requireOwnTrust(actor, trustId)
  if (isOwnSystem(actor) || (await findPerson(tx, actor, personId))) return
  throw relationMissing(
    '/ground',
    'You have nothing to do with this person yet: record a referral, and say who referred them',
  )
}

/** A trust’s staff and systems open cases for their own trust. */
export function requireOwnTrust(actor: Actor, trustId: string): void {
  if (actor.organisationId !== null && !actor.ofCommissioner && actor.organisationId !== trustId)
    throw relationMissing('/trustId', 'You can open a case for your own trust')
}
