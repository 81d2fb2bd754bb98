import type { Reduction, ReductionKind } from '../rules/planning/preventive.ts'
import type { ReductionGround } from '../rules/planning/reductions.ts'
import { dateInWords } from '../shared/dates.ts'
import { inPounds } from '../shared/money.ts'
import { capital, listed } from './phrases.ts'

const money = (pence: Reduction['from']) => inPounds(typeof pence === 'number' ? pence : 0)
const day = (date: Reduction['from']) => dateInWords(String(date))

/** What would be less of a line, as a clause to the person. What is changed for something else is not repeated here: both can be anybody's words. */
const clauses: Readonly<Record<ReductionKind, (reduction: Pick<Reduction, 'from' | 'to'>) => string>> = {
  gone: () => 'you would not have it any more',
  'other-thing': () => 'you would have something else in its place',
  'other-need': () => 'it would be for another need',
  'mark-taken-away': () => 'it would no longer count as support that holds a need back',
  'other-deployment': () => 'the money for it would be held in another way',
  'less-money': ({ from, to }) => `it would have ${money(to)} and not ${money(from)}`,
  'less-often': () => 'you would have less of it, or not as often',
  'starts-later': ({ to }) => `it would not start again until ${day(to)}`,
  // What had no days of its own has no last one either.
  'ends-earlier': ({ from, to }) =>
    `it would end on ${day(to)} and not ${typeof from === 'string' ? `on ${day(from)}` : 'when its money is spent'}`,
}

/** What would be less of one line, in a sentence to the person. */
export const reducedSentence = (reductions: readonly Pick<Reduction, 'what' | 'from' | 'to'>[]): string =>
  `${capital(listed(reductions.map((reduction) => clauses[reduction.what](reduction))))}.`

/** A line of which there would be less. */
export interface ReducedLine {
  readonly line: string
  readonly title: string
  readonly what: ReductionKind[]
  readonly sentence: string
}

/** What would be less, line by line. */
export function reducedLines(reductions: readonly Reduction[]): ReducedLine[] {
  const lines = [...new Set(reductions.map(({ line }) => line))]
  return lines.map((line) => {
    const here = reductions.filter((one) => one.line === line)
    const title = here[0]?.title ?? line
    return { line, title, what: here.map(({ what }) => what), sentence: reducedSentence(here) }
  })
}

/** Why there is less, to the person. */
export const groundWords: Readonly<Record<ReductionGround, string>> = {
  'person-wishes': 'You said that you want this.',
  'moved-to-other-support': 'You have other support now.',
  'harm-from-support': 'This support was doing you harm.',
  'provider-ended': 'Those who gave this support do not give it any more.',
  'need-met-otherwise': 'What you need is met in another way now.',
}
