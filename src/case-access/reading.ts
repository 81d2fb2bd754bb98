import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { orNotFound, type Platform } from '../platform/http/operation.ts'
import type { Belonging } from './case.ts'
import { findCase } from './repository.ts'

/** What is read of a case, in the one round trip that also asks whether the actor may see the case; 404 where not. */
export async function readOfCase<T>(
  { database }: Platform,
  actor: Actor,
  of: string | Belonging,
  work: (reads: Reads) => Promise<T>,
): Promise<T> {
  const [budgetCase, result] = await database.read(actor, (reads) =>
    Promise.all([findCase(reads, actor, of), work(reads)]),
  )
  orNotFound(budgetCase)
  return result
}

/** The thing, where it is there and belongs to a case that the actor may see; otherwise 404. */
export async function readBelonging<T>(
  platform: Platform,
  actor: Actor,
  table: Belonging['table'],
  id: string,
  work: (reads: Reads) => Promise<T | undefined>,
): Promise<T> {
  return orNotFound(await readOfCase(platform, actor, { table, id }, work))
}
