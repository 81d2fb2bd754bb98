import { type Static, Type } from '@sinclair/typebox'
import { Purpose } from '../rules/people/consent.ts'
import { SharingBasis } from '../rules/people/sharing-without-consent.ts'
import { date, id, instant, nullable, pageOf, ref, thing, words } from '../shared/schema.ts'

export const NewSharing = thing(
  'NewSharingWithoutConsent',
  'What is shared that the person did not agree to, and why.',
  {
    organisationId: id(),
    purpose: ref(Purpose),
    legalBasis: ref(SharingBasis),
    reason: words(
      2000,
      'Why it is needed and cannot wait. The person reads it.',
      'She is in danger at home tonight.',
      20,
    ),
    until: date(),
  },
)
export const Sharing = thing('SharingWithoutConsent', 'A decision to share without consent.', {
  id: id(),
  personId: id(),
  ...NewSharing.properties,
  decidedBy: Type.String({ description: 'Who decided.', examples: ['sandbox-commissioner-officer'] }),
  decidedByName: Type.String({ description: 'Their name.', examples: ['Noor Officer'] }),
  decidedAt: instant(),
  endedAt: nullable(instant(), { description: 'When it ended before its last day.', examples: [null] }),
})
export const SharingPage = pageOf(Sharing)

export type Sharing = Static<typeof Sharing>
export const sharingSchemas = [NewSharing, Sharing, SharingPage]
