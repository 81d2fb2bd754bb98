import { systemActor } from '../platform/access/system-actor.ts'
import { record } from '../platform/audit/audit.ts'
import { listTenants } from '../platform/database/tenants.ts'
import type { Platform } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { keptSince, type RetentionRule, retentionSchedule } from '../rules/people/retention-schedule.ts'
import { londonDate } from '../shared/dates.ts'
import { type Due, erasePerson, listDue } from './due-repository.ts'

const mostInBatch = 100

/** What the schedule says of one person's record, and whether it was removed. */
export interface Retained extends Due {
  readonly commissionerId: string
  readonly rule: RetentionRule
  readonly erased: boolean
}

/**
 * Goes through what the schedule no longer keeps and, unless it only looks, removes it: each person in a transaction of their own, so that a
 * run that is cut off has done what it told. What is under a legal hold is told and kept.
 */
export async function* runRetention(
  { database, now }: Platform,
  { dryRun, closing }: { readonly dryRun: boolean; readonly closing?: AbortSignal },
): AsyncGenerator<Retained> {
  for (const { commissionerId } of await listTenants(database)) {
    const actor = systemActor(commissionerId)
    for (const rule of retentionSchedule) {
      const before = keptSince(rule, londonDate(now(commissionerId)))
      for (let after: string | undefined; ; ) {
        const batch = { after, most: mostInBatch }
        const due = await database.read(actor, (reads) => listDue(reads, actor, rule, before, batch))
        for (const { personId, held } of due) {
          if (closing?.aborted) return
          after = personId
          const erased = !dryRun && !held && (await erase({ database, now }, commissionerId, personId, rule))
          yield { commissionerId, personId, held, rule, erased }
        }
        if (due.length < mostInBatch) break
      }
    }
  }
}

function erase({ database, now }: Platform, commissionerId: string, personId: string, { rule }: RetentionRule) {
  const actor = systemActor(commissionerId)
  return database.write(actor, async (tx) => {
    const at = now(commissionerId)
    const cases = await erasePerson(tx, actor, { id: newId(), personId, rule, at })
    if (cases === null) return false
    await record(tx, actor, { type: 'person.erased', subjectId: personId, caseId: null, at, facts: { rule, cases } })
    return true
  })
}

/** The job: removes what is due, and says how many records. */
export async function removeDue(platform: Platform, closing: AbortSignal): Promise<number> {
  let erased = 0
  for await (const retained of runRetention(platform, { dryRun: false, closing })) if (retained.erased) erased += 1
  return erased
}
