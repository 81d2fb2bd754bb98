import type { LineOutlook, OutlookQuestion } from '../rules/spending/outlook.ts'
import { dateInWords, type LocalDate } from '../shared/dates.ts'
import { inPounds, type Pence } from '../shared/money.ts'

type Asked = Pick<LineOutlook, 'usedUpOn' | 'usedUpBy' | 'meantUntil' | 'expectedPence'> & {
  readonly spentPence: Pence
  readonly lastBoughtOn: LocalDate | null
}

const sentences: Readonly<Record<OutlookQuestion, (line: Asked) => string>> = {
  'used-up-early': ({ usedUpOn, usedUpBy, meantUntil }) =>
    `${usedUpBy === 'schedule' ? 'If it is bought as your plan says' : 'If you go on as in the last weeks'}, nothing is left on ${dateInWords(usedUpOn ?? meantUntil)}; it is meant to last until ${dateInWords(meantUntil)}. Is it enough?`,
  'under-spent': ({ spentPence, expectedPence }) =>
    `${inPounds(spentPence)} of it is spent; by now the plan meant ${inPounds(expectedPence ?? 0)}. Is the support there when you need it? Nobody takes the rest away for this.`,
  quiet: ({ lastBoughtOn }) =>
    `${lastBoughtOn === null ? 'Nothing was bought for this yet' : `Nothing was bought for this since ${dateInWords(lastBoughtOn)}`}. Is something in the way?`,
}

/** What somebody should ask about a line, in a sentence to the person. */
export const outlookSentence = (question: OutlookQuestion, line: Asked): string => sentences[question](line)

type Paced = Pick<LineOutlook, 'perMonthPence' | 'usedUpOn' | 'usedUpBy'> & { readonly leftPence: Pence }

/** How fast a line is spent and how long what is left lasts, to the person. */
export function paceSentence({ perMonthPence, usedUpOn, usedUpBy, leftPence }: Paced): string {
  if (leftPence === 0) return 'Nothing is left for this.'
  const left = `${inPounds(leftPence)} is left for this`
  if (usedUpBy === 'schedule' && usedUpOn !== null)
    return `${left}. If it is bought as your plan says, it lasts until ${dateInWords(usedUpOn)}.`
  return usedUpOn === null
    ? `${left}. Nothing was bought for it in the last weeks.`
    : `${left}. In the last weeks it took about ${inPounds(perMonthPence)} a month. If that goes on, it lasts until ${dateInWords(usedUpOn)}.`
}

/** The same of all lines together. */
export const burnSentence = (perMonthPence: Pence, leftPence: Pence): string =>
  `You have ${inPounds(leftPence)} left. In the last weeks you spent about ${inPounds(perMonthPence)} a month.`
