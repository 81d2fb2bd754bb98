import { CrisisRole } from '../rules/planning/crisis-tiers.ts'
import { CaseRole, Tier } from '../rules/sign-off/sign-off-rules.ts'
import { date, id, nullable, pence, ref } from '../shared/schema.ts'
import { actor, code, codes, count, fields, happened } from './facts.ts'

/** What happens in a crisis. */
export const crisisEvents = {
  'crisis-contingency.changed': happened('plan', 'What is to happen in a crisis was changed between plans.', {
    fields: fields(),
    changedAs: ref(CaseRole),
    version: count('The version that it made.', 2),
  }),
  'cover-gap.opened': happened('plan', 'Nobody can be called any more at a worst time that was covered.', {
    supportPlanId: id(),
    tier: nullable(ref(Tier), {
      description: 'The tier whose acceptance it needs; null: an officer.',
      examples: [null],
    }),
  }),
  'cover-gap.accepted': happened('plan', 'The person, or who decides, said why they accept a gap in the cover.', {
    by: code('The role of the one who said it for the person, or `decider`.', 'person'),
  }),
  'cover-gap.closed': happened('plan', 'A gap in the cover waits for nobody any more.', {
    outcome: code('What became of it.', 'mended'),
  }),
  'provider.stopped': happened('plan', 'An organisation that holds the money of lines has stopped.', {
    organisationId: id(),
    lines: codes('The lines.', 'daily-support'),
    stoppedOn: date(),
  }),
  'provider.stop-closed': happened('plan', 'No line is with an organisation that stopped, or the budget has ended.', {
    outcome: code('Which.', 'mended'),
  }),
  'take-over.began': happened('plan', 'Whom the person chose in advance took over, while they are too unwell.', {
    by: actor('Who takes over'),
    beganAs: ref(CaseRole),
    lines: codes('The lines; none: all of them.', 'gym'),
    until: date(),
  }),
  'take-over.ended': happened('plan', 'The person manages again, or the take-over ended otherwise.', {
    because: code('Why.', 'person'),
  }),
  'fallback.decided': happened(
    'plan',
    'It was decided whether an organisation that is paid by the plan may take over.',
    {
      outcome: code('What was decided.', 'agreed'),
    },
  ),
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
  'crisis.held-back': happened(
    'plan',
    'A crisis was declared while no money of the case is opened; a review was set all the same, unless the person is said to have died.',
    {
      tier: code('The tier, by its key in the plan.', 'bad-patch'),
      because: code(
        'The code of the problem that it was answered with; `to-be-settled` where that is for fewer to know.',
        'identity-to-confirm',
      ),
    },
  ),
  'crisis.stood-down': happened('plan', 'The extra support of a crisis stopped.', {
    because: code('Why.', 'last-day'),
    returnedPence: pence(),
  }),
}
