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

const sourcesIn = (rules: readonly { readonly source: string }[]) => rules.map(({ source }) => source)

/** S2: what a commissioner publishes, so that people have a clear idea of what they can expect. */
export const published = [
  [
    'eligibility',
    'Who is likely to have a budget, and who decides on who can apply',
    eligibility,
    ({ basesSource, targetGroupsSource, eligibility, readinessQuestions, clocks }: SchemeRules) => [
      basesSource,
      targetGroupsSource,
      eligibility.source,
      ...sourcesIn(readinessQuestions),
      clocks.source,
    ],
  ],
  [
    'calculation',
    'How the budget is worked out',
    calculation,
    ({ budget, prices, adjustments, crisis, split, clocks }: SchemeRules) => [
      budget.source,
      ...sourcesIn(prices),
      adjustments.upliftBasisPoints > 0 ? adjustments.upliftSource : '',
      crisis.source,
      split.source,
      clocks.source,
    ],
  ],
  [
    'support',
    'What help there is to apply, and afterwards',
    support,
    ({ brokerage, deploymentsSource, reviews, clocks, appeals }: SchemeRules) => [
      brokerage.source,
      ...sourcesIn(brokerage.brokersNeed ?? []),
      deploymentsSource,
      reviews.source,
      clocks.source,
      appeals.source,
    ],
  ],
  [
    'basis',
    'What a decision goes by',
    basis,
    ({ categories, catalogueSource, excluded }: SchemeRules) => [
      ...sourcesIn(categories ?? []),
      catalogueSource,
      ...sourcesIn(excluded),
    ],
  ],
  [
    'sign-off',
    'Who can sign off the budget',
    signOff,
    ({ signaturesSource, tiers, forced, clocks }: SchemeRules) => [
      signaturesSource,
      ...sourcesIn([...tiers, ...forced, clocks]),
    ],
  ],
  [
    'turned-down',
    'What you are told if you are turned down',
    turnedDown,
    ({ reasons }: SchemeRules) => sourcesIn(reasons),
  ],
  [
    'appeals',
    'How to appeal, and who helps with it',
    appealing,
    ({ appeals, clocks }: SchemeRules) => sourcesIn([appeals, clocks]),
  ],
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
