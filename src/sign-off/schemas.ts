import { type Static, Type } from '@sinclair/typebox'
import { Decision, LineOutcome, ReasonInput } from '../decisions/schemas.ts'
import { saidForField } from '../rules/people/recording.ts'
import { CaseRole } from '../rules/scheme/scheme-rules.ts'
import { id, instant, key, nullable, oneOf, oneOfThings, ref, thing, words } from '../shared/schema.ts'
import { contentHashSchema, SupportPlan } from '../support-plans/schemas.ts'
import { agreementTerms } from './agreement-terms.ts'
import { SignOffRoute } from './route-schemas.ts'

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

export type Signature = Static<typeof Signature>
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
