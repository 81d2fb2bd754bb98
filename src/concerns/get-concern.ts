import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { findTaken } from './open-concern.ts'
import type { FoundConcern } from './repository.ts'
import type { Concern } from './schemas.ts'
import { listOfConcern } from './trail-repository.ts'

/** A concern with all that is in it, for who has taken it. */
export async function getConcern(reads: Reads, actor: Actor, id: string): Promise<Concern> {
  const [concern, trail] = await Promise.all([findTaken(reads, actor, id), listOfConcern(reads, actor, id)])
  return { ...told(concern), ...trail }
}

/** The same in the answer of a write, of which it is kept that it was done: a repeat must not tell it to who has come to be near the case since. */
export async function answerOf(tx: Tx, { actor }: Context, concern: FoundConcern): Promise<Answer<Concern>> {
  const body = { ...told(concern), ...(await listOfConcern(tx, actor, concern.id)) }
  return { ...done(body), location: `/v1/concerns/${concern.id}`, keep: 'that-it-was-done', about: concern.id }
}

const told = ({ taken: _, ...concern }: FoundConcern): Omit<FoundConcern, 'taken'> => concern
