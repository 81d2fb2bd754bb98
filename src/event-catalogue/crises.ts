import { CaseRole } from '../rules/sign-off/sign-off-rules.ts'
import { date, pence, ref } from '../shared/schema.ts'
import { code, count, happened } from './facts.ts'

/** What happens in a crisis. */
export const crisisEvents = {
  'crisis.declared': happened(
    'plan',
    'A crisis was declared, and the support that was agreed for it is there at once.',
    {
      tier: code('The tier, by its key in the plan.', 'bad-patch'),
      declaredAs: ref(CaseRole),
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
