import { Type } from '@sinclair/typebox'
import { CaseRole, Tier } from '../rules/sign-off/sign-off-rules.ts'
import { date, id, nullable, pence, ref } from '../shared/schema.ts'
import { actor, code, codes, count, happened, yes } from './facts.ts'

const decided = {
  tier: ref(Tier),
  totalPence: pence(),
  reasons: codes('The reasons, by their codes.', 'risk-not-managed'),
  inPlaceOf: Type.Optional(actor('For whom a delegate decided')),
}

/** What happens to a plan on its way to a decision, and the decision. */
export const signOffEvents = {
  'support-plan.agreed': happened('decisions', 'A plan was agreed, every line of it.', decided),
  'support-plan.agreed-with-reduction': happened(
    'decisions',
    'A plan was agreed that takes away what the person relies on: it takes effect after a notice.',
    {
      ...decided,
      reducedLines: codes('The keys of the lines of which there is less.', 'night-worker'),
      takesEffectAfter: date(),
    },
  ),
  'support-plan.restored': happened(
    'decisions',
    'An appeal was won after its plan had taken effect: what was taken is given back in a plan that takes its place.',
    {
      from: id(),
      lines: codes('The keys of the lines that are given back.', 'night-worker'),
      restoredPence: pence(),
      lostPence: pence(),
    },
  ),
  'support-plan.took-effect': happened('decisions', 'A plan took effect after its notice.'),
  'support-plan.waits-for-budget': happened(
    'decisions',
    'The notice of a plan is over, and its lines come to more than is left of the budget. The plan in force goes on until there is enough.',
    { shortPence: pence() },
  ),
  'support-plan.agreed-in-part': happened('decisions', 'Some lines of a plan were agreed, and others refused.', {
    ...decided,
    agreedPence: pence(),
    refusedLines: codes('The keys of the lines that were refused.', 'gym'),
  }),
  'support-plan.conflict-declared': happened('sign-off', 'Somebody declared a conflict of interest on a plan.', {
    declaredAs: code('The role of the one who declared it.', 'team-manager'),
    nobodyAbove: Type.Optional(ref(Tier)),
  }),
  'support-plan.escalated': happened('sign-off', 'A plan was escalated to the next tier.', {
    from: nullable(ref(Tier), { description: 'The tier before.', examples: ['care-coordinator'] }),
    to: ref(Tier),
    because: code('Why to this tier.', 'over-limit'),
  }),
  'support-plan.refused': happened('decisions', 'A plan was refused.', decided),
  'support-plan.returned': happened('decisions', 'A plan was returned to be changed.', decided),
  'support-plan.routed': happened('sign-off', 'A plan went to the tier that decides.', {
    tier: ref(Tier),
    because: code('Why to this tier.', 'over-limit'),
    totalPence: pence(),
  }),
  'support-plan.signed': happened('sign-off', 'Somebody signed a plan.', {
    caseRole: ref(CaseRole),
    how: code('How the signature was given.', 'in-person'),
    planVersion: count('The version that was signed.'),
  }),
  'support-plan.voted': happened('sign-off', 'A member of a meeting or panel voted on a plan.', {
    tier: ref(Tier),
    livedExperience: yes('Whether they sit there for their own experience of services.'),
    inPlaceOf: Type.Optional(actor('For whom a delegate voted')),
  }),
}
