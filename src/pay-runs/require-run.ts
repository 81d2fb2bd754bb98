import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { orNotFound } from '../platform/http/operation.ts'
import { type KeptPayRun, lockRun } from './repository.ts'
import type { PayRun } from './schemas.ts'

/** The run, held, where it is as far as this. */
export async function requireRun(
  tx: Tx,
  actor: Actor,
  id: string,
  ...statuses: readonly PayRun['status'][]
): Promise<KeptPayRun> {
  const run = orNotFound(await lockRun(tx, actor, id))
  if (!statuses.includes(run.status)) throw new Problem('wrong-state', `The run is ${run.status}`)
  return run
}
