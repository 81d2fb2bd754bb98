import type { LocalDate } from '../../shared/dates.ts'
import { type Refusal, refuse } from '../../shared/outcome.ts'
import { oneOf } from '../../shared/schema.ts'

/** How somebody knows who a person is. */
export const identitySources = ['seen-in-person', 'traced-on-pds', 'gp-record', 'trust-record'] as const
export type IdentitySource = (typeof identitySources)[number]
export const IdentitySource = oneOf(identitySources, {
  $id: 'IdentitySource',
  description:
    'How it is known: the person was seen; they were traced on the Personal Demographics Service; or by what their GP or a trust has of them.',
})

/** What was seen with the person (Government Digital Service, Good Practice Guide 45: evidence of an identity, or somebody who vouches for it). */
export const identityEvidence = [
  'passport',
  'driving-licence',
  'other-photo-document',
  'two-documents',
  'vouched-for',
] as const
export type IdentityEvidence = (typeof identityEvidence)[number]
export const IdentityEvidence = oneOf(identityEvidence, {
  $id: 'IdentityEvidence',
  description:
    'What was seen with the person: a document with a photo, two documents without one, or somebody who knows them and vouches for them.',
})

/** Evidence goes with having seen the person, and with nothing else; and nobody confirms ahead, or who is not born yet. */
export function confirmationWhole(
  {
    source,
    evidence,
    confirmedOn,
    bornOn,
  }: {
    readonly source: IdentitySource
    readonly evidence: IdentityEvidence | null
    readonly confirmedOn: LocalDate
    /** As who confirms it says: what is recorded is not told by a refusal. */
    readonly bornOn: string
  },
  today: LocalDate,
): true | Refusal<'confirmation-unclear'> {
  if ((source === 'seen-in-person') !== (evidence !== null))
    return refuse(
      'confirmation-unclear',
      'Say what you saw with the person where you saw them, and nothing otherwise',
      '/evidence',
    )
  if (confirmedOn < bornOn)
    return refuse('confirmation-unclear', 'Nobody is confirmed before they were born', '/confirmedOn')
  if (confirmedOn > today) return refuse('confirmation-unclear', 'This day is still to come', '/confirmedOn')
  return true
}
