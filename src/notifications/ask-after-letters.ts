import { lockCases } from '../case-access/lock-cases-repository.ts'
import { systemActor } from '../platform/access/system-actor.ts'
import { listTenants } from '../platform/database/tenants.ts'
import type { Platform } from '../platform/http/operation.ts'
import { claimAsking, listSentLetters, setNotDelivered } from './asking-repository.ts'
import { recordUntold } from './keep-outcomes.ts'
import { daysAskedAfter } from './limits.ts'
import { type Transports, transportsOf } from './transports.ts'

/**
 * Asks whoever takes messages, once an hour at the most, which it could not deliver, and says of how many letters that is so: whom nobody could tell is given
 * the letter another way.
 */
export async function askAfterLetters({ database, now }: Platform, closing?: AbortSignal): Promise<number> {
  const { by } = transportsOf(database)
  if (!Object.values(by).some(({ notDelivered }) => notDelivered)) return 0
  let known: ReturnType<typeof allNotDelivered> | undefined
  let found = 0
  let fault: unknown
  for (const { commissionerId } of await listTenants(database)) {
    if (closing?.aborted) break
    const actor = systemActor(commissionerId)
    const at = now(commissionerId)
    const since = new Date(at.getTime() - daysAskedAfter * 86_400_000)
    if (!(await database.write(actor, (tx) => claimAsking(tx, since, at)))) continue
    known ??= allNotDelivered(by, since)
    const { becauseOf, faults } = await known
    // One that does not answer is asked again in an hour, for days enough; what the other says is kept.
    fault ??= faults[0]
    if (becauseOf.size === 0) continue
    found += await database.write(actor, async (tx) => {
      const letters = (await listSentLetters(tx, since, [...becauseOf.keys()])).map(({ messageId, ...letter }) => ({
        ...letter,
        because: becauseOf.get(messageId) ?? ('gave-up' as const),
      }))
      await lockCases(
        tx,
        actor,
        letters.map(({ caseId }) => caseId),
      )
      const kept = await setNotDelivered(tx, letters, at)
      // Whoever died is told of nothing, and what was given since is not to be given.
      const untold = letters.filter(({ id }) => kept.get(id) === 'to-give')
      await recordUntold(tx, actor, untold, at)
      return untold.length
    })
  }
  if (fault !== undefined) throw fault
  return found
}

/** What one service says of a message holds for whichever commissioner it was sent for. */
async function allNotDelivered(by: Transports['by'], since: Date) {
  const each = await Promise.allSettled(Object.values(by).map(async ({ notDelivered }) => notDelivered?.(since)))
  return {
    becauseOf: new Map(each.flatMap((one) => (one.status === 'fulfilled' ? [...(one.value ?? [])] : []))),
    faults: each.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : [])),
  }
}
