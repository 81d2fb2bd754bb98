import t from 'tap'
import type { KeptDecision } from '../../src/decisions/repository.ts'
import { funders } from '../../src/rules/budgets/budget-rules.ts'
import { tiers } from '../../src/rules/scheme/scheme-rules.ts'
import { decisionOutcomes } from '../../src/rules/sign-off/outcomes.ts'
import type { Addressed, LetterFacts } from '../../src/words/letters/facts.ts'
import { letterHtml } from '../../src/words/letters/letter-html.ts'
import { toldOf } from '../../src/words/letters/letter-words.ts'
import { merseyside } from '../rules/scheme/a-scheme.ts'
import { readPageAsPerson } from './plain-english.ts'
import { everyStay, staying } from './stays.ts'

const decision: KeptDecision = {
  id: '0193',
  caseId: '0193',
  subject: 'support-plan',
  subjectId: '0193',
  subjectVersion: 1,
  outcome: 'agreed',
  tier: 'care-coordinator',
  reasons: [],
  gapsAcceptedBecause: null,
  lines: null,
  shares: null,
  decidedByName: 'Sam Jones',
  inPlaceOfName: null,
  decidedAt: '2026-11-24T10:00:00.000Z',
  schemeVersion: 1,
  heard: null,
}
const reason = {
  code: 'outcome-not-clear',
  sentence: 'It is not yet clear how this would help.',
  line: 'drum-kit',
  whatWouldChange: 'Say how it would help you sleep.',
  signpost: 'The music room is free.',
}
const to: Addressed = {
  reference: 'K7QF-2MX3',
  person: 'Zebedee Quartermaine',
  language: 'en',
  interpreterNeeded: false,
  communicationNeeds: null,
  scheme: 'One-off recovery budgets',
  commissioner: 'NHS Cheshire and Merseyside',
  trust: 'Mersey Mental Health NHS Trust',
  careCoordinator: 'Quillon Coordinator',
}
const plan = {
  lines: [
    { key: 'drum-kit', title: 'A drum kit', amountPence: 25_000 },
    { key: 'mattress', title: 'A mattress', amountPence: 15_000 },
  ],
}
const letter: LetterFacts = { decision, about: {}, to, rules: merseyside, stays: staying([]) }

/** What else a letter can be about, by a name for it. */
const variations: readonly (readonly [string, Partial<KeptDecision>, Partial<LetterFacts>])[] = [
  ['as it is', {}, {}],
  ['with reasons', { reasons: [reason, { ...reason, line: null, signpost: null }] }, { about: { plan } }],
  [
    'in part',
    { lines: plan.lines.map(({ key }, index) => ({ line: key, outcome: index === 0 ? 'agreed' : 'refused' })) },
    { about: { plan } },
  ],
  ['with gaps', { gapsAcceptedBecause: 'They know them well.' }, { about: { plan } }],
  ['with shares', { shares: funders.map((funder) => ({ funder, basisPoints: 1, amountPence: 100 })) }, {}],
  ['in a place', { inPlaceOfName: 'Alex Smith' }, {}],
  ['of a plan that takes a place', {}, { about: { plan, replaced: { agreedAt: '2026-03-03T10:00:00.000Z' } } }],
  ['without a care coordinator', {}, { to: { ...to, careCoordinator: null } }],
  [
    'in another way',
    {},
    { to: { ...to, language: 'ur', interpreterNeeded: true, communicationNeeds: 'Large print, please' } },
  ],
  ['by when', {}, { rules: { ...merseyside, appeals: { ...merseyside.appeals, lodgeWithinWorkingDays: 1 } } }],
  ['with what stays', {}, { stays: staying(everyStay) }],
  [
    'beside a plan',
    {},
    {
      about: {
        offPlan: {
          title: 'A practice pad',
          askedPence: 5_000,
          agreedPence: 2_000,
          payee: 'City Drum Shop',
          ties: ['own-organisation'],
        },
      },
    },
  ],
  [
    'for waiting',
    {},
    { about: { waiting: { bought: 'Taxis', spentOn: '2026-11-02', claimedPence: 5_000, agreedPence: 0 } } },
  ],
  [
    'of a practice',
    { tier: 'gp-practice' },
    {
      about: {
        healthNeed: { practice: 'Harbour Street Surgery', asked: 'Panic.', on: '2026-11-02', recordedBy: 'Sam Jones' },
      },
    },
  ],
  ['begun anew', {}, { about: { elsewhere: 'begun-anew' } }],
  ['ended for good', {}, { about: { elsewhere: 'ended-for-good' } }],
  ...(['commissioner-officer', 'reviewer', ...tiers] as const).map((tier) => [`by ${tier}`, { tier }, {}] as const),
  ...(
    ['expression-of-interest', 'support-plan', 'review', 'off-plan-request', 'waiting-claim', 'health-need'] as const
  ).flatMap((subject) =>
    decisionOutcomes.map(
      (outcome) =>
        [
          `on appeal against ${subject} ${outcome}`,
          {},
          { about: { appealed: { subject, outcome, decidedAt: '2026-11-02T10:00:00.000Z' } } },
        ] as const,
    ),
  ),
]

t.test('every letter is plain English from top to bottom, whatever was decided and whatever it tells of', async (t) => {
  for (const outcome of decisionOutcomes)
    for (const [name, decided, more] of variations) {
      const facts = { ...letter, ...more, decision: { ...decision, ...decided, outcome } }
      const { title } = toldOf(facts.decision, facts.about)
      readPageAsPerson(t, `letter ${outcome} ${name}`, { title, body: letterHtml(facts) })
    }
})

t.test('an appeal that was in vain lets happen what waited for it, and the letter says so', async (t) => {
  for (const outcome of decisionOutcomes) {
    const appealed = { subject: 'support-plan', outcome, decidedAt: '2026-11-02T10:00:00.000Z' } as const
    const { next } = toldOf({ outcome: 'upheld' }, { appealed })
    const waited = ['agreed-with-reduction', 'ended', 'recovered', 'set-off'].includes(outcome)
    t.equal(/What waited because of your appeal can happen from tomorrow on/.test(next), waited, outcome)
    t.equal(/Nothing changes because of this/.test(next), !waited, outcome)
  }
})
