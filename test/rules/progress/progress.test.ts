import fc from 'fast-check'
import t from 'tap'
import type { CaseFacts } from '../../../src/rules/progress/facts.ts'
import { progressOf } from '../../../src/rules/progress/progress.ts'
import { caseSteps, stageOf, stages, steps } from '../../../src/rules/progress/steps.ts'
import { caseRoles } from '../../../src/rules/sign-off/sign-off-rules.ts'
import { stepWords } from '../../../src/words/steps.ts'
import { merseyside } from '../scheme/a-scheme.ts'
import { presets } from '../scheme/presets.ts'
import { anyFacts, atFirst } from './any-facts.ts'

const anyRules = fc.constantFrom(...presets.map(({ rules }) => rules))

t.test('unless it has ended, a case waits for somebody, and for no role on the case that nobody holds', async () => {
  fc.assert(
    fc.property(anyFacts, anyRules, (facts, rules) => {
      const { waits } = progressOf(facts, rules)
      if (facts.ending === null && waits.length === 0) return false
      return waits.every(
        ({ party, subject }) =>
          subject === 'appeal' ||
          !(caseRoles as readonly string[]).includes(party) ||
          (facts.team as string[]).includes(party) ||
          // Who acts for a person who does not sign in is waited for in their place.
          (party === 'person' && facts.team.includes('representative')),
      )
    }),
    { numRuns: 20_000 },
  )
})

t.test(
  'what staff owe has a clock; what is the person’s to say, or to buy, takes as long as it takes, and so does finding money',
  async () => {
    const free = new Set([
      ...['case-opened', 'expression-drafted', 'plan-refused', 'budget-active', 'review-done', 'hearing-to-say'],
      // The days to appeal are the time that it has (decision 0146).
      'letter-to-give',
      // The days after the purchase are the time that it has (decision 0178).
      'receipt-to-send',
      // Nobody has so many days to find money by, and the person has what they had (decision 0148).
      'plan-waits-for-budget',
    ])
    fc.assert(
      fc.property(anyFacts, anyRules, (facts, rules) =>
        progressOf(facts, rules).waits.every(({ clock, step }) => clock !== null || free.has(step)),
      ),
      // So many that a wait which few cases can have is among them in each run, and not in one of many.
      { numRuns: 20_000 },
    )
  },
)

t.test('a party is waited for once about a thing, and the same facts give the same progress', async (t) => {
  fc.assert(
    fc.property(anyFacts, anyRules, (facts, rules) => {
      const { waits } = progressOf(facts, rules)
      const keys = waits.map(({ subject, subjectId, party }) => `${subject} ${subjectId} ${party}`)
      return new Set(keys).size === keys.length
    }),
    { numRuns: 5_000 },
  )
  fc.assert(
    fc.property(anyFacts, (facts) =>
      t.same(progressOf(facts, merseyside), progressOf(structuredClone(facts), merseyside)),
    ),
    { numRuns: 50 },
  )
})

t.test('a case that is spending goes on spending, whatever is planned beside it', async () => {
  fc.assert(
    fc.property(anyFacts, anyRules, (facts, rules) => {
      const { stage, waits } = progressOf(facts, rules)
      if (facts.ending || !facts.planInForce) return true
      const spends = waits.some(
        ({ subject, subjectId }) => subject === 'support-plan' && subjectId === facts.planInForce?.id,
      )
      return ['spending', 'review'].includes(stage) && spends
    }),
    { numRuns: 5_000 },
  )
})

const accepted = { id: 'e', status: 'accepted', answerBy: null, requestId: null } as const
const budget = { id: 'b', disclosed: true, current: true } as const
const agreed = { id: 'p', status: 'active', inPart: false, spenders: ['broker'] } as const
const draft = {
  id: 'q',
  status: 'draft',
  outstanding: [],
  tier: null,
  conflicts: [],
  totalPence: 40_000,
  short: false,
} as const
const planning = {
  expression: accepted,
  assessment: { id: 'a', status: 'completed' },
  calculated: true,
  budget,
} as const

