import { CaseRole, Tier } from '../rules/sign-off/sign-off-rules.ts'
import { id, pence, ref } from '../shared/schema.ts'
import { code, codes, happened, yes } from './facts.ts'

/** What is asked for beside a plan, and what was decided on it. */
export const offPlanEvents = {
  'off-plan.asked': happened('money', 'Somebody asked for what is not in the plan, or more of a line.', {
    kind: code('What was asked for.', 'not-in-plan'),
    amountPence: pence(),
    countedPence: pence(),
    tier: ref(Tier),
    because: code('Why to this tier.', 'within-limit'),
    askedAs: ref(CaseRole),
  }),
  'off-plan.decided': happened('money', 'It was decided on what is not in the plan.', {
    outcome: code('What was decided.', 'agreed'),
    agreedPence: pence(),
    tier: ref(Tier),
    decisionId: id(),
    reasons: codes('The codes of the reasons.', 'outcome-not-clear'),
  }),
  'off-plan.escalated': happened('money', 'What is asked for beside the plan was escalated to the next tier.', {
    from: ref(Tier),
    to: ref(Tier),
    because: code('Why to this tier.', 'not-comfortable'),
  }),
  'off-plan.voted': happened('money', 'A member of a meeting or panel voted on what is asked for beside the plan.', {
    tier: ref(Tier),
    livedExperience: yes('Whether they sit there for their own experience of services.'),
  }),
  'off-plan.withdrawn': happened('money', 'It is not asked for any more.', {
    as: code('In which role it was said.', 'person'),
  }),
}
