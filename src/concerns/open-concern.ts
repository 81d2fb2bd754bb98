import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Context, orNotFound } from '../platform/http/operation.ts'
import { type FoundConcern, findConcern, lockConcern } from './repository.ts'

/** A concern that the actor has taken: what is in it opens to nobody else, so that each who reads it has left a trace. */
export async function findTaken(reads: Reads, actor: Actor, id: string): Promise<FoundConcern> {
  return requireTaken(orNotFound(await findConcern(reads, actor, id)))
}

/** The same, locked. */
export async function lockTaken(tx: Tx, { actor }: Context, id: string): Promise<FoundConcern> {
  return requireTaken(orNotFound(await lockConcern(tx, actor, id)))
}

/** The same, while somebody looks into it. */
export async function openConcern(tx: Tx, context: Context, id: string): Promise<FoundConcern> {
  const concern = await lockTaken(tx, context, id)
  if (concern.state === 'settled') throw new Problem('wrong-state', 'The concern is settled')
  return concern
}

function requireTaken(concern: FoundConcern): FoundConcern {
  if (!concern.taken) throw new Problem('concern-not-taken')
  return concern
}
