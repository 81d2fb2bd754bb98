import { CaseRole, Tier } from '../rules/sign-off/sign-off-rules.ts'
import { date, id, nullable, pence, ref } from '../shared/schema.ts'
import { code, codes, count, happened, yes } from './facts.ts'

/** What people paid for themselves while they waited. */
export const waitingClaimEvents = {
  'waiting-claim.decided': happened('money', 'It was decided whether what the person paid is paid back.', {
    outcome: code('What was decided.', 'agreed'),
    agreedPence: pence(),
    decisionId: id(),
    reasons: codes('The codes of the reasons.', 'available-free'),
  }),
  'waiting-claim.file-sent': happened('money', 'The receipt of a claim was sent.', {
    sizeBytes: count('Its size.', 20_480),
    replaces: yes('Whether it takes the place of one that nobody can get.'),
  }),
  'waiting-claim.made': happened('money', 'The person claims what they paid for while they waited.', {
    cause: code('Why they waited.', 'late-step'),
    amountPence: pence(),
    spentOn: date(),
    claimedAs: ref(CaseRole),
    tier: nullable(ref(Tier), {
      description: 'The tier that decides; null: an officer of the commissioner.',
      examples: ['team-manager'],
    }),
  }),
  'waiting-claim.withdrawn': happened('money', 'It is not claimed any more.', {
    as: code('In which role it was said.', 'person'),
  }),
}
