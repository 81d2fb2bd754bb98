import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import type { Context } from '../platform/http/operation.ts'
import { isOneOf, requireSecondPerson } from '../staff/same-human.ts'
import type { SpendingFreeze } from './freeze-schemas.ts'
import { setLifted, setLiftingAsked } from './freezes-repository.ts'
import { insertEntry } from './trail-repository.ts'

/**
 * Ends freezes of a concern by the second human who asks for it, whichever way they ask: each is lifted for which another asked before, and each for which nobody did is asked for. Says whether all
 * of them are over. Refuses who can do no more than they did. Nobody lets money go to whoever is suspected alone.
 */
export async function endFreezes(
  tx: Tx,
  context: Context,
  concernId: string,
  freezes: readonly Pick<SpendingFreeze, 'id' | 'liftingAskedBy'>[],
  words: string,
): Promise<boolean> {
  const { actor, now } = context
  const lifted: string[] = []
  const asked: string[] = []
  for (const { id, liftingAskedBy } of freezes)
    if (liftingAskedBy === null) asked.push(id)
    else if (!(await isOneOf(tx, actor, [liftingAskedBy]))) {
      await requireSecondPerson(tx, actor, [liftingAskedBy])
      lifted.push(id)
    }
  if (freezes.length > 0 && lifted.length + asked.length === 0)
    throw new Problem('second-person-needed', 'Another than who asked for it lifts the freeze')
  for (const id of asked) await setLiftingAsked(tx, actor, { concernId, freezeId: id, because: words }, now)
  for (const id of lifted) await setLifted(tx, actor, concernId, id, now)
  if (asked.length > 0) await insertEntry(tx, actor, concernId, { kind: 'lifting-asked', words }, now)
  if (lifted.length > 0) await insertEntry(tx, actor, concernId, { kind: 'lifted', words }, now)
  return lifted.length === freezes.length
}
