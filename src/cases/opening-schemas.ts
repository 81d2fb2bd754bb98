import { type Static, Type } from '@sinclair/typebox'
import { WayOfSaying } from '../rules/people/recording.ts'
import { called, date, id, instant, nullable, oneOf, oneOfThings, pageOf, ref, thing } from '../shared/schema.ts'

const kind = <const K extends string>(kind: K) =>
  oneOf([kind], { description: 'What the ground is.', examples: [kind] })
const referral = {
  organisationId: id(),
  referredBy: called(200, 'Who there referred the person: their name and role.', 'Dr Ade Sample, general practitioner'),
  referredOn: date(),
  receivedHow: ref(WayOfSaying, { description: 'How the referral was received.' }),
}

export const OpeningGround = oneOfThings(
  'OpeningGround',
  'kind',
  [
    thing('OpenedBySelf', 'The person opens the case themself.', { kind: kind('self') }),
    thing(
      'OpenedByRelation',
      'You have to do with the person already: you work on a case of theirs, or registered them and they have none.',
      { kind: kind('relation') },
    ),
    thing(
      'OpenedByReferral',
      'Somebody referred the person. The organisation that is named, the commissioner and the person see it, and it can say that it was not so.',
      { kind: kind('referral'), ...referral },
    ),
  ],
  'On what ground a case is opened.',
)
export type OpeningGround = Static<typeof OpeningGround>

export const Referral = thing('Referral', 'A referral on which a case was opened.', {
  id: id(),
  caseId: id(),
  ...referral,
  openedBy: Type.String({
    description: 'Who opened the case on it: the `sub` of their token.',
    examples: ['sandbox-care-coordinator'],
  }),
  openedFor: nullable(id(), {
    description: 'The organisation that they work for; null where it is the commissioner.',
    examples: ['019ab3f0-5c1e-7d44-9a3b-1f2e3d4c5b6a'],
  }),
  deniedBy: nullable(Type.String(), {
    description: 'Who said that there was no such referral: the `sub` of their token; null where nobody has.',
    examples: [null],
  }),
  deniedAt: nullable(instant(), { description: 'When; null where nobody has.', examples: [null] }),
})
export type Referral = Static<typeof Referral>
export const ReferralPage = pageOf(Referral)
