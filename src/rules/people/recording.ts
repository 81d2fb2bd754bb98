import { type Static, Type } from '@sinclair/typebox'
import type { LocalDate } from '../../shared/dates.ts'
import { type Refusal, refuse } from '../../shared/outcome.ts'
import { date, nullable, oneOf, ref, thing, words } from '../../shared/schema.ts'
import { workingDaysAfter } from '../../shared/working-days.ts'
import { deathWorkingDays } from '../progress/endings.ts'
import type { SchemeRules } from '../scheme/scheme-rules.ts'

/** How somebody said what others record for them. */
export const waysOfSaying = ['in-person', 'by-post', 'by-phone', 'online'] as const
export type WayOfSaying = (typeof waysOfSaying)[number]
export const WayOfSaying = oneOf(waysOfSaying, { $id: 'WayOfSaying', description: 'How something was said.' })

/** Who records for the person what they said: those whom the letters name to tell. Never the broker, who is paid from the plan. */
export const recordersForPerson = ['care-coordinator', 'commissioner-officer'] as const
export type RecorderForPerson = (typeof recordersForPerson)[number]

/** What can be recorded for the person. */
export const saidForKinds = [
  'withdrawal',
  'ending-agreement',
  'signature',
  'appeal',
  'service-agreement',
  'information-answers',
  'keeping',
  'expression',
  'review',
  'removal',
  'death',
  'crisis-contingency',
  'gap-acceptance',
  'hearing',
  'take-over-end',
  'service-less',
  'line-holding',
  'recovery-answer',
  'spending-answer',
  'deployment-agreement',
  'bank-account',
  'line-move',
  'off-plan-request',
  'waiting-claim',
] as const
export type SaidForKind = (typeof saidForKinds)[number]

/** How it is known that the person said what somebody else records. */
export const saidForFields = {
  saidOn: date(),
  how: ref(WayOfSaying),
  present: words(500, 'Who was there when they said it.', 'The person, their sister and I.'),
  evidence: words(1000, 'By what it is known.', 'A note of the call, made while we spoke.'),
}
export const SaidFor = thing(
  'SaidFor',
  'What goes with words of the person that somebody else records: the day they were said, how, who was there, and evidence. The person is told of it as soon as it is safe to reach them, and can say that it was not them.',
  saidForFields,
)
export type SaidFor = Static<typeof SaidFor>

/** How it is known what somebody did in a matter of the person's; where the person said nothing, there is no way in which it was said. */
export type Known = Omit<SaidFor, 'how' | 'present'> & { readonly [Name in 'how' | 'present']: SaidFor[Name] | null }

/** What an operation asks for that those who record for the person do alone, and that has no words of its own. */
export const Recorded = thing(
  'Recorded',
  'How it is known that the person said what is recorded for them. They are told of it as soon as it is safe to reach them.',
  { saidFor: ref(SaidFor) },
)

/** The field of an operation by which the person can speak here, or others for them. */
export const saidForField = Type.Optional(
  nullable(ref(SaidFor), {
    description:
      'Needed where the care coordinator or the commissioner records it for the person; null or left out where they, or who acts for them, say it here.',
    examples: [null],
  }),
)

export const isRecorder = (role: string): role is RecorderForPerson =>
  (recordersForPerson as readonly string[]).includes(role)

type Refused = Refusal<'own-words-missing' | 'said-on-invalid' | 'request-invalid'>

/**
 * Whether what is said may be kept so: recorded for the person, it has their own words, and how it is known; otherwise neither is asked. It was
 * said on a day on which what it is about was there, today at the latest.
 */
export function mayRecord(
  role: string,
  { words, saidFor }: { readonly words: string | null; readonly saidFor: SaidFor | null },
  since: LocalDate,
  today: LocalDate,
): true | Refused {
  if (!isRecorder(role))
    return (
      saidFor === null ||
      refuse('request-invalid', 'Say how it is known only when you record it for the person', '/saidFor')
    )
  if (words === null) return refuse('own-words-missing', 'Record the words in which the person said it', '/words')
  if (saidFor === null)
    return refuse(
      'own-words-missing',
      'Say when and how the person said it, who was there, and the evidence',
      '/saidFor',
    )
  return saidOnFits(saidFor, since, today)
}

/** Whether the day on which the person said something can be true. */
export function saidOnFits(
  { saidOn }: SaidFor,
  since: LocalDate,
  today: LocalDate,
  pointer = '/saidFor/saidOn',
): true | Refusal<'said-on-invalid'> {
  if (saidOn > today) return refuse('said-on-invalid', 'The day cannot be in the future', pointer)
  return saidOn >= since || refuse('said-on-invalid', `The day cannot be before what it is about: ${since}`, pointer)
}

/**
 * Whether a dated agreement of the person can be true, and where it is recorded for them, whether it is known how they gave it: on the day of
 * the agreement.
 */
export function agreementFits(
  { on, words, saidFor }: { readonly on: LocalDate; readonly words: string | null; readonly saidFor: SaidFor | null },
  role: string,
  since: LocalDate,
  today: LocalDate,
): true | Refused {
  const at = '/personAgreement'
  if (on < since) return refuse('said-on-invalid', `The day cannot be before the case was opened: ${since}`, `${at}/on`)
  const may = mayRecord(role, { words, saidFor }, since, today)
  if (may !== true) return refuse(may.code, may.detail, `${at}${may.pointer}`)
  return (
    saidFor === null ||
    saidFor.saidOn === on ||
    refuse('said-on-invalid', 'The person agreed on another day', `${at}/saidFor/saidOn`)
  )
}

/**
 * Until when the person can say that it was not them: as long after it was recorded as the scheme gives them to appeal, since it asks the same of
 * them: to read what came, to talk it over, and to answer. That they died is confirmed or taken back sooner.
 */
export function objectionBy({ appeals }: SchemeRules, kind: SaidForKind, recordedOn: LocalDate): LocalDate {
  return workingDaysAfter(recordedOn, kind === 'death' ? deathWorkingDays : appeals.lodgeWithinWorkingDays)
}

/** How many working days somebody independent has to answer the person. The council's and the NHS's own time for a first look at a complaint. */
export const objectionWorkingDays = 10
