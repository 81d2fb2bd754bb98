import { type CategoryGroup, categoryOf } from '../rules/scheme/categories.ts'
import type { SchemeRules } from '../rules/scheme/scheme-rules.ts'
import { capital, inWords } from './phrases.ts'

export const groupNames: Readonly<Record<CategoryGroup, string>> = {
  treatment: 'Treatment and therapy',
  support: 'Support from people',
  'learning-and-work': 'Learning and work',
  health: 'Exercise and health',
  home: 'Home and clothing',
  'getting-about': 'Getting about',
  technology: 'Computers and phones',
  leisure: 'Interests, holidays and company',
  crisis: 'Help in a crisis',
  other: 'Other things',
  'not-bought': 'What a budget does not buy',
}

/** A category by its name and group; by the words of its key where the version of the scheme lists no categories. */
export function categoryNamed(
  rules: Pick<SchemeRules, 'categories'>,
  category: string,
): { readonly name: string; readonly group: CategoryGroup } {
  const { name, group } = categoryOf(rules, category) ?? { name: capital(inWords(category)), group: 'other' }
  return { name, group }
}