const given: readonly (readonly [title: string, facts: Partial<CaseFacts>, step: string, waits: readonly string[]])[] =
  [
    ['a new case', {}, 'case-opened', ['person case-opened', 'care-coordinator case-opened']],
    ['a case that a system opened with an empty team', { team: [] }, 'case-opened', ['team-manager case-opened']],
    ['an accepted interest', { expression: accepted }, 'expression-accepted', ['care-coordinator expression-accepted']],
    ['a plan to be made, without a broker', planning, 'budget-disclosed', ['care-coordinator budget-disclosed']],
    [
      'a plan to be made with a broker',
      { ...planning, team: ['person', 'broker', 'care-coordinator'] },
      'budget-disclosed',
      ['broker budget-disclosed'],
    ],
    [
      'a signature awaited of a broker who has left',
      { ...planning, planUnderWay: { ...draft, status: 'awaiting-signatures', outstanding: ['broker'] } },
      'plan-submitted',
      ['care-coordinator broker-missing'],
    ],
    [
      'a changed plan that is drafted beside the one in force',
      { ...planning, planInForce: agreed, planUnderWay: draft, team: ['person', 'broker', 'care-coordinator'] },
      'budget-active',
      ['broker plan-drafted', 'broker budget-active'],
    ],
    [
      'a plan whose notice is over and that comes to more than is left of the budget',
      {
        ...planning,
        planInForce: agreed,
        planUnderWay: { ...draft, status: 'awaiting-notice', short: true },
        team: ['person', 'broker', 'care-coordinator'],
      },
      'budget-active',
      ['broker plan-waits-for-budget', 'care-coordinator plan-waits-for-budget', 'broker budget-active'],
    ],
    [
      'a finding that waits while a changed plan is decided on',
      {
        ...planning,
        team: ['person', 'broker', 'care-coordinator'],
        planInForce: agreed,
        planUnderWay: { ...draft, status: 'awaiting-decision', tier: 'team-manager' },
        reviews: [
          {
            id: 'r',
            kind: 'first',
            status: 'awaiting-decision',
            dueOn: '2027-02-24',
            tier: 'team-manager',
            again: false,
          },
        ],
      },
      'finding-to-confirm',
      ['team-manager plan-signed', 'broker budget-active', 'team-manager finding-to-confirm'],
    ],
    [
      'a case that has ended with an appeal open',
      {
        ...planning,
        ending: 'withdrawn',
        appeals: [{ id: 'x', status: 'lodged', reviewers: ['commissioner-officer'], notBy: ['the-officer'] }],
      },
      'case-withdrawn',
      ['commissioner-officer appeal-to-decide'],
    ],
    [
      'a person who does not sign in, with nobody to act for them',
      {
        team: ['care-coordinator'],
        expression: { ...accepted, status: 'information-requested', answerBy: 'person', requestId: 'i' },
      },
      'information-requested',
      ['care-coordinator information-requested'],
    ],
  ]

for (const [title, facts, step, waits] of given)
  t.test(`given ${title}`, async (t) => {
    const progress = progressOf({ ...atFirst, ...facts }, merseyside)
    t.equal(progress.step, step)
    t.same(
      progress.waits.map((wait) => `${wait.party} ${wait.step}`),
      waits,
    )
  })

t.test('P1: every step says what comes next, to the person and to staff, in whole sentences', async (t) => {
  t.same(Object.keys(stepWords).sort(), [...steps].sort())
  for (const [step, words] of Object.entries(stepWords))
    for (const sentence of Object.values(words)) {
      t.match(sentence, /^[A-Z].*\.$/, step)
      t.notMatch(sentence, /\b(patient|client|user|service user)\b/i, step)
    }
})

t.test('P3, P15: what ends a case against or by the person’s word leaves what they have now', async (t) => {
  for (const step of ['expression-declined', 'plan-refused', 'budget-ended', 'case-withdrawn'] as const)
    t.match(stepWords[step].person, /stays/, step)
})

t.test('every stage has a step', async (t) => {
  t.same(new Set(caseSteps.map((step) => stageOf[step])), new Set(stages))
})
