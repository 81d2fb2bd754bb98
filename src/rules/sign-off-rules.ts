import { type Static, Type } from '@sinclair/typebox'
import { nullable, oneOf, PositivePence, ref, thing, words } from '../shared/schema.ts'

/** Who can stand on a case. A signature is given in a capacity. */
export const capacities = ['person', 'representative', 'advocate', 'care-coordinator', 'broker'] as const
export type Capacity = (typeof capacities)[number]

/** Who decides, from the lowest competent up. A scheme uses those it needs. */
export const tiers = [
  'care-coordinator',
  'team-manager',
  'commissioner-lead',
  'mdt-meeting',
  'risk-enablement-panel',
  'joint-panel',
] as const
export type Tier = (typeof tiers)[number]

/** Who can sit at a tier: the case's own care coordinator, or a role. */
export const tierHolders = [
  'care-coordinator',
  'team-manager',
  'mdt-member',
  'panel-member',
  'lived-experience-member',
  'commissioner-officer',
  'local-authority-officer',
] as const
export type TierHolder = (typeof tierHolders)[number]

const source = words(
  300,
  'Where the limit comes from.',
  'S2: up to £400 may be approved by the care coordinator, if comfortable',
)

export const Quorum = thing('Quorum', 'How many must vote before a meeting or a panel can decide.', {
  kind: oneOf(['any', 'number', 'all'], {
    description: 'any: one vote is enough; number: so many members; all: somebody of every role that sits here.',
    examples: ['number'],
  }),
  members: Type.Integer({ minimum: 1, maximum: 30, description: 'Members who vote, at least.', examples: [3] }),
  livedExperience: Type.Integer({
    minimum: 0,
    maximum: 30,
    description: 'Of these, members with lived experience.',
    examples: [1],
  }),
})
export type Quorum = Static<typeof Quorum>

export const TierRules = thing('TierRules', 'One tier of the sign-off policy.', {
  tier: oneOf(tiers, { description: 'The tier.', examples: ['care-coordinator'] }),
  heldBy: Type.Array(oneOf(tierHolders, { description: 'Who sits here.', examples: ['care-coordinator'] }), {
    description: 'Who sits at the tier.',
    maxItems: 7,
    uniqueItems: true,
  }),
  limitPence: nullable(ref(PositivePence), {
    description:
      'Up to and including this amount the tier may decide. Null: the tier may not decide at all, since no limit is not infinite.',
    examples: [40000],
  }),
  workingDays: Type.Integer({
    minimum: 1,
    maximum: 365,
    description: 'How many working days a plan may wait here.',
    examples: [5],
  }),
  quorum: nullable(ref(Quorum), { description: 'Null where one person decides.', examples: [null] }),
  source,
})
export type TierRules = Static<typeof TierRules>

/** What can force a plan to a tier at or above a named one, whatever its amount. */
export const forcingConditions = [
  'preventive-reduction',
  'crisis-gaps-accepted',
  'conflict-of-interest',
  'over-indicative-budget',
  'off-catalogue',
] as const
export type ForcingCondition = (typeof forcingConditions)[number]

export const ForcedTier = thing(
  'ForcedTier',
  'A condition under which a plan goes at least to a tier, whatever its amount.',
  {
    condition: oneOf(forcingConditions, { description: 'The condition.', examples: ['crisis-gaps-accepted'] }),
    tier: oneOf(tiers, { description: 'The lowest tier that may then decide.', examples: ['team-manager'] }),
    source,
  },
)
export const signOffRuleSchemas = [Quorum, TierRules, ForcedTier]
