import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { listHumans } from './repository.ts'

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

/** Refuses whoever is one of these, by any account of theirs: what needs two people is done by two. */
export async function requireSecondPerson(
  reads: Reads,
  actor: Actor,
  others: readonly (string | null | undefined)[],
  detail?: string,
): Promise<void> {
  if (await isOneOf(reads, actor, others)) throw new Problem('second-person-needed', detail)
}
