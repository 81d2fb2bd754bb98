import type { Plan } from '../support-plans/repository.ts'
import type { Given } from './look-at-words.ts'

/** The words of these lines of a plan, or all: what is bought, and who gives it. */
export const wordsOfLines = (
  { id: supportPlanId, lines }: Plan,
  keys: readonly string[] = lines.map(({ key }) => key),
): Given[] =>
  lines.flatMap(({ key: line, title, provider, amountPence }, index) => {
    if (!keys.includes(line)) return []
    const of = { foundIn: 'plan-line', supportPlanId, line, payee: provider ?? null, amountPence } as const
    return [
      { ...of, pointer: `/lines/${index}/title`, text: title },
      ...(provider ? [{ ...of, pointer: `/lines/${index}/provider`, text: provider, certainly: false }] : []),
    ]
  })
