import { databaseOf, type Reads } from '../platform/database/database.ts'
import { english, offeredFor, type PageWords } from '../words/pages/page-words.ts'

const offeredByDatabase = new WeakMap<object, readonly PageWords[]>()

/** Says in which languages people are written to about what is kept in this database. */
export function giveTranslations(database: object, offered: readonly PageWords[]): void {
  offeredByDatabase.set(database, offered)
}

/** The words in the language of a person, where somebody qualified answers for a translation; else those in English. */
export function wordsForReads(reads: Reads, language: string | null): PageWords {
  if (language === null) return english
  const offered = offeredByDatabase.get(databaseOf(reads)) ?? []
  return offeredFor(offered, language) ?? english
}
