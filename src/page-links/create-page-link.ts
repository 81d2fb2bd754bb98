import { requireCaseRole } from '../case-access/open-for-writing.ts'
import { lockCase } from '../case-access/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { minutesLinkHolds, pageLinkMakers } from '../rules/people/page-links.ts'
import { insertLink, setLinksReplaced } from './repository.ts'
import type { PageLink } from './schemas.ts'
import { hashOf, newSecret } from './secret.ts'

/** Makes a link that opens the person's pages of the case, once: by the person, by who acts or speaks for them, or by the care coordinator who is with them. */
export async function createPageLink(tx: Tx, { actor, now }: Context, caseId: string): Promise<Answer<PageLink>> {
  const budgetCase = orNotFound(await lockCase(tx, actor, caseId))
  const madeAs = requireCaseRole(budgetCase, actor, ...pageLinkMakers)
  const id = newId()
  const code = newSecret(actor.commissionerId)
  const expiresAt = new Date(now.getTime() + minutesLinkHolds * 60_000)
  await setLinksReplaced(tx, actor, { caseId, madeAs }, now)
  await Promise.all([
    insertLink(tx, actor, { id, caseId, madeAs, codeHash: hashOf(code), madeAt: now, expiresAt }),
    record(tx, actor, { type: 'page-link.made', subjectId: id, caseId, at: now, facts: { madeAs } }),
  ])
  const link = { id, caseId, madeAs, path: `/pages/open/${code}`, expiresAt: expiresAt.toISOString() }
  // No answer that holds a secret is kept: a repeated key is told that the link was made.
  return { ...created(link, `/v1/cases/${caseId}`), keep: 'that-it-was-done' }
}
