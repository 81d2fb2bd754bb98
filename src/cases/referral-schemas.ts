import { type Static, Type } from '@sinclair/typebox'
import { PersonMatch } from '../people/schemas.ts'
import { WayOfSaying } from '../rules/people/recording.ts'
import { EntryStatus } from '../rules/scheme/eligibility.ts'
import { called, date, id, instant, nullable, oneOf, pageOf, ref, thing } from '../shared/schema.ts'

const referral = {
  schemeId: id(),
  trustId: id(),
  organisationId: id(),
  referredBy: called(200, 'Who there referred the person: their name and role.', 'Dr Ade Sample, general practitioner'),
  referredOn: date(),
  receivedHow: ref(WayOfSaying, { description: 'How the referral was received.' }),
}

/** How the person comes, where it is said. */
export const entryStatusField = Type.Optional(
  nullable(ref(EntryStatus), {
    description:
      'Whether the person comes with a social-care budget. It has to be said where the scheme does not take both alike (`eligibility` of its rules).',
    examples: ['with-social-care-budget'],
  }),
)

export const NewReferral = thing(
  'NewReferral',
  'A referral of a person with whom you have nothing to do yet, and the organisation that it came from. It opens a case once somebody there has accepted it.',
  { personId: id(), ...referral, entryStatus: entryStatusField },
)
export type NewReferral = Static<typeof NewReferral>

export const Referral = thing(
  'Referral',
  'A referral of a person: the organisation that is named, the commissioner, the person and whoever recorded it see it.',
  {
    id: id(),
    ...referral,
    entryStatus: nullable(ref(EntryStatus), {
      description: 'Whether the person comes with a social-care budget; null where nobody said so.',
      examples: [null],
    }),
    person: nullable(ref(PersonMatch), {
      description: 'As much of the person as it takes to say that it is them, while nobody has answered; null then.',
    }),
    recordedBy: Type.String({
      description: 'Who recorded it: the `sub` of their token.',
      examples: ['sandbox-care-coordinator'],
    }),
    recordedFor: nullable(id(), {
      description: 'The organisation that they work for; null where it is the commissioner.',
      examples: ['019ab3f0-5c1e-7d44-9a3b-1f2e3d4c5b6a'],
    }),
    recordedAt: instant(),
    answerBy: date(),
    outcome: nullable(
      ref(oneOf(['accepted', 'denied'], { $id: 'ReferralOutcome', description: 'What the organisation answered.' })),
      {
        description: 'What was answered; null where nobody has. Until it is accepted it opens nothing.',
        examples: [null],
      },
    ),
    answeredBy: nullable(Type.String(), {
      description: 'Who answered: the `sub` of their token; null where nobody has.',
      examples: [null],
    }),
    answeredAt: nullable(instant(), { description: 'When; null where nobody has.', examples: [null] }),
    caseId: nullable(id(), {
      description: 'The case that was opened on it; null where there is none.',
      examples: [null],
    }),
  },
)
export type Referral = Static<typeof Referral>
export const ReferralPage = pageOf(Referral)
