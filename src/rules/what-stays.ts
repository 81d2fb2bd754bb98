import { dateInWords, type LocalDate } from '../shared/dates.ts'
import { type CurrentService, inHours, type Recorder, shortfallMinutes, stopsBeforeReplacement } from './continuity.ts'
import type { Moment } from './progress.ts'

/** Something that the person goes on having, in plain words. */
export interface Stay {
  readonly title: string
  readonly sentence: string
}

/** What nobody can take away by a budget, or by the lack of one (P3): it is not in the register, since it is everybody's. */
export const alwaysStays: readonly Stay[] = [
  {
    title: 'The NHS mental health crisis line',
    sentence: 'Call 111 and choose the mental health option (option 2). It is free, day and night.',
  },
  { title: '999 and accident and emergency (A&E)', sentence: 'Free to everybody in an emergency.' },
  { title: 'Your GP practice', sentence: 'Free, whatever is decided about a budget.' },
]

export const sayingNo = 'Saying no to a budget, or being told no, takes none of this away.'

/** The moments of a case at which no plan goes ahead: what was to be replaced by one is not. */
const calledOffAt: ReadonlySet<Moment> = new Set(['expression-declined', 'plan-refused', 'case-withdrawn'])
export const isCalledOff = (moment: Moment): boolean => calledOffAt.has(moment)

/** A service in the register, as what is told of it needs it. */
export interface ToldService extends CurrentService {
  readonly title: string
  readonly provider: string
  readonly personAgreement: { readonly on: LocalDate; readonly recordedAs: Recorder } | null
}

/** Whether the person has the service on a day, or any day after it. */
export function stays(service: ToldService, today: LocalDate, calledOff: boolean): boolean {
  const { fate, endsOn } = service
  if (endsOn === null || endsOn >= today) return true
  return (
    fate === 'kept' || fate === 'at-risk' || (fate === 'replaced' && (calledOff || !stopsBeforeReplacement(service)))
  )
}

/** What becomes of one service, in plain words: what stays is said, and so is what the person will have less of. */
export function stayOf(service: ToldService, calledOff: boolean): Stay {
  return { title: titleOf(service), sentence: sentenceOf(service, calledOff) }
}

function titleOf({ title, relationshipWith, provider }: ToldService): string {
  return [title, ...(relationshipWith === null ? [] : [`with ${relationshipWith}`]), `from ${provider}`].join(', ')
}

function sentenceOf(service: ToldService, calledOff: boolean): string {
  const { kind, fate, endsOn, replacementStartsOn, personAgreement } = service
  const by = personAgreement?.recordedAs === 'representative' ? 'as was agreed for you on' : 'as you agreed on'
  const agreed = personAgreement === null ? '' : `, ${by} ${dateInWords(personAgreement.on)}`
  if (kind === 'nhs-crisis') return 'It stays. A budget never replaces it, and nothing is taken off for it.'
  switch (fate) {
    case 'kept':
      return 'It stays as it is.'
    case 'at-risk': {
      const until = endsOn === null ? '' : ` It may end on ${dateInWords(endsOn)}.`
      return `It stays for now. What happens to it is to be decided with you.${until}`
    }
    case 'replaced': {
      if (calledOff) return 'A plan was to replace it. That plan does not go ahead, so it stays as it is.'
      const from = replacementStartsOn === null ? '' : `, on ${dateInWords(replacementStartsOn)}`
      const until =
        endsOn !== null && stopsBeforeReplacement(service)
          ? `It stops on ${dateInWords(endsOn)}, before what replaces it starts${agreed}.`
          : `It goes on until what replaces it has started${from}.`
      return `${until}${shortfallSentence(service)}`
    }
    case 'ending':
      return `It goes on until ${endsOn === null ? 'a day to be settled' : dateInWords(endsOn)}${agreed}.${shortfallSentence(service)}`
  }
}

function shortfallSentence(service: ToldService): string {
  const minutes = shortfallMinutes(service)
  if (minutes === null) return ' Nobody has written down how many hours that is.'
  return minutes === 0 ? '' : ` After that you have ${inHours(minutes)} a week less.`
}
