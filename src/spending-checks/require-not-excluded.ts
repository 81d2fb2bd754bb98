import type { FieldError } from '../platform/http/errors.ts'
import type { SchemeRules } from '../rules/scheme/scheme-rules.ts'
import { lookAt } from '../rules/spending/looked-at-words.ts'
import type { InTheWay } from './look-at-words.ts'
import { refusalOf } from './refusal-of-words.ts'

/**
 * Refuses words that certainly name what no budget buys, with the rule and where to go instead. For what a person decides on anyhow: they read what is in doubt, and
 * nobody else has to look first.
 */
export function requireNotExcluded({ excluded }: Pick<SchemeRules, 'excluded'>, pointer: string, text: string): void {
  const found = lookAt(text, excluded)
  if (!found?.certain) return
  const [{ sentence, signpost }] = found.uses
  const refused: FieldError[] = [{ pointer, code: 'spending-excluded', detail: `${sentence} ${signpost}` }]
  const inTheWay: InTheWay = { refused, held: [] }
  throw refusalOf(inTheWay)
}
