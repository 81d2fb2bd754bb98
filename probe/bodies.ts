import type {
  AppealDecision,
  BudgetInputs,
  CurrentServicePatch,
  NewCurrentService,
  NewExpressionOfInterest,
  NewSchemeDraft,
  NewSignature,
  PlanDecision,
  ReviewCompletion,
} from './types.ts'

/**
 * Bodies as a client writes them, by the name of their schema. They are compiled against the types that each generator makes
 * (each finds its own `types.ts` beside a copy of this file), and held against the contract itself.
 */
interface Bodies {
  BudgetInputs: BudgetInputs[]
  PlanDecision: PlanDecision[]
  AppealDecision: AppealDecision[]
  ReviewCompletion: ReviewCompletion[]
  NewCurrentService: NewCurrentService[]
  CurrentServicePatch: CurrentServicePatch[]
  NewSignature: NewSignature[]
  NewExpressionOfInterest: NewExpressionOfInterest[]
  NewSchemeDraft: NewSchemeDraft[]
}

const contentHash = 'a'.repeat(64)
const reason = { code: 'outcome-not-clear', whatWouldChange: 'Say how it would help you sleep.' }
const saidFor = {
  saidOn: '2026-11-24',
  how: 'in-person',
  present: 'Their sister.',
  evidence: 'The note of the review.',
} as const
const found = {
  outcomeRatings: [{ outcome: 'sleep', rating: 7, words: null }],
  domainRatings: {},
  words: null,
}

