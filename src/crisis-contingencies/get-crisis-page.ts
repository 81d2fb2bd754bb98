import { findCase } from '../case-access/repository.ts'
import { findAddressed } from '../decisions/letter-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import type { Page } from '../platform/html/html-page.ts'
import { orNotFound } from '../platform/http/operation.ts'
import { crisisHtml } from '../words/crisis-html.ts'
import { findCoverOfDay } from './cover-of-day.ts'

/** What is to happen in a crisis, as one page to print; 404 where the actor may not see it. */
export async function crisisPageOf(reads: Reads, actor: Actor, caseId: string, now: Date): Promise<Page> {
  const [budgetCase, found] = await Promise.all([
    findCase(reads, actor, caseId),
    findCoverOfDay(reads, actor, caseId, now),
  ])
  const { person } = await findAddressed(reads, actor, orNotFound(budgetCase).id)
  const body = crisisHtml({ person, now, ...orNotFound(found) })
  return { title: 'What helps in a crisis', body }
}
