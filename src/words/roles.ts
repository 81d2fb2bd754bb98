import type { Funder } from '../rules/budgets/budget-rules.ts'
import type { CaseRole, ForcingCondition, Tier, TierHolder } from '../rules/sign-off/sign-off-rules.ts'

/** How a tier is called: `short` where a reason is given in a line, `told` where a person reads it without knowing how the NHS works. */
export const tierWords: Readonly<Record<Tier, { readonly short: string; readonly told: string }>> = {
  'care-coordinator': { short: 'the care coordinator', told: 'your care coordinator' },
  'team-manager': { short: 'the team manager', told: 'the manager of your team' },
  'commissioner-lead': { short: 'the NHS commissioner', told: 'the NHS commissioner' },
  'mdt-meeting': { short: 'the team meeting', told: 'a meeting of the different people who work in your team' },
  'risk-enablement-panel': {
    short: 'the risk enablement panel',
    told: 'a panel that includes people who have used mental health services',
  },
  'joint-panel': {
    short: 'the joint NHS and council panel',
    told: 'a panel of the NHS and the council together',
  },
}

/** How somebody who signs, decides or reviews is called to the person. */
export const rolesTold: Readonly<Record<CaseRole | TierHolder, string>> = {
  person: 'you',
  representative: 'the person who acts for you',
  advocate: 'your advocate',
  'care-coordinator': 'your care coordinator',
  broker: 'the broker who helps you plan',
  'team-manager': 'a team manager',
  'mdt-member': 'members of the multidisciplinary team',
  'panel-member': 'members of the panel',
  'lived-experience-member': 'people who have used mental health services',
  'commissioner-officer': 'an officer of the NHS commissioner',
  'local-authority-officer': 'an officer of the council',
}

/** Who pays. */
export const funderNames: Readonly<Record<Funder, string>> = {
  commissioner: 'the NHS commissioner',
  'local-authority': 'the council',
  pool: 'a fund that the NHS and the council share',
}

/** What forces a plan to a higher tier, as a clause. */
export const conditionNames: Readonly<Record<ForcingCondition, string>> = {
  'preventive-reduction': 'support that holds a need back would be reduced',
  'crisis-gaps-accepted': 'nobody can be called at some of the person’s worst times',
  'conflict-of-interest': 'somebody who works on the plan has declared a conflict of interest',
  'over-indicative-budget': 'the plan costs more than the indicative budget',
  'off-catalogue': 'the plan buys something that is unusual in the scheme',
}
