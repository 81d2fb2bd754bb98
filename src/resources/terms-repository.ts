import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { insertMany } from '../platform/database/insert-many.ts'
import { cultureTermsOf, type Lexemes, termsOf, wordTermsOf } from '../rules/planning/resources.ts'
import type { NewResource } from './schemas.ts'

/** The words of a text as PostgreSQL reads them: by their stems in English, and as they stand. */
export async function lexemesOf(reads: Reads, text: string): Promise<Lexemes> {
  return reads
    .selectNoFrom([
      sql<string[]>`tsvector_to_array(to_tsvector('english', ${text}::text))`.as('english'),
      sql<string[]>`tsvector_to_array(to_tsvector('simple', ${text}::text))`.as('simple'),
    ])
    .executeTakeFirstOrThrow()
}

/** Has an entry be found by what it says now. */
export const setTerms = (tx: Tx, actor: Actor, resource: Found): Promise<void> => setTermsOf(tx, actor, [resource])

type Found = NewResource & { readonly id: string; readonly endedAt?: string | null }

/** Has entries be found by what they say now, and what was ended by nothing. */
export async function setTermsOf(tx: Tx, actor: Actor, resources: readonly Found[]): Promise<void> {
  if (resources.length === 0) return
  const texts = resources.map(({ name, description, runBy, culture, accessibility }) =>
    [name, description, runBy, culture, accessibility].join('\n'),
  )
  const cultures = resources.map(({ culture }) => culture ?? '')
  const read = await sql<Lexemes>`select tsvector_to_array(to_tsvector('english', one)) as english,
      tsvector_to_array(to_tsvector('simple', one)) as simple
    from json_array_elements_text(${JSON.stringify([...texts, ...cultures])}::json) with ordinality as every (one, place) order by place`.execute(
    tx,
  )
  await forgetTermsOf(
    tx,
    actor,
    resources.map(({ id }) => id),
  )
  const rows = resources.flatMap((resource, index) => {
    const [lexemes, ofCulture] = [read.rows[index], read.rows[resources.length + index]]
    if (!lexemes || !ofCulture || resource.endedAt) return []
    return [...termsOf(resource), ...wordTermsOf(lexemes), ...cultureTermsOf(ofCulture)].map((term) => ({
      commissioner_id: actor.commissionerId,
      resource_id: resource.id,
      term,
      cost: resource.cost,
    }))
  })
  insertMany(tx, 'resource_term', rows)
}

export const forgetTerms = (tx: Tx, actor: Actor, id: string): Promise<void> => forgetTermsOf(tx, actor, [id])

async function forgetTermsOf(tx: Tx, actor: Actor, ids: readonly string[]): Promise<void> {
  await tx
    .deleteFrom('resource_term')
    .where('commissioner_id', '=', actor.commissionerId)
    .where((eb) => eb('resource_id', '=', eb.fn.any(eb.val([...ids]))))
    .execute()
}
