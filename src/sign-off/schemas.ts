import { type Static, Type } from '@sinclair/typebox'
import { Decision, LineOutcome, ReasonInput } from '../decisions/schemas.ts'
import { saidForField } from '../rules/people/recording.ts'
import { CaseRole, Tier } from '../rules/scheme/scheme-rules.ts'
import { ForcingCondition } from '../rules/sign-off/sign-off-rules.ts'
import {
  id,
  instant,
  key,
  nullable,
  oneOf,
  oneOfThings,
  PositivePence,
  pence,
  ref,
  thing,
  words,
} from '../shared/schema.ts'
import { contentHashSchema, SupportPlan } from '../support-plans/schemas.ts'
import { agreementTerms } from './agreement-terms.ts'

const how = ref(
  oneOf(['in-person', 'by-post', 'online'], { $id: 'WayOfSigning', description: 'How the signature was given.' }),
)
export const NewSignature = thing(
  'NewSignature',
  'A signature: consent to one version of a plan, by its content hash.',
  {
    caseRole: ref(CaseRole, { description: 'In what role.' }),
    how,
    contentHash: contentHashSchema,
    saidFor: saidForField,
  },
)
export const Signature = thing('Signature', 'A signature beside the version of the plan that was signed.', {
  id: id(),
  supportPlanId: id(),
  planVersion: Type.Integer({ minimum: 1, description: 'The version that was signed.', examples: [3] }),
  caseRole: ref(CaseRole, { description: 'In what role.' }),
  name: Type.String({ description: 'Who signed.', examples: ['Sam Broker'] }),
  how,
  contentHash: contentHashSchema,
  signedAt: instant(),
})
export const SupportPlanSigned = thing('SupportPlanSigned', 'A signature, and the plan after it.', {
  signature: ref(Signature),
  supportPlan: ref(SupportPlan),
})

const lineKey = key('The key of a line of the plan.', 'drum-kit')
const DecidedLine = ref(
  thing('LineDecision', 'What is decided on a line.', {
    line: lineKey,
    outcome: ref(LineOutcome, { description: 'What is decided.' }),
  }),
)
const onPlan = <const O extends string>(outcome: O, reasons: string) => ({
  outcome: oneOf([outcome], { description: 'What is decided.', examples: [outcome] }),
  contentHash: contentHashSchema,
  reasons: Type.Array(ref(ReasonInput), { description: reasons, maxItems: 20 }),
})
const adverse = 'Why: at least one.'
export const PlanDecision = oneOfThings(
  'PlanDecision',
  'outcome',
  [
    thing('PlanAgreedDecision', 'Every line of the plan is agreed.', {
      ...onPlan('agreed', 'Why; may be empty.'),
      ...agreementTerms,
    }),
    thing('PlanAgreedInPartDecision', 'Some lines of the plan are agreed, and some are not.', {
      ...onPlan('agreed-in-part', 'Why: each line that is refused has a reason that names it.'),
      lines: Type.Array(DecidedLine, {
        description: 'Every line of the plan: at least one is agreed, and at least one is refused.',
        examples: [[{ line: 'drum-kit', outcome: 'agreed' }]],
        maxItems: 50,
      }),
      ...agreementTerms,
    }),
    thing('PlanReturnedDecision', 'The plan goes back to be changed.', onPlan('returned', adverse)),
    thing('PlanRefusedDecision', 'No line of the plan is agreed.', onPlan('refused', adverse)),
  ],
  'A decision on a plan. Which fields there are depends on the outcome.',
)
export type PlanDecision = Static<typeof PlanDecision>
export const PlanDecided = thing('PlanDecided', 'A decision, and the plan after it.', {
  decision: ref(Decision),
  supportPlan: ref(SupportPlan),
})

export const NewEscalation = thing(
  'NewEscalation',
  'Passes the decision up one tier. It is nobody’s fault, and the clock runs on.',
  {
    because: ref(oneOf(['not-comfortable', 'conflict-of-interest'], { $id: 'EscalationGround', description: 'Why.' })),
    contentHash: contentHashSchema,
  },
)
export const NewVote = thing('NewVote', 'A vote in a meeting or panel.', {
  agrees: Type.Boolean({ description: 'Whether to agree to the plan.', examples: [true] }),
  contentHash: contentHashSchema,
  exceptLines: Type.Optional(
    Type.Array(lineKey, {
      description: 'For a vote to agree: the lines that it does not agree to.',
      maxItems: 50,
      uniqueItems: true,
    }),
  ),
  reasons: Type.Array(ref(ReasonInput), {
    description: 'Why; needed for a vote against the plan or a line of it.',
    maxItems: 20,
  }),
})

