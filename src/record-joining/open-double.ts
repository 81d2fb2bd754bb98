import { lockCasesOfPerson } from '../case-access/repository.ts'
import { findLikelyDouble, lockLikelyDouble } from '../people/likely-doubles-repository.ts'
import { listWithinReach, lockPerson } from '../people/repository.ts'
import type { LikelyDouble } from '../people/schemas.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Context, orNotFound } from '../platform/http/operation.ts'

/** Two records of which nobody has said yet what they are, locked. Who is kept out of either says nothing of both. */
export async function openDouble(tx: Tx, context: Context, likelyDoubleId: string): Promise<LikelyDouble> {
  return requireOpen(tx, context, await lockLikelyDouble(tx, context.actor, likelyDoubleId))
}

/**
 * The same with the two people and all their cases, locked in the order of every write: people, then cases, then likely doubles, as who agrees on a
 * plan holds its case before they look whether there is a double. Each case comes with the record that it is of.
 */
export async function openDoubleWithCases(tx: Tx, context: Context, likelyDoubleId: string) {
  const { actor } = context
  const { personIds } = await requireOpen(tx, context, await findLikelyDouble(tx, actor, likelyDoubleId))
  const ids = [...personIds].sort()
  const people = []
  for (const id of ids) people.push(await lockPerson(tx, actor, id))
  const cases = []
  for (const id of ids) cases.push(...(await lockCasesOfPerson(tx, actor, id)).map((one) => ({ ...one, of: id })))
  const double = await openDouble(tx, context, likelyDoubleId)
  for (const person of people) orNotFound(person)
  return { double, cases }
}

async function requireOpen(tx: Tx, { actor }: Context, found: LikelyDouble | undefined): Promise<LikelyDouble> {
  const double = orNotFound(found)
  const reach = await listWithinReach(tx, actor, double.personIds)
  if (double.personIds.some((id) => !reach.has(id))) throw new Problem('not-found')
  if (double.settledAt !== null) throw new Problem('wrong-state', 'It is settled already what these records are')
  return double
}
