import { dateInWords, daysAfter, type LocalDate } from '../../shared/dates.ts'
import { type Refusal, refuse } from '../../shared/outcome.ts'
import { oneOf } from '../../shared/schema.ts'
import type { CaseRole } from '../sign-off/sign-off-rules.ts'
import { waysOfSaying } from './recording.ts'

/** For what an organisation may have somebody's information: each purpose is agreed to by itself. */
export const purposes = ['share-for-budget', 'share-for-brokerage', 'share-for-assessment'] as const
export type Purpose = (typeof purposes)[number]
export const Purpose = oneOf(purposes, {
  $id: 'ConsentPurpose',
  description: 'What the organisation may use the information for.',
})

/** In what form somebody agreed. */
export const ConsentForm = oneOf([...waysOfSaying, 'written'], {
  $id: 'ConsentForm',
  description: 'In what form it was said.',
})

/** Who does something about a consent: the person with their own sign-in, who acts for them, or anybody else for them. */
export const parties = ['person', 'representative', 'staff'] as const
export type Party = (typeof parties)[number]
export const Party = oneOf(parties, { $id: 'ConsentParty', description: 'Who did it.' })

/** Who can agree to share. */
export const ConsentGiver = oneOf(['person', 'representative'], {
  $id: 'ConsentGiver',
  description: 'Who agreed: the person, or who acts for them.',
})

/**
 * The purpose that a place on a team needs to have been agreed to, or shared for without consent. Staff of the trust and of the
 * commissioner work under their own duty of care, and whoever acts or speaks for the person sees what the person sees.
 */
export const purposeNeeded: Readonly<Record<CaseRole, Purpose | null>> = {
  person: null,
  representative: null,
  advocate: null,
  'care-coordinator': null,
  broker: 'share-for-brokerage',
}

/** What was said longer ago is asked for again: whoever agreed then may not agree today. */
const mostDaysSaidAgo = 90

interface Said {
  readonly saidOn: LocalDate
}

/**
 * Whether a consent may be recorded. What the person took back, themselves or by others to whom they said so, only they give again: nobody
 * says for them that they changed their mind. What was taken back in their place can be given again in their place.
 */
export function mayGive(
  by: Party,
  { saidFor, until }: { readonly saidFor: Said | null; readonly until: LocalDate | null },
  lastWithdrawnBy: Party | null,
  today: LocalDate,
): true | Refusal<'request-invalid' | 'consent-person-withdrew'> {
  if (until !== null && until < today)
    return refuse('request-invalid', 'The last day of a consent must be today or later', '/until')
  if (by === 'staff' && saidFor === null)
    return refuse('request-invalid', 'Say who agreed, on which day, and by what that is known', '/saidFor')
  if (by !== 'staff' && saidFor !== null)
    return refuse('request-invalid', 'Leave this out where you agree yourself', '/saidFor')
  const earliest = daysAfter(today, -mostDaysSaidAgo)
  if (saidFor && (saidFor.saidOn > today || saidFor.saidOn < earliest))
    return refuse(
      'request-invalid',
      `The day must be between ${dateInWords(earliest)} and today. Ask the person again if it was earlier.`,
      '/saidFor/saidOn',
    )
  const inTheirPlace = by === 'representative' && lastWithdrawnBy === 'representative'
  if (lastWithdrawnBy !== null && by !== 'person' && !inTheirPlace)
    return refuse('consent-person-withdrew', 'This consent was taken back. Only the person can give it again')
  return true
}
