import { lockCase } from '../case-access/repository.ts'
import { listCaseIds } from '../case-progress/facts-repository.ts'
import { isSame, readProgress } from '../case-progress/project.ts'
import { systemActor } from '../platform/access/system-actor.ts'
import type { DatabaseAccess } from '../platform/database/database.ts'
import { listTenants } from '../platform/database/tenants.ts'

/** What was found of one commissioner's cases. */
export interface Rebuilt {
  readonly commissionerId: string
  readonly cases: number
  /** The cases of which something else was kept than is worked out from what they have. */
  readonly different: readonly string[]
}

/**
 * Works out of every case anew where it is and who is waited for, and names those of which something else was kept. With `mend`, what is
 * worked out is kept from now on.
 */
export async function* rebuildProgress(database: DatabaseAccess, mend: boolean): AsyncGenerator<Rebuilt> {
  for (const { commissionerId } of await listTenants(database)) {
    const actor = systemActor(commissionerId)
    const different: string[] = []
    let cases = 0
    for (let after: string | undefined; ; ) {
      const ids = await database.read(actor, (reads) => listCaseIds(reads, actor, after))
      for (const caseId of ids) {
        after = caseId
        cases += 1
        const found = await database.read(actor, (reads) => readProgress(reads, actor, caseId))
        if (!found || isSame(found.progress, found.kept)) continue
        different.push(caseId)
        // Under its lock, as any write on it: what is worked out is kept at the end.
        if (mend) await database.write(actor, (tx) => lockCase(tx, actor, caseId))
      }
      if (ids.length === 0) break
    }
    yield { commissionerId, cases, different }
  }
}
