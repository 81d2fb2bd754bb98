import type { LocalDate } from '../../shared/dates.ts'
import type { FoundReason } from '../payments/holds.ts'
import { isPaused, type LinePause } from '../planning/line-pauses.ts'
import { paysStopped } from '../planning/provider-stops.ts'

/** What stops the spending of a line, whoever spends, in the order in which it is said: last what says the least of why. */
export const spendingStops = [
  'death-reported',
  'signature-disputed',
  'identity-to-confirm',
  'line-paused',
  'provider-stopped',
  'agreement-missing',
  'under-check',
] as const satisfies readonly FoundReason[]
export type SpendingStop = (typeof spendingStops)[number]

/** What is done with the money of a line: bought from it, paid out, paid for what was bought before, or given to another line. */
export const usesOfMoney = ['purchase', 'payment', 'owed', 'move'] as const
export type UseOfMoney = (typeof usesOfMoney)[number]

const everything = { purchase: true, payment: true, owed: true, move: true }

/** Which use each stop stops. A new stop has to say it for every use, and a new use for every stop: what is let through has its reason here. */
export const stopsUse: Readonly<Record<SpendingStop, Readonly<Record<UseOfMoney, boolean>>>> = {
  'death-reported': everything,
  'signature-disputed': everything,
  'identity-to-confirm': everything,
  // What was bought already waits for nobody who pays for what comes; and what a line does not need now can be of use on another.
  'line-paused': { ...everything, owed: false, move: false },
  // Nor for a provider that stopped since; and the money for it goes to who gives the support instead.
  'provider-stopped': { ...everything, owed: false, move: false },
  // What a line does not spend yet can be of use on another.
  'agreement-missing': { ...everything, move: false },
  'under-check': everything,
}

/** What is known of a line that something may stop. What stops no such use may be left out. */
export interface KnownStops {
  readonly diedOn: LocalDate | null
  readonly disputed: boolean
  readonly unconfirmed: boolean
  readonly pauses: readonly (LinePause & { readonly line: string })[]
  readonly providers: readonly { readonly organisationId: string; readonly stoppedOn: LocalDate }[]
  /** Whether this use waits for both to sign how the money of the line is held: `waitsForAgreement`. */
  readonly unsigned: boolean
  readonly frozen: boolean
}

/** What is to be done with the money of a line: on which day, and for which last day; a move is for every day to come. */
interface WantedUse {
  readonly use: UseOfMoney
  readonly on: LocalDate
  readonly until: LocalDate | null
}

type Line = { readonly key: string; readonly holderId: string | null }

/** What stops a use of the money of a line, the first that is said; undefined where nothing does. */
export function whatStops(line: Line, known: KnownStops, { use, on, until }: WantedUse): SpendingStop | undefined {
  const stands: Readonly<Record<SpendingStop, boolean>> = {
    // What was for days while they lived is paid.
    'death-reported': known.diedOn !== null && (until === null || until > known.diedOn),
    'signature-disputed': known.disputed,
    'identity-to-confirm': known.unconfirmed,
    'line-paused': known.pauses.some((pause) => pause.line === line.key && isPaused(pause, on)),
    'provider-stopped': paysStopped(line, on, known.providers),
    'agreement-missing': known.unsigned,
    'under-check': known.frozen,
  }
  return spendingStops.find((stop) => stands[stop] && stopsUse[stop][use])
}