export const bodies: Bodies = {
  BudgetInputs: [
    { method: 'one-off', items: [{ key: 'drum-kit', title: 'A drum kit', amountPence: 25_000 }] },
    { method: 'required-services', services: [{ service: 'talking-therapy', units: 26 }] },
    {
      method: 'historic-cost',
      until: '2026-10-31',
      contacts: [{ service: 'talking-therapy', units: 26 }],
      socialCare: { reference: 'SC-2026-0417', amountPence: 120_000 },
      gpAgreement: { practiceCode: 'G82117', agreedOn: '2026-10-01' },
    },
    { method: 'points' },
  ],
  PlanDecision: [
    { outcome: 'agreed', contentHash, reasons: [] },
    {
      outcome: 'agreed-in-part',
      contentHash,
      lines: [
        { line: 'drum-kit', outcome: 'agreed' },
        { line: 'mattress', outcome: 'refused' },
      ],
      reasons: [{ ...reason, line: 'mattress' }],
      shares: [
        { funder: 'commissioner', basisPoints: 5_000 },
        { funder: 'local-authority', basisPoints: 5_000 },
      ],
    },
    { outcome: 'returned', contentHash, reasons: [reason] },
    { outcome: 'refused', contentHash, reasons: [reason] },
  ],
  AppealDecision: [
    { outcome: 'upheld', reasons: [reason] },
    { outcome: 'varied', reasons: [reason] },
    { outcome: 'overturned', reasons: [], gapsAcceptedBecause: 'The duty team rings before each of these nights.' },
  ],
  ReviewCompletion: [
    { finding: 'continue', ...found, personAgrees: true, saidFor, reasons: [] },
    { finding: 'change', ...found, personAgrees: true, saidFor, reasons: [] },
    { finding: 'increase', ...found, personAgrees: false, saidFor, reasons: [] },
    {
      finding: 'reduce',
      ...found,
      personAgrees: false,
      preventiveEvidence: 'Family are there at night.',
      saidFor,
      reasons: [reason],
    },
    {
      finding: 'end',
      ...found,
      personAgreement: {
        on: '2026-11-24',
        words: 'I do not need it any more.',
        saidFor,
      },
      reasons: [reason],
    },
  ],
  NewCurrentService: [
    {
      kind: 'therapy',
      title: 'Talking therapy',
      provider: 'Mersey Mental Health NHS Trust',
      serviceCode: null,
      minutesPerWeek: 60,
      relationshipWith: 'Dr Amara Okafor',
    },
  ],
  CurrentServicePatch: [
    { status: 'kept' },
    { status: 'at-risk', statusReason: 'The group closes in spring.' },
    {
      status: 'replaced',
      replacedBy: 'night-support',
      replacementStartsOn: '2026-12-01',
      replacementMinutesPerWeek: 120,
    },
    { status: 'ending', endsOn: '2026-12-31', personAgreement: { on: '2026-11-24', words: null } },
    { status: 'kept', minutesPerWeek: 30, statusReason: 'There are fewer sessions.' },
  ],
  NewSignature: [{ caseRole: 'broker', how: 'online', contentHash }],
  NewExpressionOfInterest: [
    {
      goals: [{ words: 'To sleep through the night.' }],
      basis: 'local-offer',
      targetGroup: 'recovery-services',
      answers: [{ question: 'what-now', words: 'My therapist once a week.' }],
    },
  ],
  NewSchemeDraft: [
    { rules: null },
    {
      rules: {
        format: 6,
        period: { months: 12, source: 'Set by the scheme: no source says it' },
        bases: ['local-offer'],
        basesSource: 'Set by the scheme: no source says it',
        targetGroups: [
          'recovery-services',
          'early-intervention',
          'frequent-crisis-use',
          'repeated-emergency-attendance',
        ],
        targetGroupsSource: 'Set by the scheme: no source says it',
        eligibility: {
          likely: ['mental-health-support'],
          checked: ['officer-decides'],
          takes: [
            { entryStatus: 'with-social-care-budget', jointAssessment: false },
            { entryStatus: 'without-social-care-budget', jointAssessment: false },
          ],
          source: 'Set by the scheme: no source says it',
        },
        readinessQuestions: [
          {
            key: 'what-now',
            question: 'What support do you have now, and what do you want to keep?',
            required: true,
            source: 'Set by the scheme: no source says it',
          },
          {
            key: 'out-of-hours',
            question: 'When are things hardest for you, and who do you call at those times?',
            required: true,
            source: 'Set by the scheme: no source says it',
          },
        ],
        budget: {
          method: 'one-off',
          floorPence: 40000,
          ceilingPence: 100000,
          source:
            'Mind, report on personal health budgets in mental health, 2013: one-off budgets of between £400 and £1,000',
        },
        prices: [],
        adjustments: { upliftBasisPoints: 0, upliftSource: 'None' },
        crisis: { reserveBasisPoints: 0, source: 'Set by the scheme: nothing is put aside' },
        split: {
          kind: 'single',
          host: 'commissioner',
          shares: [],
          decidedAtApproval: false,
          source: 'Set by the scheme: no source says it',
        },
        signatures: ['broker', 'person', 'care-coordinator'],
        signaturesSource: 'Set by the scheme: no source says it',
        tiers: [
          {
            tier: 'care-coordinator',
            heldBy: ['care-coordinator'],
            limitPence: 40000,
            workingDays: 5,
            quorum: null,
            source:
              'Mind, report on personal health budgets in mental health, 2013: up to £400 may be approved by the care coordinator, if comfortable',
          },
          {
            tier: 'team-manager',
            heldBy: ['team-manager'],
            limitPence: 100000,
            workingDays: 5,
            quorum: null,
            source: 'Set by the scheme: no source says who decides above £400',
          },
        ],
        forced: [
          {
            condition: 'crisis-gaps-accepted',
            tier: 'team-manager',
            source: "A gap at the person's worst times is accepted above the care coordinator",
          },
          {
            condition: 'preventive-reduction',
            tier: 'team-manager',
            source:
              'Mind, report on personal health budgets in mental health, 2013: support that works is withdrawn because needs look lower; the next tier up decides',
          },
        ],
        categories: [
          { key: 'training', name: 'Courses and lessons', group: 'learning-and-work', source: 'Set by the scheme' },
          { key: 'alcohol', name: 'Alcohol', group: 'not-bought', source: 'Set by the scheme' },
          { key: 'tobacco', name: 'Tobacco', group: 'not-bought', source: 'Set by the scheme' },
        ],
        catalogue: null,
        catalogueSource: 'Set by the scheme: no source says it',
        clocks: {
          expressionDecision: 10,
          informationAnswer: 20,
          assessment: 20,
          calculation: 10,
          disclosure: 5,
          planning: 20,
          signing: 10,
          firstPayment: 10,
          appealDecision: 20,
          source: 'Set by the scheme',
        },
        preventive: { noticeWorkingDays: 20, reliedOnAfterMonths: 6, source: 'Set by the scheme: no source says it' },
        reviews: {
          firstWithinMonths: 3,
          routineEveryMonths: 12,
          rapidWithinWorkingDays: 5,
          source: 'Set by the scheme: no source says it',
        },
        appeals: {
          lodgeWithinWorkingDays: 60,
          reviewers: ['commissioner-officer', 'team-manager'],
          help: [
            { name: 'Independent NHS complaints advocacy', contact: 'Your local council has the number' },
            { name: 'Mind Infoline', contact: '0300 102 1234' },
          ],
          source: 'Set by the scheme: no source says it',
        },
        brokerage: {
          kind: 'independent',
          mostMinutes: null,
          source:
            'Mind, report on personal health budgets in mental health, 2013: a broker who interviews every applicant',
        },
        deployments: ['third-party'],
        deploymentsSource: 'Set by the scheme: no source says it',
        money: { moves: null, ringFenced: [], periodEnd: null },
        excluded: [
          {
            category: 'alcohol',
            sentence: 'A budget cannot pay for alcohol.',
            signpost: 'Drinkline gives free, confidential help: 0300 123 1110.',
            source: 'Set by the scheme: no source says it',
          },
          {
            category: 'tobacco',
            sentence: 'A budget cannot pay for tobacco.',
            signpost: 'Your local stop smoking service is free: 0300 123 1044.',
            source: 'Set by the scheme: no source says it',
          },
        ],
        reasons: [
          {
            code: 'not-eligible',
            sentence: 'The scheme is meant for people in other circumstances.',
            source: 'Set by the scheme: no source says it',
          },
          {
            code: 'outcome-not-clear',
            sentence: 'It is not yet clear how this would help with what you want to change.',
            source: 'Set by the scheme: no source says it',
          },
        ],
      },
    },
  ],
}
