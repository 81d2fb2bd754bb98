import type { Missing } from './readiness.ts'

/** A list of domains of life that an assessment goes through. A version that was used never changes. */
export interface Instrument {
  readonly code: string
  readonly version: number
  readonly title: string
  readonly source: string
  readonly scale: readonly { readonly rating: number; readonly words: string }[]
  readonly domains: readonly { readonly key: string; readonly title: string; readonly asks: string }[]
}

/** How one domain of life is: on a typical day, on a worst day, and what the support now in place hides. Ratings are 0 to 4. */
export interface Rating {
  readonly typicalDay: number
  readonly worstDay: number
  readonly worstDaysPerMonth: number
  readonly hiddenFromOthers: boolean
  readonly withoutCurrentSupport: number
  readonly priority: 'high' | 'medium' | 'low' | null
  readonly words: string | null
}

/** What was rated that the instrument does not know. */
export function unknownDomains(
  instrument: Instrument,
  ratings: Readonly<Record<string, Rating>>,
  at = '/ratings',
): Missing[] {
  const known = new Set(instrument.domains.map((domain) => domain.key))
  return Object.keys(ratings)
    .filter((key) => !known.has(key))
    .map((key) => ({ pointer: `${at}/${key}`, code: 'domain-unknown', detail: 'is not a domain of the instrument' }))
}

/**
 * What an assessment lacks before it can be completed: every domain is rated, since a domain that nobody asked about is a
 * hidden need (S2), and a worst day is no better than a typical one.
 */
export function missingRatings(instrument: Instrument, ratings: Readonly<Record<string, Rating>>): Missing[] {
  const missing: Missing[] = []
  for (const { key } of instrument.domains) {
    const rating = ratings[key]
    if (!rating) {
      missing.push({ pointer: `/ratings/${key}`, code: 'rating-missing', detail: 'has no rating' })
      continue
    }
    if (rating.worstDay < rating.typicalDay) {
      missing.push({
        pointer: `/ratings/${key}/worstDay`,
        code: 'worst-better-than-typical',
        detail: 'must be at least the rating of a typical day',
      })
    }
    if (rating.withoutCurrentSupport < rating.typicalDay) {
      missing.push({
        pointer: `/ratings/${key}/withoutCurrentSupport`,
        code: 'support-makes-worse',
        detail: 'must be at least the rating of a typical day with the support in place',
      })
    }
  }
  return missing
}

/** Most problems of some come by night (P4): when it is worst is asked of everybody, and that there are no such times is an answer too. */
export function missingWorstTimes({
  worstTimes = [],
  noWorstTimes = false,
}: {
  readonly worstTimes?: readonly unknown[]
  readonly noWorstTimes?: boolean
}): Missing[] {
  const at = { pointer: '/worstTimes' }
  if (worstTimes.length === 0 && !noWorstTimes)
    return [
      {
        ...at,
        code: 'worst-times-missing',
        detail: 'Ask when in the week it is worst, or say that no such times are known',
      },
    ]
  if (worstTimes.length > 0 && noWorstTimes)
    return [
      { ...at, code: 'worst-times-unclear', detail: 'There are worst times here, and it says that none are known' },
    ]
  return []
}
