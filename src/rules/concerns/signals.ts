import { daysAfter, type LocalDate } from '../../shared/dates.ts'
import type { Pence } from '../../shared/money.ts'
import { isNearly } from '../people/alike-names.ts'
import { foldName } from '../people/folded-names.ts'
import { isCash } from '../spending/cash.ts'
import type { PurchaseMark } from '../spending/evidence.ts'
import type { ConcernLevel, SignalReason } from './concerns.ts'

/*
 * What in the spending of a case somebody should look at. A signal is no finding: it says where to look. It is worked out from what was recorded, and
 * gives the same for the same.
 */

/** From where on something is a signal. No law sets these: they are as few places to look at as a commissioner of some thousand budgets can follow. */
export const signalThresholds = {
  /** So many purchases of a line say what is usual for it; so many times their middle one is not, from a sum on that is worth a look. */
  unusual: { fewestBefore: 5, timesMiddle: 4, leastPence: 5_000 },
  /** So often cash within so many days. */
  cash: { times: 3, withinDays: 7 },
  /** So many purchases of one line within so many days. */
  burst: { times: 6, withinDays: 2 },
  /** A sum to somebody first paid so few days ago, where so many purchases were of others before. */
  newPayee: { withinDays: 30, leastPence: 20_000, fewestBefore: 3 },
  /** A payment of such a sum that is due so few days after the account that it goes into was changed: the time in which a fraud with changed details pays. */
  changedAccount: { withinDays: 30, leastPence: 20_000 },
  /** An account is looked at for so long after something was done with it: it was given, its owner was asked, or somebody decided on it. */
  givenAccount: { withinDays: 60 },
  /** What is claimed back is looked at for so long: a decision on it takes less. */
  sharedReceipt: { withinDays: 60 },
  /**
   * What an issuer of a card says is looked at for so long since it was sent; what has no purchase so long after that is worth a look, once, and again after so long while there is more.
   */
  feeds: { withinDays: 60, unmatchedDays: 15, againAfterDays: 30 },
  /** So many sums to one payee, one after the other, in whole tens of pounds. */
  round: { times: 4, unitPence: 1_000, leastPence: 2_000 },
} as const

/** How grave each is by itself. */
export const signalLevels: Readonly<Record<SignalReason, ConcernLevel>> = {
  'same-document': 'high',
  'same-purchase': 'low',
  'receipt-out-of-time': 'low',
  'unusual-sum': 'medium',
  'cash-burst': 'high',
  burst: 'medium',
  'new-payee-large-sum': 'medium',
  'round-sums': 'medium',
  'staff-paid-themselves': 'high',
  'shared-bank-details': 'high',
  'bank-name-differs': 'medium',
  'bank-details-denied': 'high',
  'undeclared-tie': 'medium',
  'document-in-two-cases': 'high',
  'account-changed-large-sum': 'high',
  'feed-line-differs': 'medium',
  'reversed-without-receipt': 'low',
  'cash-withdrawn': 'medium',
  'card-line-unmatched': 'low',
  'name-like-stopped': 'medium',
}

