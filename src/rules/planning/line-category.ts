import type { Missing } from '../assessment/readiness.ts'
import type { SchemeRules } from '../scheme/scheme-rules.ts'
import { lookAt } from '../spending/looked-at-words.ts'

/** What is said to whoever wants to buy what no budget buys: the rule, and where to go instead. Never their words. */
export const excludedBy = ({ sentence, signpost }: { readonly sentence: string; readonly signpost: string }): string =>
  `${sentence} ${signpost}`

/** What stands between a line's category and the list of the scheme. Versions from before there was a list know every category. */
export function categoryMissing(
  { categories, excluded }: Pick<SchemeRules, 'categories' | 'excluded'>,
  category: string,
  pointer: string,
): Missing[] {
  const rule = excluded.find((one) => one.category === category)
  if (rule) return [{ pointer, code: 'spending-excluded', detail: excludedBy(rule) }]
  if (categories === null || categories.some(({ key }) => key === category)) return []
  const allowed = categories.flatMap(({ key, group }) => (group === 'not-bought' ? [] : [key]))
  const detail = `The scheme has no category ${category}. It has: ${allowed.join(', ')}`
  return [{ pointer, code: 'category-unknown', detail }]
}

/** What a line is called that names what no budget buys, whichever category was typed. A doubt is for somebody to look at, and stands in the way of nothing yet. */
export function titleMissing({ excluded }: Pick<SchemeRules, 'excluded'>, title: string, pointer: string): Missing[] {
  const found = lookAt(title, excluded)
  if (!found?.certain) return []
  return [{ pointer, code: 'spending-excluded', detail: excludedBy(found.uses[0]) }]
}