export const NewConflictOfInterest = thing(
  'NewConflictOfInterest',
  'A conflict of interest, declared by the one who has it. It is nobody’s fault, and bars them from deciding on the plan.',
  {
    words: words(2000, 'What the conflict is.', 'The shop is my brother’s.'),
  },
)
export const ConflictOfInterest = thing('ConflictOfInterest', 'A conflict of interest that was declared on a plan.', {
  id: id(),
  supportPlanId: id(),
  name: Type.String({ description: 'Who declared it.', examples: ['Sam Broker'] }),
  declaredAs: Type.String({ description: 'In what role, or at which tier.', examples: ['broker'] }),
  words: nullable(Type.String(), {
    description: 'What it is; null where nothing was said, or you do not decide on plans.',
    examples: [null],
  }),
  declaredAt: instant(),
})
export const ConflictsOfInterest = thing('ConflictsOfInterest', 'The conflicts of interest declared on a plan.', {
  items: Type.Array(ref(ConflictOfInterest), { description: 'In the order they were declared.', maxItems: 200 }),
})
export const ConflictDeclared = thing(
  'ConflictDeclared',
  'A conflict of interest, and the plan as it stands with it: it may have gone to a higher tier.',
  { conflictOfInterest: ref(ConflictOfInterest), supportPlan: ref(SupportPlan) },
)

export const SignOffRoute = thing('SignOffRoute', 'Who must sign, who decides and why, and the way so far.', {
  signatures: Type.Array(
    ref(
      thing('NeededSignature', 'A signature that is needed.', {
        caseRole: ref(CaseRole, { description: 'Who must sign.' }),
        signedAt: nullable(instant(), {
          description: 'When they signed the present version; null while it is awaited.',
          examples: [null],
        }),
        name: nullable(Type.String(), { description: 'Who signed.', examples: [null] }),
      }),
    ),
    { description: 'The signatures that are needed.', maxItems: 10 },
  ),
  tiers: Type.Array(
    ref(
      thing('TierOnRoute', 'A tier of the sign-off policy.', {
        tier: ref(Tier, { description: 'The tier.' }),
        limitPence: nullable(ref(PositivePence), {
          description: 'Up to and including this amount it may decide; null: it may not.',
          examples: [40000],
        }),
        withinLimit: Type.Boolean({ description: 'Whether the plan lies within the limit.', examples: [true] }),
      }),
    ),
    { description: 'The tiers, lowest first.', maxItems: 10 },
  ),
  countedPence: {
    ...pence(),
    description:
      'What the plan counts as towards each limit: what it comes to, and what was spent on the person’s other plans in the period.',
  },
  decides: nullable(ref(Tier), {
    description: 'The tier that decides, or would if the plan were signed as it is; null where none may.',
    examples: ['team-manager'],
  }),
  sentence: Type.String({
    description: 'Why, in plain English.',
    examples: [
      '£400.01 is over the care coordinator’s limit of £400.00. It is within the team manager’s limit of £1,000.00, so the team manager decides.',
    ],
  }),
  forced: Type.Array(
    ref(
      thing('ForcedOnRoute', 'What forces the plan to a tier, whatever its amount.', {
        condition: ref(ForcingCondition, { description: 'What the plan meets.' }),
        tier: ref(Tier, { description: 'The lowest tier that may then decide.' }),
        sentence: Type.String({
          description: 'Why, in plain English.',
          examples: ['The plan buys something that is unusual in the scheme, so at least the team manager decides.'],
        }),
      }),
    ),
    { description: 'What forces a tier, the lowest first; empty where nothing does.', maxItems: 20 },
  ),
  arrivals: Type.Array(
    ref(
      thing('ArrivalAtTier', 'An arrival at a tier.', {
        tier: ref(Tier, { description: 'Where the plan went.' }),
        because: Type.String({ description: 'Why, as a code.', examples: ['not-comfortable'] }),
        sentence: Type.String({
          description: 'Why, in plain English.',
          examples: ['The care coordinator was not comfortable to decide, so the team manager decides.'],
        }),
        arrivedAt: instant(),
      }),
    ),
    { description: 'The way of the present version so far, oldest first.', maxItems: 20 },
  ),
  votes: nullable(
    ref(
      thing('VoteCount', 'How the meeting or panel stands.', {
        agreeing: Type.Integer({ minimum: 0, description: 'Votes for.', examples: [2] }),
        inPart: Type.Integer({ minimum: 0, description: 'Votes for a part of it.', examples: [0] }),
        against: Type.Integer({ minimum: 0, description: 'Votes against.', examples: [1] }),
        livedExperience: Type.Integer({
          minimum: 0,
          description: 'Votes of members with lived experience.',
          examples: [1],
        }),
        quorate: Type.Boolean({ description: 'Whether that is a quorum.', examples: [true] }),
        unanimous: Type.Boolean({ description: 'Whether everybody must agree.', examples: [false] }),
      }),
    ),
    { description: 'Null where one person decides.', examples: [null] },
  ),
})

export type Signature = Static<typeof Signature>
export type SignOffRoute = Static<typeof SignOffRoute>
export type ConflictOfInterest = Static<typeof ConflictOfInterest>
export const signOffSchemas = [
  NewSignature,
  Signature,
  SupportPlanSigned,
  PlanDecision,
  PlanDecided,
  NewEscalation,
  NewVote,
  NewConflictOfInterest,
  ConflictOfInterest,
  ConflictsOfInterest,
  ConflictDeclared,
  SignOffRoute,
]