/** A purchase that stands, as far as the signals look at it. */
export interface BoughtThing {
  readonly planLineId: string
  readonly amountPence: Pence
  readonly payee: string
  readonly bought: string
  readonly boughtOn: LocalDate
}
/** The purchase that is looked at, with its marks and who recorded it. */
export interface LookedAt extends BoughtThing {
  /** Whether all of it was taken back. */
  readonly reversed: boolean
  /** Its line in each plan of the case: a changed plan has the same line by another identifier. */
  readonly lineIds: readonly string[]
  readonly marks: readonly PurchaseMark[]
  /** The place on the team of who recorded it, where they have one and it is not the person's, and what they and their organisation are called. */
  readonly buyer: { readonly memberId: string; readonly names: readonly string[] } | null
  /** Of the payee of the register, where it is one: whether somebody else is paid into its account, and whether the account has another name. */
  readonly account: { readonly shared: boolean; readonly nameDiffers: boolean }
  readonly undeclared: Undeclared | null
  /** Whether a paper of the payee of the register was seen for another payee too, where one of the two is a human. */
  readonly paperShared: boolean
  /** What those are called who are paid no more, where who was paid is only typed: they were ended, a paper of theirs has lapsed, or they are frozen. */
  readonly stopped: readonly string[]
  /** The purchase of another case whose receipt is this very document. */
  readonly elsewhere: { readonly purchaseId: string; readonly caseId: string; readonly payee: string } | null
}
/** Who is paid, where they are registered as somebody who works for people, and no tie was declared or decided on. */
export interface Undeclared {
  readonly name: string
  readonly contact: string | null
  /** The family names of the person and of who acts for them. */
  readonly families: readonly string[]
  /** Those whom the person names for a crisis: who they are, and by what they are reached. */
  readonly close: readonly { readonly name: string; readonly contact: string }[]
}
export interface Signal {
  readonly reason: SignalReason
  readonly level: ConcernLevel
  readonly about: 'payee' | 'line' | 'member'
}

const reasonOfMark: Partial<Readonly<Record<PurchaseMark, SignalReason>>> = {
  'same-document': 'same-document',
  'same-purchase': 'same-purchase',
  'issued-before-plan': 'receipt-out-of-time',
  'issued-far-off': 'receipt-out-of-time',
  'feed-line-differs': 'feed-line-differs',
  'reversed-without-receipt': 'reversed-without-receipt',
}
/** What is looked at also where the purchase was taken back: by what it was. */
export const marksOfReversal: readonly PurchaseMark[] = ['feed-line-differs', 'reversed-without-receipt']

const boughtCash = ({ payee, bought }: BoughtThing) => isCash(payee, bought)
const daysOf = (things: readonly BoughtThing[]) => things.map(({ boughtOn }) => boughtOn)

type Found = readonly [SignalReason, Signal['about'], boolean]
const ofMarks = (marks: readonly PurchaseMark[]): Found[] =>
  [...new Set(marks.map((mark) => reasonOfMark[mark]))].flatMap((reason): Found[] =>
    reason === undefined ? [] : [[reason, 'payee', true]],
  )
const toSignals = (found: readonly Found[]): Signal[] =>
  found.filter(([, , is]) => is).map(([reason, about]) => ({ reason, level: signalLevels[reason], about }))

/**
 * The signals of one purchase, beside those of the case that were recorded before it, the oldest first. `near`: of these all that were bought in the days around it, since whoever records
 * chooses the order.
 */
export function signalsOf(one: LookedAt, before: readonly BoughtThing[], near: readonly BoughtThing[]): Signal[] {
  if (one.reversed) return toSignals(ofMarks(one.marks.filter((mark) => marksOfReversal.includes(mark))))
  const isOfLine = ({ planLineId }: BoughtThing) => one.lineIds.includes(planLineId)
  const ofLine = before.filter(isOfLine)
  const nearOfLine = near.filter(isOfLine)
  const payee = foldName(one.payee)
  const toPayee = before.filter((other) => foldName(other.payee) === payee)
  const found: Found[] = [
    ...ofMarks(one.paperShared ? [...one.marks, 'same-document'] : one.marks),
    ['name-like-stopped', 'payee', one.stopped.some((name) => isNearly(name, one.payee))],
    ['document-in-two-cases', 'payee', one.elsewhere !== null],
    ['unusual-sum', 'payee', isUnusual(one, ofLine)],
    [
      'cash-burst',
      'line',
      boughtCash(one) && isBurst(one.boughtOn, daysOf(nearOfLine.filter(boughtCash)), signalThresholds.cash),
    ],
    ['burst', 'line', isBurst(one.boughtOn, daysOf(nearOfLine), signalThresholds.burst)],
    ['new-payee-large-sum', 'payee', isLargeToNew(one, before, toPayee)],
    ['round-sums', 'payee', areRound([...toPayee, one])],
    ['shared-bank-details', 'payee', one.account.shared],
    ['bank-name-differs', 'payee', one.account.nameDiffers],
    ['staff-paid-themselves', 'member', one.buyer?.names.some((name) => foldName(name) === payee) ?? false],
    ['undeclared-tie', 'payee', one.undeclared !== null && seemsTied(one.undeclared)],
  ]
  return toSignals(found)
}

