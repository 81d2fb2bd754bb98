import { type Static, Type } from '@sinclair/typebox'
import { oneOf, ref, thing, words } from '../../shared/schema.ts'

/** Who is likely to be eligible. The sentences are in words/eligibility.ts. */
export const likelyEligible = [
  'mental-health-support',
  'community-mental-health-team',
  'early-intervention',
  'frequent-crisis',
  'substantial-or-critical-needs',
  'social-care-budget',
  'no-social-care-budget',
  'section-117-aftercare',
] as const
export type LikelyEligible = (typeof likelyEligible)[number]

/** How it is checked whether somebody is eligible. */
export const eligibilityChecks = [
  'officer-decides',
  'care-coordinator-assesses',
  'social-care-budget-asked',
  'gp-agrees-need',
  'joint-assessment',
  'section-asked',
] as const
export type EligibilityCheck = (typeof eligibilityChecks)[number]

export const entryStatuses = ['with-social-care-budget', 'without-social-care-budget'] as const
export type EntryStatus = (typeof entryStatuses)[number]
export const EntryStatus = oneOf(entryStatuses, {
  $id: 'EntryStatus',
  description: 'Whether the person comes with a personal budget for social care from the council.',
})

export const EligibilityRules = thing(
  'EligibilityRules',
  'Who is likely to be eligible, how it is checked, and whom the scheme takes. Told to everybody before they ask.',
  {
    likely: Type.Array(
      ref(oneOf(likelyEligible, { $id: 'LikelyEligible', description: 'Who is likely. Values may be added.' })),
      { description: 'Who is likely to be eligible; empty where the version does not say.', uniqueItems: true },
    ),
    checked: Type.Array(
      ref(oneOf(eligibilityChecks, { $id: 'EligibilityCheck', description: 'What is checked. Values may be added.' })),
      { description: 'How it is checked, in order; empty where the version does not say.', uniqueItems: true },
    ),
    takes: Type.Array(
      ref(
        thing('EntryTaken', 'Somebody whom the scheme takes, and how their needs are assessed.', {
          entryStatus: ref(EntryStatus),
          jointAssessment: Type.Boolean({
            description: 'Whether the NHS and the council assess the needs together before an amount is worked out.',
            examples: [false],
          }),
        }),
      ),
      { description: 'Whom the scheme takes: with a social-care budget, without, or both.', minItems: 1, maxItems: 2 },
    ),
    source: words(300, 'Where it comes from.', 'Set by the scheme: no source says it'),
  },
)
export type EligibilityRules = Static<typeof EligibilityRules>
