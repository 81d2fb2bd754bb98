import type { Actor } from '../platform/access/access.ts'
import { contentHash } from '../platform/audit/content-hash.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { postQuery } from '../platform/database/prepared.ts'
import { theTenant } from '../platform/database/slots.ts'
import { type Html, keptMarkup, markupOf } from '../platform/html/html.ts'
import type { Page } from '../platform/html/html-page.ts'
import { fullName } from '../rules/people/names.ts'
import { referenceOf } from '../shared/case-reference.ts'
import type { Addressed } from '../words/letters/facts.ts'

const hashOf = (letter: { decisionId: string; title: string; html: string }) => contentHash(letter)

/** Keeps a letter for ever, word by word: the role the service connects as cannot change or remove it. Gives its hash. */
export async function insertLetter(
  tx: Tx,
  actor: Actor,
  { decisionId, caseId, title, body }: { decisionId: string; caseId: string; title: string; body: Html },
  now: Date,
): Promise<string> {
  const html = markupOf(body)
  const hash = hashOf({ decisionId, title, html })
  postQuery(
    tx,
    tx.insertInto('letter').values({
      commissioner_id: actor.commissionerId,
      decision_id: decisionId,
      case_id: caseId,
      title,
      html,
      content_hash: hash,
      written_at: now,
    }),
  )
  return hash
}

/** The letter as it was written. One that is not what its hash says is not shown. */
export async function findLetter(reads: Reads, actor: Actor, decisionId: string): Promise<Page | undefined> {
  const row = await reads
    .selectFrom('letter')
    .select(['title', 'html', 'content_hash'])
    .where('commissioner_id', '=', actor.commissionerId)
    .where('decision_id', '=', decisionId)
    .executeTakeFirst()
  if (!row) return undefined
  const { title, html } = row
  if (hashOf({ decisionId, title, html }) !== row.content_hash) throw new Error('a letter is not what its hash says')
  return { title, body: keptMarkup(html) }
}

/** Whom the letter of a decision on this case is written to, in one statement. */
export async function findAddressed(reads: Reads, actor: Actor, caseId: string): Promise<Addressed> {
  const row = await reads
    .selectFrom('budget_case as c')
    .innerJoin('person as p', (join) =>
      join.on('p.commissioner_id', '=', theTenant).onRef('p.person_id', '=', 'c.person_id'),
    )
    .innerJoin('scheme as s', (join) =>
      join.on('s.commissioner_id', '=', theTenant).onRef('s.scheme_id', '=', 'c.scheme_id'),
    )
    .innerJoin('organisation as o', (join) =>
      join.on('o.commissioner_id', '=', theTenant).onRef('o.organisation_id', '=', 'c.trust_id'),
    )
    .innerJoin('commissioner as m', 'm.commissioner_id', 'c.commissioner_id')
    .leftJoin('case_member as k', (join) =>
      join
        .on('k.commissioner_id', '=', theTenant)
        .onRef('k.case_id', '=', 'c.case_id')
        .on('k.case_role', '=', 'care-coordinator')
        .on('k.left_at', 'is', null),
    )
    .select(['p.given_name', 'p.family_name', 'p.language', 'p.interpreter_needed', 'p.communication_needs'])
    .select(['s.title as scheme', 'o.name as trust', 'm.name as commissioner', 'k.name as care_coordinator'])
    .where('c.commissioner_id', '=', actor.commissionerId)
    .where('c.case_id', '=', caseId)
    .executeTakeFirstOrThrow()
  return {
    reference: referenceOf(caseId),
    person: fullName({ givenName: row.given_name, familyName: row.family_name }),
    language: row.language,
    interpreterNeeded: row.interpreter_needed,
    communicationNeeds: row.communication_needs,
    scheme: row.scheme,
    commissioner: row.commissioner,
    trust: row.trust,
    careCoordinator: row.care_coordinator,
  }
}
