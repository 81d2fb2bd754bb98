import { daysBetween, isCalendarDate, type LocalDate } from '../../shared/dates.ts'
import { mostPence, type Pence } from '../../shared/money.ts'
import { lettersOfReference } from '../payments/reference.ts'
import { foldName } from '../people/folded-names.ts'

/** How a feed writes its days. */
export const feedDates = ['yyyy-mm-dd', 'dd/mm/yyyy', 'dd-mm-yyyy', 'dd.mm.yyyy'] as const
export type FeedDate = (typeof feedDates)[number]

/** No card was charged before or after: days are counted from each to both sides, and none leaves the calendar of the database. */
const [earliest, latest]: readonly [LocalDate, LocalDate] = ['1900-01-01', '2199-12-31']

/** A day as a feed writes it, from 1900 to 2199; undefined where it is none. */
export function feedDay(text: string, as: FeedDate): LocalDate | undefined {
  const parts = text.trim().split(/[-/.]/)
  const [year, month, day] = as === 'yyyy-mm-dd' ? parts : parts.reverse()
  const date = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`
  return isCalendarDate(date) && date >= earliest && date <= latest ? date : undefined
}

const written = /^([-+]?)£?(\d{1,3}(?:,\d{3})*|\d{1,9})(?:\.(\d{2}))?$/

/** An amount as a feed writes it, in pence: `£1,234.50`, `-12.00`, `12`; undefined where it is none, or more than any amount is. */
export function feedPence(text: string): Pence | undefined {
  const [, sign, pounds, pence = '0'] = written.exec(text.trim().replace(/^£([-+])/, '$1£')) ?? []
  if (pounds === undefined) return undefined
  const amount = Number(pounds.replaceAll(',', '')) * 100 + Number(pence)
  if (amount > mostPence) return undefined
  return sign === '-' && amount > 0 ? -amount : amount
}

/** What a feed says was paid; below nothing where it came back. */
export interface FeedLine {
  readonly paidOn: LocalDate
  readonly amountPence: Pence
  readonly merchant: string
}

/**
 * What two writings of one line have in common: the day, the amount, the letters of who was paid, and those of the reference, where it has one. An issuer may
 * write a name in capitals in one feed and small in the next.
 */
export const writtenAs = ({ paidOn, amountPence, merchant, reference }: FeedLine & { readonly reference: string }) =>
  JSON.stringify([paidOn, amountPence, lettersOfReference(merchant), lettersOfReference(reference)])

/** A purchase that no line of a feed stands for yet. */
export interface Candidate {
  readonly id: string
  readonly boughtOn: LocalDate
  readonly amountPence: Pence
  readonly reversedPence: Pence
  readonly payee: string
}

/** A card is charged some days after, at a weekend above all. Set by the service: no source says it. */
const mostDaysApart = 3
/** So long before it comes back something can have been bought. */
export const mostDaysToRefund = 365
/** A name of fewer letters is in many. */
const fewestLetters = 4

/** Whether who was paid can be one: the letters of one name are in the other, since an issuer adds towns and numbers (decision 0051 says which letters are alike). */
export function isAlike(payee: string, merchant: string): boolean {
  const [one, other] = [foldName(payee), foldName(merchant)]
  const shorter = Math.min(one.length, other.length)
  return one === other || (shorter >= fewestLetters && (one.includes(other) || other.includes(one)))
}

/** Whether a line can be of a purchase: to a payee that is alike, some days apart at most; or back from them, after it. */
export function canBeOf(line: FeedLine, { boughtOn, payee }: Pick<Candidate, 'boughtOn' | 'payee'>): boolean {
  const days = daysBetween(boughtOn, line.paidOn)
  const inTime = line.amountPence < 0 ? days >= 0 && days <= mostDaysToRefund : Math.abs(days) <= mostDaysApart
  return inTime && isAlike(payee, line.merchant)
}

/**
 * The purchase for each line that was paid: of the same amount, some days apart at most, to a payee that is alike; the nearest in days first. No line and no
 * purchase is in two pairs.
 */
export function matched(
  lines: readonly (FeedLine & { readonly id: string })[],
  candidates: readonly Candidate[],
): { readonly lineId: string; readonly purchaseId: string }[] {
  const pairs = lines.flatMap((line) =>
    candidates.flatMap((candidate) => {
      const days = Math.abs(daysBetween(candidate.boughtOn, line.paidOn))
      const fits = candidate.amountPence === line.amountPence && canBeOf(line, candidate)
      return fits ? [{ lineId: line.id, purchaseId: candidate.id, days }] : []
    }),
  )
  const taken = new Set<string>()
  return pairs
    .sort((a, b) => a.days - b.days || order(a.purchaseId, b.purchaseId) || order(a.lineId, b.lineId))
    .filter(({ lineId, purchaseId }) => {
      if (taken.has(lineId) || taken.has(purchaseId)) return false
      taken.add(lineId).add(purchaseId)
      return true
    })
    .map(({ lineId, purchaseId }) => ({ lineId, purchaseId }))
}

const order = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)

/** The one purchase that can have been paid back: of a payee that is alike, before, with as much of it standing. Where several can be, somebody says which. */
export function refunded<Of extends Candidate>(line: FeedLine, candidates: readonly Of[]): Of | undefined {
  const fits = candidates.filter(
    (one) => one.amountPence - one.reversedPence >= -line.amountPence && canBeOf(line, one),
  )
  return fits.length === 1 ? fits[0] : undefined
}
