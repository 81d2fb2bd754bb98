import { lockLikelyDouble } from '../people/likely-doubles-repository.ts'
import { listWithinReach } from '../people/repository.ts'
import type { LikelyDouble } from '../people/schemas.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Context, orNotFound } from '../platform/http/operation.ts'

/** Two records of which nobody has said yet what they are, locked. Who is kept out of either says nothing of both. */
export async function openDouble(tx: Tx, { actor }: Context, likelyDoubleId: string): Promise<LikelyDouble> {
  const double = orNotFound(await lockLikelyDouble(tx, actor, likelyDoubleId))
  const reach = await listWithinReach(tx, actor, double.personIds)
  if (double.personIds.some((id) => !reach.has(id))) throw new Problem('not-found')
  if (double.settledAt !== null) throw new Problem('wrong-state', 'It is settled already what these records are')
  return double
}
