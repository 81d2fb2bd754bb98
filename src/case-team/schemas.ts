import { type Static, Type } from '@sinclair/typebox'
import { appointments, matters } from '../rules/people/mandate.ts'
import { bases } from '../rules/people/team.ts'
import { CaseRole } from '../rules/sign-off/sign-off-rules.ts'
import { called, date, id, instant, nullable, oneOf, ref, signIn, thing, words } from '../shared/schema.ts'

const actorId = signIn("The `sub` of the member's access token.", 'sandbox-broker')

/** The sources: Mental Capacity Act 2005, sections 9 (power of attorney), 16 (deputy) and 4 to 5 (best interests); Children Act 1989, section 3. */
const basisFields = {
  kind: ref(oneOf(bases, { $id: 'BasisKind', description: 'The legal basis.' })),
  since: date(),
}
const evidence = () =>
  words(
    1000,
    'By what it is known: the document, its reference, who saw it.',
    'The registered document, seen by the team.',
  )

const reach = {
  appointment: ref(
    oneOf(appointments, {
      $id: 'Appointment',
      description:
        'How several who are appointed together act. Who is appointed jointly signs a plan with all the others, and does nothing else that weighs as much alone; `jointly-for-some` counts as jointly there.',
    }),
  ),
  matters: Type.Array(ref(oneOf(matters, { $id: 'Matter', description: 'What a ground is about.' })), {
    description: 'What the ground is about: care, money, or both.',
    minItems: 1,
    maxItems: 2,
    uniqueItems: true,
  }),
}
const until = nullable(date(), {
  description: 'The last day on which it holds; null where none is set.',
  examples: [null],
})

export const NewBasis = thing(
  'NewBasis',
  'The legal basis on which somebody acts for the person, as stated by the member of staff or the person who adds them.',
  {
    ...basisFields,
    ...reach,
    until: Type.Optional(until),
    evidence: evidence(),
  },
)
export const Basis = thing('Basis', 'On what ground somebody acts for the person.', {
  ...basisFields,
  ...reach,
  until,
  verifiedAt: nullable(instant(), {
    description:
      'When somebody independent saw the evidence, or the person chose them; null: they have no place on the team yet, read nothing and act for nothing.',
    examples: [null],
  }),
  evidence: nullable(evidence(), {
    description: 'Null where the person said it themselves, or you may not read what is known of the person.',
    examples: [null],
  }),
})

export const NewCaseMember = thing('NewCaseMember', 'Somebody who joins the team of a case.', {
  actorId,
  caseRole: ref(
    oneOf(['representative', 'advocate', 'care-coordinator', 'broker'], {
      $id: 'JoiningCaseRole',
      description: 'In what role.',
    }),
  ),
  name: called(200, 'How the team list and letters name them.', 'Sam Broker'),
  organisationId: nullable(id(), {
    description: 'The organisation they act for; a broker must have one.',
    examples: ['019ab3f0-5c1e-7d44-9a3b-1f2e3d4c5b6a'],
  }),
  relative: Type.Optional(
    Type.Boolean({ description: 'Whether they are a relative of the person; left out: no.', examples: [false] }),
  ),
  basis: Type.Optional(
    nullable(ref(NewBasis), {
      description:
        'On what ground a representative acts for the person: needed where somebody else than the person adds them, and for nobody else.',
      examples: [null],
    }),
  ),
})
export const CaseMember = thing('CaseMember', 'Somebody on the team of a case, or who was.', {
  id: id(),
  actorId,
  caseRole: ref(CaseRole, { description: 'In what role.' }),
  name: called(200, 'Their name.', 'Sam Broker'),
  organisationId: nullable(id(), { description: 'The organisation they act for.', examples: [null] }),
  relative: Type.Boolean({
    description: 'Whether they are a relative of the person. A relative does not decide.',
    examples: [false],
  }),
  basis: nullable(ref(Basis), {
    description: 'On what ground a representative acts for the person; null for everybody else.',
    examples: [null],
  }),
  chosenByPerson: Type.Boolean({
    description:
      'Whether the person chose them, with their own sign-in. What an advocate does whom others added uses up no right of the person, who can send them away.',
    examples: [true],
  }),
  joinedAt: instant(),
  until: nullable(date(), {
    description: 'The last day of what their place stands on, where that has one: it ends by itself.',
    examples: [null],
  }),
  leftAt: nullable(instant(), { description: 'When they left; null while they are on the team.', examples: [null] }),
})
export const RepresentativeVerification = thing(
  'RepresentativeVerification',
  'That somebody who neither works nor decided on the case has seen the evidence of a representative’s ground.',
  { evidence: words(1000, 'What was seen, and how it was checked.', 'Seen on the register of the Public Guardian.') },
)
export const CaseTeam = thing('CaseTeam', 'The team of a case, with those who were on it.', {
  items: Type.Array(ref(CaseMember), { description: 'In the order they joined.', maxItems: 200 }),
})

export type NewBasis = Static<typeof NewBasis>
export type NewCaseMember = Static<typeof NewCaseMember>
export type CaseMember = Static<typeof CaseMember>
export const teamSchemas = [NewBasis, Basis, NewCaseMember, CaseMember, RepresentativeVerification, CaseTeam]
