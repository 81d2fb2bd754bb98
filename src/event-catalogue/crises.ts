import { CrisisRole } from '../rules/planning/crisis-tiers.ts'
import { CaseRole } from '../rules/sign-off/sign-off-rules.ts'
import { date, pence, ref } from '../shared/schema.ts'
import { code, count, fields, happened } from './facts.ts'

/** What happens in a crisis. */
export const crisisEvents = {
  'crisis-contingency.changed': happened('plan', 'What is to happen in a crisis was changed between plans.', {
    fields: fields(),
    changedAs: ref(CaseRole),
    version: count('The version that it made.', 2),
  }),
  'crisis.declared': happened(
    'plan',
    'A crisis was declared, and the support that was agreed for it is there at once.',
    {
      tier: code('The tier, by its key in the plan.', 'bad-patch'),
      declaredAs: ref(CrisisRole),
      endsOn: date(),
      committedPence: pence(),
    },
  ),
  'crisis.refused': happened(
    'plan',
    'A crisis was declared that no cap leaves room for; a review was set all the same.',
    {
      tier: code('The tier, by its key in the plan.', 'bad-patch'),
      daysLeft: count('For how many days there would be room.', 0),
    },
  ),
  'crisis.stood-down': happened('plan', 'The extra support of a crisis stopped.', {
    because: code('Why.', 'last-day'),
    returnedPence: pence(),
  }),
}
