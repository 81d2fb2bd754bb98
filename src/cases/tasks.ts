import type { Actor } from '../platform/access.ts'
import type { Reads } from '../platform/database.ts'
import type { PageRequest } from '../platform/pages.ts'
import { dueOn } from '../rules/clocks.ts'
import { moments, type Waited } from '../rules/progress.ts'
import type { LocalDate } from '../shared/dates.ts'
import { listRunningClocks } from './clocks.ts'
import { listCasesWaitingFor } from './repository.ts'
import type { Task } from './schemas.ts'

/** What waits for the actor, in a capacity on the case or in a role: one row more than a page. */
export async function listTasks(reads: Reads, actor: Actor, page: PageRequest, today: LocalDate): Promise<Task[]> {
  const roles = waitedRoles(actor)
  const cases = await listCasesWaitingFor(reads, actor, roles, page)
  const clocks = await listRunningClocks(
    reads,
    actor,
    cases.map((the) => the.id),
  )
  return cases.map((the) => {
    const due = clocks.filter((clock) => clock.caseId === the.id).map((clock) => dueOn(clock, today))
    const mine: Waited[] = [...the.capacities, ...roles]
    return {
      caseId: the.id,
      waitingFor: the.waitingFor.find((waited) => mine.includes(waited)) ?? 'person',
      moment: the.moment,
      next: moments[the.moment].next,
      dueOn: due.sort()[0] ?? null,
    }
  })
}

/** The roles in which a case can wait for somebody who need not be on its team. */
function waitedRoles(actor: Actor): Waited[] {
  const roles: Waited[] = []
  if (actor.roles.includes('commissioner-officer')) roles.push('commissioner-officer')
  if (actor.roles.includes('team-manager')) roles.push('team-manager')
  if (actor.roles.includes('mdt-member')) roles.push('mdt-member')
  if (actor.roles.some((role) => role === 'panel-member' || role === 'lived-experience-member'))
    roles.push('panel-member')
  return roles
}
