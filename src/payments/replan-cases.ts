import { lockCase, lockUnlessHeld } from '../case-access/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import type { Context, Platform } from '../platform/http/operation.ts'
import { replanPayments } from './plan-payments.ts'
import type { Part } from './replanned-repository.ts'

const casesInPart = 200

/** Plans the payments of cases anew, in parts, each case in a transaction of its own. Not `whole`: somebody else held one of them, one broke (`fault`), or the service closes. */
export async function replanCases(
  { database, now }: Platform,
  actor: Actor,
  closing: AbortSignal,
  listCases: (reads: Reads, part: Part) => Promise<string[]>,
): Promise<{ readonly planned: number; readonly whole: boolean; readonly fault?: unknown }> {
  const context: Context = { actor, now: now(actor.commissionerId), ifMatch: undefined }
  let [planned, whole] = [0, true]
  let fault: unknown
  for (let after: string | undefined, more = true; more; ) {
    const part: Part = { after, most: casesInPart }
    const cases: string[] = await database.read(actor, (reads) => listCases(reads, part))
    for (const caseId of cases) {
      if (closing.aborted) return { planned, whole: false }
      const isPlanned = await database
        .write(actor, async (tx) => {
          if (!(await lockUnlessHeld(tx, actor, caseId))) return false
          await lockCase(tx, actor, caseId)
          replanPayments(tx, context, caseId)
          return true
        })
        .catch((error: unknown) => {
          // One that breaks does not hold up the others.
          fault = error
          return false
        })
      if (isPlanned) planned += 1
      else whole = false
    }
    after = cases.at(-1)
    more = cases.length === casesInPart
  }
  return { planned, whole, fault }
}
