import { type Static, Type } from '@sinclair/typebox'
import { IdentityEvidence, IdentitySource } from '../rules/people/identity.ts'
import { date, id, instant, nullable, pageOf, pence, ref, thing } from '../shared/schema.ts'
import { BirthDate } from './birth-date.ts'

const fields = {
  source: ref(IdentitySource),
  evidence: nullable(ref(IdentityEvidence), {
    description: 'What you saw with the person; null where you did not see them.',
    examples: ['passport'],
  }),
  confirmedOn: date(),
}

export const NewIdentityConfirmation = thing(
  'NewIdentityConfirmation',
  'That you know who a person is, and how you know it.',
  { ...fields, bornOn: ref(BirthDate, { description: 'When they were born, as your evidence has it.' }) },
)
export const IdentityConfirmation = thing(
  'IdentityConfirmation',
  'That somebody has confirmed who a person is. It counts for a case where they have no other part in it.',
  {
    id: id(),
    personId: id(),
    ...fields,
    confirmedBy: Type.String({
      description: 'Who confirmed it: the `sub` of their token.',
      examples: ['sandbox-team-manager'],
    }),
    organisationId: nullable(id(), {
      description: 'The organisation that they are of; null where they are of the commissioner.',
      examples: [null],
    }),
    recordedAt: instant(),
  },
)

export const UnconfirmedIdentity = thing(
  'UnconfirmedIdentity',
  'A case that goes on although nobody independent has confirmed who the person is.',
  {
    id: id(),
    personId: id(),
    schemeId: id(),
    trustId: id(),
    step: Type.String({ description: 'The step that the case is at.', examples: ['plan-agreed'] }),
    agreedPence: nullable(pence(), {
      description: 'What was agreed under the plan in force; null where there is none.',
      examples: [null],
    }),
    openedAt: instant(),
  },
)
export const UnconfirmedIdentityPage = pageOf(UnconfirmedIdentity)

export type IdentityConfirmation = Static<typeof IdentityConfirmation>
export type UnconfirmedIdentity = Static<typeof UnconfirmedIdentity>
export const identitySchemas = [
  NewIdentityConfirmation,
  IdentityConfirmation,
  UnconfirmedIdentity,
  UnconfirmedIdentityPage,
]
