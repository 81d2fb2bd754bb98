import { daysAfter, instantsInLondon, type LocalDate, londonDate, londonTime, weekday } from '../../shared/dates.ts'
import {
  type ChannelChoice,
  type Digest,
  daysTried,
  isUrgent,
  type NotificationChannel,
  type NotificationFault,
  type NotificationKind,
  notificationChannels,
} from './kinds.ts'

/** What somebody wants, and how often. What they said nothing of comes by whichever way there is. */
export interface Wanted {
  readonly channels: Readonly<Partial<Record<NotificationKind, ChannelChoice>>>
  readonly digest: Digest
  /** The hour in London. */
  readonly digestHour: number
  /** The day of a weekly digest: Monday is 1. */
  readonly digestDay: number
}

/** As long as nobody said anything. */
export const wantedUnlessSaid: Wanted = { channels: {}, digest: 'at-once', digestHour: 9, digestDay: 1 }

/** How a person can be reached safely. */
export interface Safely {
  readonly mayEmail: boolean
  readonly mayText: boolean
  /** Hours in London; over midnight where the end is before the beginning. Null: at any time. */
  readonly hours: { readonly from: string; readonly to: string } | null
  readonly paused: boolean
  /** The last day of the pause; null: until somebody says otherwise. */
  readonly pausedUntil: LocalDate | null
}

export interface Addresses {
  readonly email: string | null
  readonly phone: string | null
}

/** What is known of whom something is to be told to. */
export interface Recipient {
  readonly wanted: Wanted
  /** Null where nothing was said, and for whoever is not the person. */
  readonly safely: Safely | null
  readonly addresses: Addresses
}

/** What is to become of something that is to be told. */
export type Telling =
  | { readonly send: NotificationChannel; readonly to: string }
  | { readonly waitUntil: Date }
  | { readonly fault: NotificationFault }

/** Whether contact is paused on a day. */
export const isPaused = ({ paused, pausedUntil }: Pick<Safely, 'paused' | 'pausedUntil'>, today: LocalDate): boolean =>
  paused && (pausedUntil === null || pausedUntil >= today)

/** Whether the hours of safe contact have this time of the day. The first minute is in them, the last is not. */
export function isWithin({ from, to }: { readonly from: string; readonly to: string }, time: string): boolean {
  return from < to ? time >= from && time < to : time >= from || time < to
}

type Hours = Safely['hours']

/** Each minute of a day. */
const minutes = Array.from({ length: 24 * 60 }, (_, at) => {
  const digits = (value: number) => String(value).padStart(2, '0')
  return `${digits(Math.floor(at / 60))}:${digits(at % 60)}`
})
const isOpenAt = (hours: Hours, time: string) => hours === null || isWithin(hours, time)

/** Whether some time of the day was safe and is not any more. */
export const isNarrower = (before: Hours, after: Hours): boolean =>
  minutes.some((time) => isOpenAt(before, time) && !isOpenAt(after, time))

/** The longest time of the day that was safe and still is; where there is none, the hours that are safe where somebody is told: what is said of one address says nothing of another. */
export function stillSafe(before: Hours, now: Hours, otherwise: Hours = now): Hours {
  if (before === null || now === null) return before ?? now
  const runs = minutes.flatMap((from, at) => {
    const isOpen = (after: number) => {
      const time = minutes[(at + after) % minutes.length] ?? from
      return isWithin(before, time) && isWithin(now, time)
    }
    if (isOpen(-1 + minutes.length) || !isOpen(0)) return []
    const length = minutes.findIndex((_, after) => !isOpen(after))
    return [{ from, to: minutes[(at + length) % minutes.length] ?? from, length }]
  })
  const [longest] = runs.sort((one, other) => other.length - one.length)
  return longest ? { from: longest.from, to: longest.to } : otherwise
}

/** In which somebody can be expected to see a message, and to answer it. */
const waking = { from: '08:00', to: '21:00' }
const fewestMinutes = 60

/** Whether hours leave an hour of the day in which somebody can be expected to see a message. */
export const leavesTime = (hours: Hours): boolean =>
  minutes.filter((time) => isWithin(waking, time) && isOpenAt(hours, time)).length >= fewestMinutes

