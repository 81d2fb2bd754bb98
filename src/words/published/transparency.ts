import type { SchemeRules } from '../../rules/scheme/scheme-rules.ts'
import { basis, eligibility, support } from './applying.ts'
import { appealing, calculation, signOff, turnedDown } from './deciding.ts'

/** One of the things that a commissioner tells everybody, in sentences, with where the rules behind it come from. */
export interface TransparencySection {
  readonly key: (typeof published)[number][0]
  readonly title: string
  readonly sentences: readonly string[]
  readonly sources: readonly string[]
}

const daysOf = ({ clocks }: SchemeRules) => [clocks.source]

/** S2: what a commissioner publishes, so that people have a clear idea of what they can expect. */
export const published = [
  ['eligibility', 'Who is likely to have a budget, and who decides on who can apply', eligibility, daysOf],
  [
    'calculation',
    'How the budget is worked out',
    calculation,
    ({ budget, prices, adjustments, split, clocks }: SchemeRules) => [
      budget.source,
      ...prices.map((price) => price.source),
      adjustments.upliftBasisPoints > 0 ? adjustments.upliftSource : '',
      adjustments.reserveBasisPoints > 0 ? adjustments.reserveSource : '',
      split.source,
      clocks.source,
    ],
  ],
  [
    'support',
    'What help there is to apply, and afterwards',
    support,
    ({ brokerage, clocks }: SchemeRules) => [brokerage.source, clocks.source],
  ],
  ['basis', 'What a decision goes by', basis, () => []],
  [
    'sign-off',
    'Who can sign off the budget',
    signOff,
    ({ tiers, forced, clocks }: SchemeRules) => [...tiers, ...forced, clocks].map((rule) => rule.source),
  ],
  ['turned-down', 'What you are told if you are turned down', turnedDown, () => []],
  ['appeals', 'How to appeal, and who helps with it', appealing, daysOf],
] as const

/** The seven things, from the rules themselves, so that what is published is what is done. */
export function transparency(rules: SchemeRules): TransparencySection[] {
  return published.map(([key, title, sentences, sources]) => ({
    key,
    title,
    sentences: sentences(rules),
    sources: [...new Set(sources(rules))].filter((source) => source !== ''),
  }))
}
