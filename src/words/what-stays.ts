import { shortfallMinutes, stopsBeforeReplacement } from '../rules/planning/continuity.ts'
import { hoursShort } from '../rules/planning/named-support.ts'
import { reachLostMinutes } from '../rules/planning/service-size.ts'
import { type ServicesContext, stays, type ToldService } from '../rules/planning/what-stays.ts'
import { dateInWords, type LocalDate } from '../shared/dates.ts'
import { inPounds, type Pence } from '../shared/money.ts'
import { inHours } from '../shared/numbers.ts'

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

/** What becomes of a budget of the council's own, which no budget here takes anything from. */
export const socialCareStays = ({
  amountPence,
  paysFor,
}: {
  readonly amountPence: Pence
  readonly paysFor: string
}) => ({
  paysFor,
  sentence: `The council gives you ${inPounds(amountPence)} for it, and only the council decides on that. Nothing that is decided here takes any of it away.`,
})

export const sayingNo = 'Saying no to a budget, or being told no, takes none of this away.'

/** What becomes of one service, in plain words: what stays is said, and so is what the person will have less of, and why. */
export interface ServiceStay extends Stay {
  /** Null where nobody gave a reason. */
  readonly because: string | null
}

/** `keptAgain` where this decision puts it back to kept, since what was to replace it does not go ahead. */
export function stayOf(service: ToldService, frozen: boolean, keptAgain: boolean): ServiceStay {
  const sentence = keptAgain
    ? 'A plan was to replace it. That does not go ahead, so it stays as it is.'
    : sentenceOf(service, frozen)
  const lost = reachLostMinutes(service)
  const short = hoursShort(service.minutesWantedPerWeek, service.minutesPerWeek)
  const wanted = short === undefined ? '' : ` ${short}`
  const reach = lost === 0 ? '' : ` You can reach it for ${inHours(lost)} a week less than before.`
  return { title: titleOf(service), sentence: `${sentence}${reach}${wanted}`, because: service.statusReason }
}

function titleOf({ title, relationshipWith, provider }: ToldService): string {
  return [title, ...(relationshipWith === null ? [] : [`with ${relationshipWith}`]), `from ${provider}`].join(', ')
}

function sentenceOf(service: ToldService, frozen: boolean): string {
  const { kind, status, endsOn, replacementStartsOn, personAgreement } = service
  const by = personAgreement?.recordedAs === 'representative' ? 'as was agreed for you on' : 'as you agreed on'
  const agreed = personAgreement === null ? '' : `, ${by} ${dateInWords(personAgreement.on)}`
  const first = frozen ? 'It stays as it is while your appeal is open. ' : ''
  const continues = frozen ? 'It was to continue' : 'It continues'
  if (kind === 'nhs-crisis') return 'It stays. A budget never replaces it, and nothing is taken off for it.'
  switch (status) {
    case 'kept':
      return keptSentence(service, agreed)
    case 'at-risk': {
      const until = endsOn === null ? '' : ` It may end on ${dateInWords(endsOn)}.`
      return `${first || 'It stays for now. '}What happens to it is to be decided with you.${until}`
    }
    case 'replaced': {
      const from = replacementStartsOn === null ? '' : `, on ${dateInWords(replacementStartsOn)}`
      const until =
        endsOn !== null && stopsBeforeReplacement(service)
          ? `${frozen ? 'It was to stop' : 'It stops'} on ${dateInWords(endsOn)}, before what replaces it starts${agreed}.`
          : `${continues} until what replaces it has started${from}.`
      return `${first}${until}${shortfallSentence(service)}`
    }
    case 'ending':
      return `${first}${continues} until ${endsOn === null ? 'a day to be settled' : dateInWords(endsOn)}${agreed}.${shortfallSentence(service)}`
  }
}

function keptSentence(service: ToldService, agreed: string): string {
  const minutes = shortfallMinutes(service)
  if (minutes === null) return `It stays${agreed}. We do not have a record of how many hours you get now.`
  if (minutes === 0 && reachLostMinutes(service) > 0) return `It stays${agreed}.`
  return minutes === 0 ? 'It stays as it is.' : `It stays, with ${inHours(minutes)} a week less than before${agreed}.`
}

function shortfallSentence(service: ToldService): string {
  const minutes = shortfallMinutes(service)
  if (minutes === null) return ' We do not have a record of how many hours that is.'
  return minutes === 0 ? '' : ` After that you have ${inHours(minutes)} a week less.`
}

/** What the person goes on having, in plain words. */
export interface WhatStays {
  asOf: LocalDate
  always: { title: string; sentence: string }[]
  services: {
    currentServiceId: string
    status: ToldService['status']
    title: string
    sentence: string
    because: string | null
    shortfallMinutesPerWeek: number | null
  }[]
  sentence: string
}

/** What the person goes on having from a day on. `keptAgain` names the services that this very answer tells of as put back to kept. */
export function whatStays(
  services: readonly (ToldService & { readonly id: string })[],
  servicesContext: ServicesContext,
  today: LocalDate,
  keptAgain: readonly string[] = [],
): WhatStays {
  return {
    asOf: today,
    always: alwaysStays.map((stay) => ({ ...stay })),
    services: services
      .filter((service) => stays(service, servicesContext, today))
      .map((service) => ({
        currentServiceId: service.id,
        status: service.status,
        ...stayOf(service, servicesContext.frozenSince !== null, keptAgain.includes(service.id)),
        shortfallMinutesPerWeek: shortfallMinutes(service),
      })),
    sentence: sayingNo,
  }
}
