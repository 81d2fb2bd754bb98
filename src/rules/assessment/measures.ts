import type { Missing } from './readiness.ts'

/** A score that a measure gives, and its bounds. */
interface MeasureScale {
  readonly key: string
  readonly title: string
  readonly least: number
  readonly most: number
}

/** A standard measure whose scores are kept. A version that was used never changes. */
export interface Measure {
  readonly code: string
  readonly version: number
  readonly title: string
  readonly source: string
  /** Who gives the licence. The words of the items are not here: a commissioner asks with a form that it has the licence for. */
  readonly licence: string
  readonly betterWhen: 'higher' | 'lower'
  readonly scales: readonly MeasureScale[]
}

const goal = (number: number): MeasureScale => ({
  key: `goal-${number}`,
  title: `Goal ${number}: from not met at all to met in full`,
  least: 0,
  most: 10,
})

/** The measures of NHS England for community mental health services of adults (task and finish group, 2021 and 2022). */
export const measures: readonly Measure[] = [
  {
    code: 'dialog',
    version: 1,
    title: 'DIALOG',
    source:
      'Mosler, Priebe and Bird, BMC Health Services Research 2020: 8 items on life and 3 on treatment, each from 1 (totally dissatisfied) to 7 (totally satisfied)',
    licence:
      'The words of the items are not carried, since no licence to pass them on was found. Get the form from East London NHS Foundation Trust.',
    betterWhen: 'higher',
    scales: [
      { key: 'life', title: 'Satisfaction with life: the sum of 8 items', least: 8, most: 56 },
      { key: 'treatment', title: 'Satisfaction with treatment: the sum of 3 items', least: 3, most: 21 },
    ],
  },
  {
    code: 'reqol-10',
    version: 1,
    title: 'Recovering Quality of Life, 10 items (ReQoL-10)',
    source: 'University of Sheffield: 10 items, each from 0 to 4',
    licence:
      'The words of the items are not carried. Each organisation asks Oxford University Innovation for a licence to use them.',
    betterWhen: 'higher',
    scales: [{ key: 'total', title: 'The sum of 10 items', least: 0, most: 40 }],
  },
  {
    code: 'goal-based-outcomes',
    version: 1,
    title: 'Goal-based outcomes (GBO)',
    source: 'Law: up to three goals of the person’s own, each from 0 (not met at all) to 10 (met in full)',
    licence:
      'The form is not carried, since no licence to pass it on was found. The goals are in the person’s own words.',
    betterWhen: 'higher',
    scales: [goal(1), goal(2), goal(3)],
  },
]

/** A score of one scale of a measure, as it was found on a day. */
export interface MeasureScore {
  readonly measure: string
  readonly version: number
  readonly scale: string
  readonly score: number
}

const scaleOf = ({ measure, version, scale }: Omit<MeasureScore, 'score'>) =>
  measures.find((known) => known.code === measure && known.version === version)?.scales.find(({ key }) => key === scale)

const isSameScale = (one: MeasureScore, other: MeasureScore) =>
  one.measure === other.measure && one.version === other.version && one.scale === other.scale

/** The scores that cannot be true: of a scale that there is not, beyond its bounds, or of one scale twice. */
export function wrongScores(scores: readonly MeasureScore[]): Missing[] {
  return scores.flatMap((score, index): Missing[] => {
    const scale = scaleOf(score)
    const at = `/measures/${index}`
    if (!scale)
      return [{ pointer: `${at}/scale`, code: 'measure-unknown', detail: 'is not a scale of a measure that is kept' }]
    if (scores.findIndex((other) => isSameScale(other, score)) < index)
      return [{ pointer: at, code: 'key-repeated', detail: 'This scale is scored twice' }]
    if (score.score >= scale.least && score.score <= scale.most) return []
    const detail = `must be from ${scale.least} to ${scale.most}`
    return [{ pointer: `${at}/score`, code: 'score-out-of-bounds', detail }]
  })
}

/** Each scale that was ever scored, in the order of the measures, with its scores: pairs are of one version of a measure and never of two. */
export function scoresByScale<Day>(
  found: readonly { readonly on: Day; readonly measures: readonly MeasureScore[] }[],
): (Omit<MeasureScore, 'score'> & {
  readonly betterWhen: Measure['betterWhen']
  readonly scores: readonly { readonly rating: number; readonly on: Day }[]
})[] {
  return measures.flatMap(({ code: measure, version, betterWhen, scales }) =>
    scales.flatMap(({ key: scale }) => {
      const scores = found.flatMap(({ on, measures: scored }) =>
        scored
          .filter((one) => isSameScale(one, { measure, version, scale, score: 0 }))
          .map(({ score }) => ({ rating: score, on })),
      )
      return scores.length === 0 ? [] : [{ measure, version, scale, betterWhen, scores }]
    }),
  )
}
