import type { Static } from '@sinclair/typebox'
import { TierHolder } from '../rules/sign-off/sign-off-rules.ts'
import { called, date, id, instant, nullable, pageOf, ref, signIn, thing } from '../shared/schema.ts'

const fields = {
  holderId: signIn("The `sub` of the holder's access token.", 'sandbox-care-coordinator'),
  holderName: called(200, 'Who is stood in for, as decisions name them.', 'Chris Coordinator'),
  tierRole: ref(TierHolder, { description: 'In which role the holder sits at a tier.' }),
  organisationId: nullable(id(), {
    description: 'The trust in which the holder has that role; null for a role that no trust gives.',
    examples: ['019ab3f0-5c1e-7d44-9a3b-1f2e3d4c5b6a'],
  }),
  delegateId: signIn("The `sub` of the delegate's access token.", 'sandbox-care-coordinator-2'),
  delegateName: called(200, 'Who stands in.', 'Robin Coordinator'),
  from: date(),
  until: date(),
}

export const NewDelegation = thing(
  'NewDelegation',
  'Somebody who stands in for a holder of a tier, from a day up to and including a day.',
  fields,
)
export const Delegation = thing(
  'Delegation',
  'Somebody who stands in for a holder of a tier: sees what waits for the holder and may decide on it, never on their own.',
  {
    id: id(),
    ...fields,
    setAt: instant(),
    endedAt: nullable(instant(), { description: 'When it was ended before its last day.', examples: [null] }),
  },
)
export const DelegationPage = pageOf(Delegation)

export type Delegation = Static<typeof Delegation>
export const delegationSchemas = [NewDelegation, Delegation, DelegationPage]