/** The next instant at which the clock in London shows a time, after another. A time that the clock leaps over is the one that it shows next. */
function nextAt(time: string, after: Date, fits: (day: LocalDate) => boolean = () => true): Date {
  for (let day = londonDate(after); ; day = daysAfter(day, 1)) {
    const instants = fits(day) ? instantsInLondon(day, time) : []
    // Of a time that there is twice the first. Of one that the clock leaps over, not the instant before the leap, which shows an earlier time.
    const next = instants.find((instant) => londonTime(instant) >= time)
    if (next && next > after) return next
  }
}

/** When a digest comes that something is told with. */
export function nextDigest({ digest, digestHour, digestDay }: Wanted, after: Date): Date {
  const time = `${String(digestHour).padStart(2, '0')}:00`
  return digest === 'weekly' ? nextAt(time, after, (day) => weekday(day) === digestDay) : nextAt(time, after)
}

/** Whether something waits for the digest. What ends by itself within days does not: by the digest it would be over, and never told. */
export const isBundled = ({ digest }: Wanted, kind: NotificationKind): boolean =>
  digest !== 'at-once' && !isUrgent(kind) && kind !== 'concern-waiting'

/** When something is first due that comes up at an instant. */
export const dueFirst = (wanted: Wanted, kind: NotificationKind, at: Date): Date =>
  isBundled(wanted, kind) ? nextDigest(wanted, at) : at

/**
 * Whether something is told now, by which way, or why not. Safe contact goes before everything, also before what is urgent: whoever reads over the
 * person's shoulder is no safer for it. What is not safe is not sent another way in its place, unless the person left the way open.
 */
export function howToTell(
  { wanted, safely, addresses }: Recipient,
  kind: NotificationKind,
  sends: readonly NotificationChannel[],
  now: Date,
): Telling {
  const choice = wanted.channels[kind] ?? 'any'
  if (choice === 'none') return { fault: 'not-wanted' }
  if (safely && isPaused(safely, londonDate(now))) return { fault: 'paused' }
  const asked = notificationChannels.filter((channel) => choice === 'any' || choice === channel)
  const safe = asked.filter((channel) => safely === null || (channel === 'email' ? safely.mayEmail : safely.mayText))
  if (safe.length === 0) return { fault: 'not-safe' }
  const addressOf = (channel: NotificationChannel) => (channel === 'email' ? addresses.email : addresses.phone)
  const known = safe.filter((channel) => addressOf(channel) !== null)
  if (known.length === 0) return { fault: 'no-address' }
  const send = known.find((channel) => sends.includes(channel))
  const to = send && addressOf(send)
  if (!send || !to) return { fault: 'nothing-sends' }
  if (safely?.hours && !isWithin(safely.hours, londonTime(now))) return { waitUntil: nextAt(safely.hours.from, now) }
  return { send, to }
}

/** Where somebody was told before, as it was safe there; by each way the hours that were, and still are. */
export interface Earlier extends Pick<Recipient, 'addresses' | 'safely'> {
  readonly hours?: Readonly<Record<NotificationChannel, Hours>>
}

/**
 * Whether somebody is told where they were told before. Where they are told there anyway, there is nothing to tell any more: two messages in one inbox
 * say no more than one.
 */
export function howToTellBefore(
  recipient: Recipient,
  { addresses, safely, hours }: Earlier,
  kind: NotificationKind,
  sends: readonly NotificationChannel[],
  now: Date,
): Telling {
  const wayOf = (of: Recipient) =>
    howToTell({ ...of, safely: of.safely && { ...of.safely, hours: null } }, kind, sends, now)
  const before = { ...recipient, addresses, safely }
  const [way, today] = [wayOf(before), wayOf(recipient)]
  if (!('send' in way)) return way
  if ('send' in today && today.send === way.send && today.to === way.to) return { fault: 'over' }
  return howToTell(
    { ...before, safely: safely && { ...safely, hours: hours ? hours[way.send] : safely.hours } },
    kind,
    sends,
    now,
  )
}

/** The first wait after something failed, and the longest. */
const [firstMinutes, mostMinutes] = [2, 120]

/** When something is tried again that failed so many times; null where its days are over. The times grow, and a receiver that greylists is met in time. */
export function nextTry(attempts: number, failingSince: Date, now: Date): Date | null {
  const over = failingSince.getTime() + daysTried * 86_400_000
  if (now.getTime() >= over) return null
  const minutes = Math.min(firstMinutes * 2 ** Math.min(attempts - 1, 20), mostMinutes)
  return new Date(Math.min(now.getTime() + minutes * 60_000, over))
}
