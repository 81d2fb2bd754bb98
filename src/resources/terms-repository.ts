import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { insertMany } from '../platform/database/insert-many.ts'
import { type Lexemes, termsOf, wordTermsOf } from '../rules/planning/resources.ts'
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
export async function setTerms(tx: Tx, actor: Actor, resource: NewResource & { readonly id: string }): Promise<void> {
  const { id, name, description, runBy, culture, accessibility, cost } = resource
  const lexemes = await lexemesOf(tx, [name, description, runBy, culture, accessibility].join('\n'))
  await forgetTerms(tx, actor, id)
  const rows = [...termsOf(resource), ...wordTermsOf(lexemes)].map((term) => ({
    commissioner_id: actor.commissionerId,
    resource_id: id,
    term,
    cost,
  }))
  insertMany(tx, 'resource_term', rows)
}

export async function forgetTerms(tx: Tx, actor: Actor, id: string): Promise<void> {
  await tx
    .deleteFrom('resource_term')
    .where('commissioner_id', '=', actor.commissionerId)
    .where('resource_id', '=', id)
    .execute()
}
