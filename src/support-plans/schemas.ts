import { type Static, Type } from '@sinclair/typebox'
import { identifiersField, identifierToken } from '../identifiers/schemas.ts'
import { filterOf, updatedSince } from '../platform/http/list-grammar.ts'
import { CarriedFrom } from '../rules/assessment/carried.ts'
import { Period } from '../rules/budgets/period.ts'
import { CrisisContingency } from '../rules/planning/crisis-contingency.ts'
import { dependenceKnownField } from '../rules/planning/dependences.ts'
import { PlanReduction } from '../rules/planning/reductions.ts'
import { Tier } from '../rules/scheme/scheme-rules.ts'
import {
  date,
  id,
  instant,
  key,
  nullable,
  oneOf,
  ownWords,
  PositivePence,
  pageOf,
  patchOf,
  pence,
  personSays,
  ref,
  sha256,
  thing,
} from '../shared/schema.ts'
import { PlanChecks } from './check-schemas.ts'
import { PlanLine, PlanLineInput, planLineSchemas } from './line-schemas.ts'

export const contentHashSchema = sha256(
  'SHA-256 of the object with the members supportPlanId, outcomes, lines and crisisContingency, reductions where there are any, and dependenceKnown where it is true, in canonical JSON (RFC 8785).',
)

const outcome = {
  key: key('A key for the outcome.', 'sleep'),
  words: ownWords(2000, "The outcome in the person's own words.", 'To sleep through the night.'),
  baseline: Type.Optional(
    nullable(Type.Integer({ minimum: 0, maximum: 10, ...personSays }), {
      description:
        "How far it is reached when the plan is made, by the person's own rating, 0 to 10; null or left out: not rated.",
      examples: [2],
    }),
  ),
}
export const OutcomeInput = thing('OutcomeInput', 'An outcome as it is sent.', outcome)
export const Outcome = thing('Outcome', 'What the person wants to reach, in their own words.', {
  ...outcome,
  from: Type.Optional(
    ref(CarriedFrom, { description: 'Where they said it before in the same words; left out where they said it here.' }),
  ),
})
const content = {
  outcomes: Type.Array(ref(Outcome), {
    description: 'Outcomes in the person’s own words; a draft may have none.',
    maxItems: 30,
  }),
  lines: Type.Array(ref(PlanLine), { description: 'What is bought; a draft may have none.', maxItems: 50 }),
  crisisContingency: nullable(ref(CrisisContingency), {
    description: 'What is to happen in a crisis; a draft may leave it null.',
    examples: [null],
  }),
  dependenceKnown: dependenceKnownField,
  reductions: Type.Optional(
    Type.Array(ref(PlanReduction), {
      description:
        'For a changed plan: each line that is preventive, or that the person relies on, of which there would be less, and why. Left out: none.',
      examples: [[]],
      maxItems: 50,
    }),
  ),
}
const contentInput = {
  ...content,
  outcomes: Type.Array(ref(OutcomeInput), {
    description: 'Outcomes in the person’s own words; a draft may have none.',
    maxItems: 30,
  }),
  lines: Type.Array(ref(PlanLineInput), { description: 'What is bought; a draft may have none.', maxItems: 50 }),
}
export const NewSupportPlan = thing(
  'NewSupportPlan',
  'A draft of a support plan. Where a plan is in force already, the draft is a changed plan: it says what is bought from now on, what was spent so far counts against the budget too, and the plan in force goes on until the changed one is agreed.',
  {
    ...contentInput,
    outcomes: Type.Optional(
      Type.Array(ref(OutcomeInput), {
        description:
          'Outcomes in the person’s own words; a draft may have none. Left out: those of the plan in force, and where there is none, the goals of the assessment.',
        maxItems: 30,
      }),
    ),
  },
)
export const SupportPlanPatch = patchOf(
  'SupportPlanPatch',
  'What to change of a plan (JSON Merge Patch, RFC 7396).',
  contentInput,
)

export const planStatuses = [
  'draft',
  'awaiting-signatures',
  'awaiting-decision',
  'awaiting-notice',
  'returned',
  'refused',
  'agreed',
  'active',
  'superseded',
  'withdrawn',
  'ended',
] as const
export const SupportPlan = thing(
  'SupportPlan',
  'What the person and their broker plan: outcomes, what is bought, and the crisis contingency.',
  {
    id: id(),
    caseId: id(),
    status: ref(
      oneOf(planStatuses, {
        $id: 'SupportPlanStatus',
        description:
          'Its status. `awaiting-notice`: it is agreed and takes something away that the person relies on, and the plan in force goes on until `takesEffectAfter`, while an appeal is open, or as `waitsForBudget` says.',
      }),
    ),
    ...content,
    totalPence: pence(),
    contentHash: contentHashSchema,
    submittedVersion: nullable(Type.Integer({ minimum: 1 }), {
      description: 'The version that is being signed and decided on; null for a draft.',
      examples: [null],
    }),
    tier: nullable(ref(Tier), {
      description: 'Who can decide now; null while nothing is to decide.',
      examples: [null],
    }),
    openedAt: instant(),
    submittedAt: nullable(instant(), { description: 'When it was last submitted.', examples: [null] }),
    agreedAt: nullable(instant(), { description: 'When it was agreed, wholly or in part.', examples: [null] }),
    agreedPence: nullable(pence(), {
      description: 'The agreed budget: what the lines come to that were agreed, in pence; null until then.',
      examples: [null],
    }),
    takesEffectAfter: nullable(date(), {
      description:
        'The last day of the notice, where it was agreed with something taken away; once it took effect, the day before. Null otherwise.',
      examples: [null],
    }),
    waitsForBudget: nullable(
      ref(
        thing('WaitForBudget', 'That a plan cannot take effect, because its lines come to more than is left.', {
          since: date(),
          shortPence: ref(PositivePence, { description: 'By how much.' }),
        }),
      ),
      {
        description:
          'Since when its notice is over and it cannot take effect, because its lines come to more than is left of the budget; null otherwise. The plan in force goes on, and it takes effect by itself once there is enough.',
        examples: [null],
      },
    ),
    identifiers: Type.Optional(identifiersField),
    period: nullable(ref(Period), {
      description: 'The days that it is agreed for, those of its budget; null until then.',
      examples: [null],
    }),
  },
)
export const SupportPlanPage = pageOf(SupportPlan)
export const SupportPlanFilter = filterOf({ updatedSince: updatedSince() })
export type SupportPlanFilter = Static<typeof SupportPlanFilter>
/** Asked for always: the plans of all cases are no list. */
export const PlanIdentifier = Type.Object(
  { identifier: identifierToken('That another system knows by this identifier.') },
  { additionalProperties: false },
)

export const SupportPlanVersion = thing(
  'SupportPlanVersion',
  'A plan as it stood when it was submitted: what signatures are beside.',
  {
    supportPlanId: id(),
    version: Type.Integer({ minimum: 1, description: 'The version.', examples: [3] }),
    ...content,
    totalPence: pence(),
    contentHash: contentHashSchema,
    submittedAt: instant(),
  },
)

export type SupportPlan = Static<typeof SupportPlan>
export const supportPlanSchemas = [
  Outcome,
  OutcomeInput,
  ...planLineSchemas,
  PlanReduction,
  NewSupportPlan,
  SupportPlanPatch,
  SupportPlan,
  SupportPlanPage,
  SupportPlanVersion,
  PlanChecks,
]
