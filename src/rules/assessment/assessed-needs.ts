import { dateInWords } from '../../shared/dates.ts'
import { inHours } from '../../shared/numbers.ts'
import type { Period } from '../budgets/period.ts'
import type { Instrument, Rating } from './needs.ts'
import type { Missing } from './readiness.ts'
import type { UnpaidSupport } from './unpaid-support.ts'

/** Needs of unpaid support that the instrument does not know. */
export function unknownNeeds(instrument: Instrument, unpaid: readonly UnpaidSupport[] = []): Missing[] {
  return unpaid.flatMap(({ needs }, index) =>
    needs.flatMap((need, position) =>
      instrument.domains.some((domain) => domain.key === need)
        ? []
        : [
            {
              pointer: `/unpaidSupport/${index}/needs/${position}`,
              code: 'domain-unknown',
              detail: 'is not a domain of the instrument',
            },
          ],
    ),
  )
}

/** Where a plan leans on support that nobody is paid for and that can end before it: shown, so that somebody asks what comes then. */
export function unpaidToSee(
  { domains }: Pick<Instrument, 'domains'>,
  unpaid: readonly UnpaidSupport[],
  period: Period,
): Missing[] {
  const titles = (needs: readonly string[]) =>
    needs.map((need) => domains.find(({ key }) => key === need)?.title ?? need).join(', ') || 'what they do'
  return unpaid.flatMap(({ by, minutesPerWeek, needs, until }, index) => {
    if (until !== null && until >= period.until) return []
    const ends = until === null ? 'cannot say how long' : `can do so until ${dateInWords(until)}`
    return [
      {
        pointer: `/assessed/unpaidSupport/${index}`,
        code: until === null ? 'unpaid-support-open' : 'unpaid-support-ends',
        detail: `${by} gives ${inHours(minutesPerWeek)} a week unpaid (${titles(needs)}) and ${ends}. The plan is for until ${dateInWords(period.until)}`,
      },
    ]
  })
}

interface Served {
  readonly key: string
  readonly needs?: readonly string[]
}

/** A need that was assessed, and the lines of the plan that are for it. */
export interface AssessedNeed
  extends Pick<Rating, 'typicalDay' | 'worstDay' | 'priority' | 'hiddenFromOthers' | 'words'> {
  readonly need: string
  readonly title: string
  readonly lines: readonly string[]
}

/** The needs that were assessed, in the order of the instrument, each with the lines that are for it. What is no difficulty on any day is none. */
export function assessedNeeds(
  { domains }: Pick<Instrument, 'domains'>,
  ratings: Readonly<Record<string, Rating>>,
  lines: readonly Served[],
): AssessedNeed[] {
  return domains.flatMap(({ key, title }) => {
    const rating = ratings[key]
    if (!rating || rating.worstDay === 0) return []
    const { typicalDay, worstDay, priority, hiddenFromOthers, words } = rating
    const served = lines.filter(({ needs = [] }) => needs.includes(key)).map((line) => line.key)
    return [{ need: key, title, typicalDay, worstDay, priority, hiddenFromOthers, words, lines: served }]
  })
}

/** Needs that others do not see count as much as those that they do (S2): whoever signs and decides is told of each that no line is for. */
export function hiddenToSee(needs: readonly AssessedNeed[]): Missing[] {
  return needs
    .filter(({ hiddenFromOthers, lines }) => hiddenFromOthers && lines.length === 0)
    .map(({ need, title, worstDay }) => ({
      pointer: `/assessed/needs/${need}`,
      code: 'need-hidden',
      detail: `Others do not see the need “${title}”, which is ${worstDay} of 4 on a worst day. No line of the plan is for it`,
    }))
}
