import type { LineOutlook, OutlookQuestion } from '../rules/spending/outlook.ts'
import { dateInWords, type LocalDate } from '../shared/dates.ts'
import { inPounds, type Pence } from '../shared/money.ts'

type Asked = Pick<LineOutlook, 'usedUpOn' | 'meantUntil' | 'expectedPence'> & {
  readonly spentPence: Pence
  readonly lastBoughtOn: LocalDate | null
}

const sentences: Readonly<Record<OutlookQuestion, (line: Asked) => string>> = {
  'used-up-early': ({ usedUpOn, meantUntil }) =>
    `If you go on as in the last weeks, nothing is left on ${dateInWords(usedUpOn ?? meantUntil)}; it is meant to last until ${dateInWords(meantUntil)}. Is it enough?`,
  'under-spent': ({ spentPence, expectedPence }) =>
    `${inPounds(spentPence)} of it is spent; by now the plan meant ${inPounds(expectedPence ?? 0)}. Is the support there when you need it? Nobody takes the rest away for this.`,
  quiet: ({ lastBoughtOn }) =>
    `${lastBoughtOn === null ? 'Nothing was bought for this yet' : `Nothing was bought for this since ${dateInWords(lastBoughtOn)}`}. Is something in the way?`,
}

/** What somebody should ask about a line, in a sentence to the person. */
export const outlookSentence = (question: OutlookQuestion, line: Asked): string => sentences[question](line)
