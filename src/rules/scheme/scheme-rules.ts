import { type Static, Type } from '@sinclair/typebox'
import { called, key, nullable, oneOf, ref, thing, words } from '../../shared/schema.ts'
import { Adjustments, BudgetRules, budgetRuleSchemas, CrisisRules, Price, SplitRules } from '../budgets/budget-rules.ts'
import { PeriodRules } from '../budgets/period.ts'
import { CaseRole, ForcedTier, signOffRuleSchemas, TierHolder, TierRules } from '../sign-off/sign-off-rules.ts'
import { categorySchemas, ExcludedCategory, SpendingCategory } from './categories.ts'
import { EligibilityRules } from './eligibility.ts'
import { MoneyRules, moneyRuleSchemas } from './money-rules.ts'

const source = words(300, 'Where it comes from.', 'Set by the scheme: no source says it')
/** Where a list of plain words comes from. */
const sourceOf = (what: string) => words(300, `Where ${what} come from.`, 'Set by the scheme: no source says it')
const days = (description: string) => Type.Integer({ minimum: 1, maximum: 365, description, examples: [10] })

const ReadinessQuestion = ref(
  thing('ReadinessQuestion', 'A question.', {
    key: key('The key that an answer names.', 'what-now'),
    question: words(
      300,
      'The question as it is put to the person.',
      'What support do you have now, and what do you want to keep?',
    ),
    required: Type.Boolean({ description: 'Whether the expression can be sent without an answer.', examples: [true] }),
    source,
  }),
)

const Clocks = ref(
  thing('ClockRules', 'How long each step may take.', {
    expressionDecision: days('Working days to decide on an expression of interest.'),
    informationAnswer: days('Working days the person is given to answer questions.'),
    assessment: days('Working days from the agreed expression of interest to a complete assessment of needs.'),
    calculation: days('Working days to work out the amount, once what it depends on is known.'),
    disclosure: days('Working days to tell the person the amount, once it is worked out.'),
    planning: days('Working days to write a plan with the person, once the person knows the amount.'),
    signing: days('Working days for everybody who must sign, once the plan is submitted.'),
    firstPayment: days('Working days from agreement to the first payment.'),
    appealDecision: days('Working days to decide on an appeal.'),
    source,
  }),
)

const Reviews = ref(
  thing('ReviewRules', 'When a budget is reviewed.', {
    firstWithinMonths: Type.Integer({
      minimum: 1,
      maximum: 3,
      description: 'The first review is due within so many months of the agreement of a plan.',
      examples: [3],
    }),
    routineEveryMonths: Type.Integer({
      minimum: 1,
      maximum: 12,
      description: 'And then at least so often.',
      examples: [12],
    }),
    rapidWithinWorkingDays: days('A rapid review is due within so many working days.'),
    source,
  }),
)

const Preventive = ref(
  thing('PreventiveRules', 'What is guarded against being taken away because it works.', {
    noticeWorkingDays: days('Working days for which the person goes on having what a decision takes away.'),
    reliedOnAfterMonths: nullable(Type.Integer({ minimum: 1, maximum: 36 }), {
      description:
        'After so many months of support that is paid again and again, it is guarded as preventive support is; null: only what is marked preventive is.',
      examples: [6],
    }),
    source,
  }),
)

const Appeals = ref(
  thing('AppealRules', 'How decisions can be appealed.', {
    lodgeWithinWorkingDays: days('Working days after a decision to appeal; later ones give a reason.'),
    reviewers: Type.Array(ref(TierHolder, { description: 'A role.' }), {
      description: 'Who may review; never somebody who took part in the decision.',
      minItems: 1,
      maxItems: 7,
      uniqueItems: true,
    }),
    help: Type.Array(
      ref(
        thing('AppealHelp', 'Somebody who can help with an appeal.', {
          name: called(200, 'Who can help.', 'Independent advocacy service'),
          contact: words(200, 'How to reach them.', '0300 330 5499'),
        }),
      ),
      { description: 'Who can help.', minItems: 1, maxItems: 10 },
    ),
    source,
  }),
)

const BrokerNeed = ref(
  thing('BrokerNeed', 'Training or accreditation that a broker needs.', {
    course: key('The course, as the register of brokers names it.', 'peer-support'),
    name: called(200, 'What it is called.', 'Peer support training of Together for Mental Wellbeing'),
    level: nullable(Type.Integer({ minimum: 1, maximum: 8 }), {
      description: 'The level that it must be accredited at, or above; null: none.',
      examples: [4],
    }),
    of: ref(oneOf(['all', 'peers', 'others'], { $id: 'BrokerNeedOf', description: 'Which brokers need it.' })),
    source,
  }),
)

