import type { LocalDate } from '../../shared/dates.ts'

/** A rating, and the day it is of. */
export interface Rated<R> {
  readonly rating: R
  readonly on: LocalDate
}

/** Then and now side by side: what changed is told of the two that are paired, and of nothing else. */
export interface Paired<R> {
  readonly baseline: Rated<R> | null
  readonly now: Rated<R> | null
}

/** The first of the ratings and the last; what was rated once has no now. */
export function paired<R>(ratings: readonly Rated<R>[]): Paired<R> {
  const inOrder = [...ratings].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  const [baseline = null] = inOrder
  return { baseline, now: inOrder.length > 1 ? (inOrder.at(-1) ?? null) : null }
}

/** The same with by how much it went up; null where there are no two. */
export const withChange = (pair: Paired<number>): Paired<number> & { readonly change: number | null } => ({
  ...pair,
  change: pair.baseline && pair.now ? pair.now.rating - pair.baseline.rating : null,
})

interface OutcomeThen {
  readonly key: string
  readonly baseline?: number | null
}
interface ReviewThen {
  readonly on: LocalDate
  readonly outcomeRatings: readonly { readonly outcome: string; readonly rating: number }[]
}

/** How far each outcome of a plan is reached, by the person's own ratings: as the plan says it was, and as reviews found it. */
export function outcomesThenAndNow(
  outcomes: readonly OutcomeThen[],
  plannedOn: LocalDate,
  reviews: readonly ReviewThen[],
): (Paired<number> & { readonly outcome: string; readonly change: number | null })[] {
  return outcomes.map(({ key, baseline }) => {
    const planned = baseline === undefined || baseline === null ? [] : [{ rating: baseline, on: plannedOn }]
    const found = reviews.flatMap(({ on, outcomeRatings }) =>
      outcomeRatings.filter(({ outcome }) => outcome === key).map(({ rating }) => ({ rating, on })),
    )
    return { outcome: key, ...withChange(paired([...planned, ...found])) }
  })
}
