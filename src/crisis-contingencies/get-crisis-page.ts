import { findAddressed } from '../decisions/letter-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import type { Page } from '../platform/html/html-page.ts'
import { orNotFound } from '../platform/http/operation.ts'
import { crisisHtml } from '../words/crisis-html.ts'
import { getWhoToCall } from './get-who-to-call.ts'
import { findContingency } from './in-force.ts'

/** What is to happen in a crisis, as one page to print. */
export async function crisisPageOf(reads: Reads, actor: Actor, caseId: string, now: Date): Promise<Page> {
  const [held, now_, { person }] = await Promise.all([
    findContingency(reads, actor, caseId, now),
    getWhoToCall(reads, actor, caseId, {}, now),
    findAddressed(reads, actor, caseId),
  ])
  const { crisisContingency, inForceSince } = orNotFound(held)
  const body = crisisHtml({ person, crisisContingency, since: new Date(inForceSince), now, ...orNotFound(now_) })
  return { title: 'What helps in a crisis', body }
}