const Brokerage = ref(
  thing('BrokerageRules', 'Who helps the person to plan, and how long.', {
    kind: ref(oneOf(['independent', 'peer', 'none'], { $id: 'BrokerageKind', description: 'Who helps to plan.' })),
    mostMinutes: nullable(Type.Integer({ minimum: 1, maximum: 100_000 }), {
      description: 'The most minutes that all brokers together spend with one person; null: no limit.',
      examples: [300],
    }),
    beyond: Type.Optional(
      ref(
        oneOf(['refused', 'by-agreement'], {
          $id: 'BrokerageBeyond',
          description: 'What becomes of time beyond the limit: it is refused, or can be agreed for one person.',
        }),
        { description: 'What becomes of time beyond the limit; left out: it is refused.' },
      ),
    ),
    brokersNeed: Type.Optional(
      Type.Array(BrokerNeed, {
        description: 'What brokers need to be given to a person; left out: nothing beside being registered.',
        maxItems: 20,
      }),
    ),
    source: words(
      300,
      'Where it comes from.',
      'Social Care Institute for Excellence, Project SWAP: at most five hours',
    ),
  }),
)

const SchemeReason = ref(
  thing('SchemeReason', 'A reason.', {
    code: Type.String({
      pattern: '^[a-z][a-z0-9-]{0,60}$',
      description: 'The code of the reason.',
      examples: ['outcome-not-clear'],
    }),
    sentence: words(
      400,
      'The reason in plain words.',
      'It is not yet clear how this helps with what you want to change.',
    ),
    source,
  }),
)

export const OfferBasis = oneOf(['local-offer', 'right-to-have'], {
  $id: 'OfferBasis',
  description: 'On what basis a budget can be offered.',
})
export const Deployment = oneOf(['notional', 'third-party', 'direct-payment'], {
  $id: 'Deployment',
  description: 'How the money is held.',
})

export const SchemeRules = thing(
  'SchemeRules',
  "A scheme's rules, as data. A version that was published never changes.",
  {
    format: Type.Literal(6, {
      description: 'The format of this document. Older documents are read as if they were written in this one.',
      examples: [6],
    }),
    bases: Type.Array(ref(OfferBasis, { description: 'Why a budget can be offered.' }), {
      description: 'The bases of the offer.',
      minItems: 1,
      uniqueItems: true,
    }),
    basesSource: sourceOf('the bases'),
    targetGroups: Type.Array(key('A group the offer is meant for.', 'recovery-services'), {
      description: 'Whom the local offer is meant for.',
      maxItems: 20,
    }),
    targetGroupsSource: sourceOf('the groups'),
    eligibility: ref(EligibilityRules),
    readinessQuestions: Type.Array(ReadinessQuestion, {
      description: 'What a panel will ask, shown before sending.',
      maxItems: 20,
    }),
    budget: ref(BudgetRules),
    period: ref(PeriodRules),
    prices: Type.Array(ref(Price), { description: 'The price list of the scheme.', maxItems: 200 }),
    adjustments: ref(Adjustments),
    crisis: ref(CrisisRules),
    split: ref(SplitRules),
    signatures: Type.Array(ref(CaseRole, { description: 'A role that must sign.' }), {
      description: 'Who must sign a plan before it is decided.',
      minItems: 1,
      uniqueItems: true,
    }),
    signaturesSource: sourceOf('the signatures'),
    tiers: Type.Array(ref(TierRules), { description: 'The tiers, lowest first.', minItems: 1, maxItems: 6 }),
    forced: Type.Array(ref(ForcedTier), {
      description: 'What goes at least to a tier, whatever its amount.',
      maxItems: 20,
    }),
    categories: nullable(Type.Array(ref(SpendingCategory), { minItems: 1, maxItems: 100 }), {
      description:
        'The categories of spending, those that no budget buys among them: a plan line has one of them. Null in versions from before there was such a list, where a line can have any; a version that is published now lists its own.',
    }),
    catalogue: nullable(Type.Array(key('A category of the scheme.', 'equipment'), { maxItems: 100 }), {
      description:
        'The categories that are usual in the scheme; null: nothing is unusual. Others are not refused, but can force a tier.',
      examples: [null],
    }),
    catalogueSource: sourceOf('the usual categories'),
    clocks: Clocks,
    reviews: Reviews,
    preventive: Preventive,
    appeals: Appeals,
    brokerage: Brokerage,
    deployments: Type.Array(ref(Deployment, { description: 'A way to hold the money.' }), {
      description: 'How money can be held.',
      minItems: 1,
      uniqueItems: true,
    }),
    deploymentsSource: sourceOf('the ways to hold money'),
    money: ref(MoneyRules),
    excluded: Type.Array(ref(ExcludedCategory), {
      description:
        'What no budget of this scheme buys. A version that is published has `alcohol`, `tobacco`, `gambling`, `debt-repayment`, `unlawful`, `emergency-care`, `primary-medical-care` and `nhs-charges`, which no budget buys anywhere.',
      maxItems: 60,
    }),
    reasons: Type.Array(SchemeReason, {
      description: 'The reasons that a decision against the person can name.',
      minItems: 1,
      maxItems: 60,
    }),
  },
)
export type SchemeRules = Static<typeof SchemeRules>
export const schemeRuleSchemas = [
  ...budgetRuleSchemas,
  PeriodRules,
  ...signOffRuleSchemas,
  ...categorySchemas,
  EligibilityRules,
  ...moneyRuleSchemas,
  SchemeRules,
]

export { CaseRole, caseRoles, Tier, TierRules, tiers } from '../sign-off/sign-off-rules.ts'