function isUnusual({ amountPence }: BoughtThing, before: readonly BoughtThing[]): boolean {
  const { fewestBefore, timesMiddle, leastPence } = signalThresholds.unusual
  if (before.length < fewestBefore || amountPence < leastPence) return false
  const sums = before.map((other) => other.amountPence).sort((a, b) => a - b)
  return amountPence >= timesMiddle * (sums[Math.floor(sums.length / 2)] ?? 0)
}

/** So far on each side of a day what is bought can be in a burst with what was bought on it. */
export const burstReachDays = Math.max(signalThresholds.cash.withinDays, signalThresholds.burst.withinDays) - 1

/** Whether any so many days with this one among them have so many, it and those of the others. */
function isBurst(
  day: LocalDate,
  others: readonly LocalDate[],
  { times, withinDays }: { readonly times: number; readonly withinDays: number },
): boolean {
  const firsts = Array.from({ length: withinDays }, (_, back) => daysAfter(day, -back))
  return firsts.some((first) => {
    const last = daysAfter(first, withinDays - 1)
    return others.filter((other) => other >= first && other <= last).length + 1 >= times
  })
}

/** Cash that a card paid out and no purchase stands for, and on which days around it it paid out more before. */
export interface PaidCash {
  readonly paidOn: LocalDate
  readonly cashOn: readonly LocalDate[]
}
/** Why cash of a feed is looked at. */
export const signalsOfCash = ({ paidOn, cashOn }: PaidCash): SignalReason[] => [
  'cash-withdrawn',
  ...(isBurst(paidOn, cashOn, signalThresholds.cash) ? (['cash-burst'] as const) : []),
]

function isLargeToNew(
  { amountPence, boughtOn }: BoughtThing,
  before: readonly BoughtThing[],
  toPayee: readonly BoughtThing[],
): boolean {
  const { withinDays, leastPence, fewestBefore } = signalThresholds.newPayee
  const from = daysAfter(boughtOn, 1 - withinDays)
  const isNew = toPayee.every((other) => other.boughtOn >= from)
  return amountPence >= leastPence && isNew && before.length - toPayee.length >= fewestBefore
}

function areRound(toPayee: readonly BoughtThing[]): boolean {
  const { times, unitPence, leastPence } = signalThresholds.round
  const last = toPayee.slice(-times)
  return (
    last.length === times && last.every(({ amountPence }) => amountPence >= leastPence && amountPence % unitPence === 0)
  )
}

/** So short a family name, or a number of so few digits, is alike by chance. */
const [fewestLetters, fewestDigits] = [3, 8]
const reached = (contact: string | null): string => {
  const digits = (contact ?? '').replace(/\D/g, '')
  return digits.length >= fewestDigits ? digits.slice(-fewestDigits) : foldName(contact ?? '')
}

/** Whether who is paid has the family name of the person or of who acts for them, or is somebody close to them by name or by how they are reached. */
export function seemsTied({ name, contact, families, close }: Undeclared): boolean {
  const words = name.trim().split(/\s+/)
  // A family name can be of several words.
  const ends = words.map((_, at) => foldName(words.slice(at).join('')))
  const at = reached(contact)
  return (
    families.some((family) => family.length >= fewestLetters && ends.includes(foldName(family))) ||
    close.some((one) => foldName(one.name) === foldName(name) || (at !== '' && reached(one.contact) === at))
  )
}
