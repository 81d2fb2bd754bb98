import { findCase } from '../case-access/repository.ts'
import { findAddressed } from '../decisions/letter-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import type { Page } from '../platform/html/html-page.ts'
import { orNotFound } from '../platform/http/operation.ts'
import { anyOpens } from '../rules/access/opens.ts'
import { getSpendingOutlook } from './get-outlook.ts'
import { getWholeStatement } from './list-statement-entries.ts'
import { statementHtml } from './statement-html.ts'
import type { StatementQuery } from './statement-schemas.ts'

/** The statement as a page for the person to read and print; 404 where the actor may not see it. Who may see sums alone is not shown whose they are. */
export async function statementPageOf(
  reads: Reads,
  actor: Actor,
  caseId: string,
  asked: StatementQuery,
  now: Date,
): Promise<Page> {
  const [held, statement, outlook] = await Promise.all([
    findCase(reads, actor, caseId),
    getWholeStatement(reads, caseId, asked, now),
    getSpendingOutlook(reads, actor, caseId, now),
  ])
  const { id, grounds } = orNotFound(held)
  const { person, scheme } = await findAddressed(reads, actor, id)
  const isToday = asked.asOf === undefined && asked.until === undefined
  const facts = {
    statement,
    scheme,
    person: anyOpens(grounds, 'communication') ? person : null,
    outlook: isToday ? (outlook ?? null) : null,
  }
  return { title: 'Statement of your budget', body: statementHtml(facts) }
}
