import type { Actor } from '../platform/access.ts'
import type { Reads } from '../platform/database.ts'
import type { PageRequest } from '../platform/pages.ts'
import { dueOn, isBreached } from '../rules/clocks.ts'
import { moments, type Waited } from '../rules/progress.ts'
import { tierHolders } from '../rules/sign-off-rules.ts'
import type { LocalDate } from '../shared/dates.ts'
import { listClocks } from './clock-repository.ts'
import type { Task } from './schemas.ts'
import { listCasesWaitingFor } from './waiting-repository.ts'

/** What waits for the actor, in a capacity on the case, in a role, or as a deputy: one row more than a page. */
export async function listTasks(reads: Reads, actor: Actor, page: PageRequest, today: LocalDate): Promise<Task[]> {
  const roles = waitedRoles(actor)
  const cases = await listCasesWaitingFor(reads, actor, roles, page)
  const clocks = await listClocks(
    reads,
    actor,
    cases.map((the) => the.id),
    true,
  )
  return cases.map((the) => {
    // A clock that waits has no day to be due: it is the person's turn, and their own time to answer has a clock of its own.
    const own = clocks.filter((clock) => clock.caseId === the.id && clock.pausedOn === null)
    const due = own.map((clock) => dueOn(clock, today))
    const mine: Waited[] = [...the.capacities, ...roles]
    const turn = the.endedAt === null ? the.waitingFor.find((waited) => mine.includes(waited)) : undefined
    const myself = turn ?? the.hears ?? undefined
    const hearsOnly = turn === undefined && the.hears !== null
    return {
      caseId: the.id,
      waitingFor: myself ?? ((the.holder?.standing ?? 'person') as Waited),
      moment: the.moment,
      next: hearsOnly ? 'Somebody who took no part in the decision looks at it again.' : moments[the.moment].next,
      dueOn: due.sort()[0] ?? null,
      late: own.filter((clock) => isBreached(clock, today)).map((clock) => clock.kind),
      deputyFor: myself ? null : (the.holder?.holderName ?? null),
    }
  })
}

/** The roles in which a case can wait for somebody who need not be on its team. A care coordinator is waited for on their own cases only. */
function waitedRoles(actor: Actor): Waited[] {
  return tierHolders.filter((holder) => holder !== 'care-coordinator' && actor.roles.includes(holder))
}
