import { type Static, Type } from '@sinclair/typebox'
import { nullable, oneOf, PositivePence, ref, thing, words } from '../../shared/schema.ts'

/** Who can stand on a case. A signature is given in a role. */
export const caseRoles = ['person', 'representative', 'advocate', 'care-coordinator', 'broker'] as const
export type CaseRole = (typeof caseRoles)[number]
export const CaseRole = oneOf(caseRoles, {
  $id: 'CaseRole',
  description: 'In what role somebody stands on a case.',
})

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
export const Tier = oneOf(tiers, { $id: 'Tier', description: 'A tier of sign-off.' })

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
export const TierHolder = oneOf(tierHolders, { $id: 'TierHolder', description: 'Who can sit at a tier.' })

const source = words(
  300,
  'Where the limit comes from.',
  'Mind, 2013: up to £400 may be approved by the care coordinator, if comfortable',
)

export const Quorum = thing('Quorum', 'How many must vote before a meeting or a panel can decide.', {
  kind: ref(
    oneOf(['any', 'number', 'all'], {
      $id: 'QuorumKind',
      description: 'any: one vote is enough; number: so many members; all: somebody of every role that sits here.',
    }),
  ),
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
  tier: ref(Tier, { description: 'The tier.' }),
  heldBy: Type.Array(ref(TierHolder, { description: 'Who sits here.' }), {
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
  noticeWorkingDays: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 60,
      description:
        'How many working days before a meeting or panel the person is told of it, at least. Left out: five.',
      examples: [5],
    }),
  ),
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
export const ForcingCondition = oneOf(forcingConditions, {
  $id: 'ForcingCondition',
  description: 'What forces a plan to a tier, whatever its amount.',
})
export type ForcingCondition = (typeof forcingConditions)[number]

export const ForcedTier = thing(
  'ForcedTier',
  'A condition under which a plan goes at least to a tier, whatever its amount.',
  {
    condition: ref(ForcingCondition, { description: 'The condition.' }),
    tier: ref(Tier, { description: 'The lowest tier that may then decide.' }),
    source,
  },
)
export const signOffRuleSchemas = [Quorum, TierRules, ForcedTier]
