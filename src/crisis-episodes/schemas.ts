import { type Static, Type } from '@sinclair/typebox'
import { CrisisRole } from '../rules/planning/crisis-tiers.ts'
import { CaseRole } from '../rules/sign-off/sign-off-rules.ts'
import { date, id, instant, key, nullable, oneOf, pageOf, pence, ref, thing } from '../shared/schema.ts'

export const NewCrisisEpisode = thing(
  'NewCrisisEpisode',
  'That a crisis is on, and which tier of the plan is needed.',
  {
    tier: key('A crisis tier of the plan in force.', 'bad-patch'),
    days: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 90,
        description: 'For how many days, today included; left out: for as many as there can be.',
        examples: [3],
      }),
    ),
  },
)

export const CrisisEpisode = thing('CrisisEpisode', 'A crisis that was declared, and what it takes.', {
  id: id(),
  caseId: id(),
  supportPlanId: id(),
  tier: key('The crisis tier of the plan.', 'bad-patch'),
  status: ref(
    oneOf(['active', 'stood-down'], { $id: 'CrisisEpisodeStatus', description: 'Whether the extra support is there.' }),
  ),
  declaredAs: ref(CrisisRole),
  declaredAt: instant(),
  startsOn: date(),
  endsOn: date(),
  lines: Type.Array(
    ref(
      thing('CrisisEpisodeLine', 'What a line has more.', {
        line: key('The plan line.', 'daily-support'),
        pencePerDay: pence(),
        committedPence: pence(),
      }),
    ),
    { description: 'The lines that grow.', maxItems: 50 },
  ),
  committedPence: pence(),
  returnedPence: pence(),
  stoodDownAt: nullable(instant(), { description: 'When it stood down; null while it is on.', examples: [null] }),
  standDownCause: nullable(
    ref(
      oneOf(['last-day', 'asked', 'budget-ended'], {
        $id: 'StandDownCause',
        description: 'Why: its last day was over, somebody said that it is over, or the budget ended.',
      }),
    ),
    { description: 'Null while it is on.', examples: [null] },
  ),
})
export const CrisisEpisodePage = pageOf(CrisisEpisode)

export const CrisisMeans = thing('CrisisMeans', 'What a person can have now if a crisis comes.', {
  active: nullable(ref(CrisisEpisode), { description: 'The crisis that is on; null where none is.', examples: [null] }),
  reservePence: pence(),
  tiers: Type.Array(
    ref(
      thing('CrisisTierNow', 'A tier of the plan in force, as it stands today.', {
        tier: key('Its key.', 'bad-patch'),
        title: Type.String({ description: 'What it is called.', examples: ['A bad patch'] }),
        declaredBy: Type.Array(ref(CaseRole, { description: 'A role.' }), {
          description: 'Who can say that it is time.',
          maxItems: 10,
        }),
        pencePerDay: pence(),
        takenPence: pence(),
        daysLeft: Type.Integer({
          minimum: 0,
          description: 'For how many days it can be had from today.',
          examples: [7],
        }),
        sentence: Type.String({
          description: 'The sums, in plain English.',
          examples: ['One day comes to £54.00. That makes 7 days.'],
        }),
      }),
    ),
    { description: 'The tiers; empty where the plan has none.', maxItems: 5 },
  ),
})

export type CrisisEpisode = Static<typeof CrisisEpisode>
export const crisisEpisodeSchemas = [NewCrisisEpisode, CrisisEpisode, CrisisEpisodePage, CrisisMeans]
