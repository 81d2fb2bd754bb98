import { dateInWords, type LocalDate, londonDate } from '../../shared/dates.ts'
import { type Refusal, refuse } from '../../shared/outcome.ts'
import { oneOf } from '../../shared/schema.ts'
import { workingDaysAfter } from '../../shared/working-days.ts'
import type { TierRules } from './sign-off-rules.ts'

/** How a meeting is held. */
export const meetingWays = ['in-person', 'by-phone', 'online'] as const
export type MeetingWay = (typeof meetingWays)[number]

/** How the person wants to be heard by those who meet about their plan, and how they were (S2: decisions are made “when they are out of the room”; P19). */
export const hearingWays = ['in-person', 'in-writing', 'through-somebody', 'not-at-all'] as const
export type HearingWay = (typeof hearingWays)[number]
export const HearingWay = oneOf(hearingWays, {
  $id: 'HearingWay',
  description:
    'How the person is heard: they are there, they write, somebody speaks for them, or they do not want to be.',
})

/** How a person was heard before a decision, as it is kept with it; `way` is null where they did not say how they wanted to be. */
export interface Heard {
  readonly meetingId: string
  readonly on: LocalDate
  readonly way: HearingWay | null
  /** Who spoke for them. */
  readonly through: string | null
}

/** A meeting, as far as a decision waits for it. */
export interface Hearing {
  /** In milliseconds since 1970. */
  readonly startsAt: number
  /** When the person was told of the day as it is now; null: nobody has told them. */
  readonly toldOn: LocalDate | null
  readonly lessNotice: boolean
  readonly wish: HearingWay | null
  readonly heard: HearingWay | null
}

/** The day of a meeting. */
export const dayOf = ({ startsAt }: Pick<Hearing, 'startsAt'>): LocalDate => londonDate(new Date(startsAt))

/** Where a scheme says nothing: a week, as for what is sent out before a meeting of a council. Set by the service: no source says it. */
const usualNotice = 5

export const noticeAt = ({ noticeWorkingDays }: Pick<TierRules, 'noticeWorkingDays'>): number =>
  noticeWorkingDays ?? usualNotice

/** The first day of a meeting of which the person is told in time; null while nobody has told them. */
export const inTimeFrom = ({ toldOn }: Pick<Hearing, 'toldOn'>, noticeWorkingDays: number): LocalDate | null =>
  toldOn && workingDaysAfter(toldOn, noticeWorkingDays)

/** Whether the person was told of a meeting in time, or says that less is fine. */
export function isToldInTime(
  hearing: Pick<Hearing, 'toldOn' | 'startsAt' | 'lessNotice'>,
  noticeWorkingDays: number,
): boolean {
  const from = inTimeFrom(hearing, noticeWorkingDays)
  return from !== null && (hearing.lessNotice || from <= dayOf(hearing))
}

/** How the person was heard, once that is known: what was recorded, or else what they wished, unless they wanted to be there or somebody for them. */
export function heardAs({ wish, heard }: Pick<Hearing, 'wish' | 'heard'>): HearingWay | null | undefined {
  if (heard !== null) return heard
  return wish === 'in-person' || wish === 'through-somebody' ? undefined : wish
}

/** The meeting at which may be voted and decided: the person was told of it in time, it has begun, and it is known how they were heard. */
export function mayMeet<M extends Hearing>(
  meeting: M | undefined,
  noticeWorkingDays: number,
  now: Date,
): M | Refusal<'person-unheard'> {
  if (!meeting) return unheard('Set a meeting and tell the person of it first')
  if (meeting.toldOn === null) return unheard('Nobody has told the person of the meeting')
  if (!isToldInTime(meeting, noticeWorkingDays))
    return unheard(
      `The person was told on ${dateInWords(meeting.toldOn)}: ${noticeWorkingDays} working days before are needed, unless they say that less is fine`,
    )
  if (now.getTime() < meeting.startsAt) return unheard(`The meeting is on ${dateInWords(dayOf(meeting))}`)
  return heardAs(meeting) === undefined ? unheard('Record how the person was heard') : meeting
}

const unheard = (why: string) => refuse('person-unheard', why)
