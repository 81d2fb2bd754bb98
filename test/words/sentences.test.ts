import fc from 'fast-check'
import t from 'tap'
import { payer } from '../../src/budgets/explanation-words.ts'
import { funders } from '../../src/rules/budgets/budget-rules.ts'
import { reductionKinds } from '../../src/rules/planning/preventive.ts'
import { reductionGrounds } from '../../src/rules/planning/reductions.ts'
import { pauseReasons } from '../../src/rules/progress/clocks.ts'
import { steps } from '../../src/rules/progress/steps.ts'
import { tiers } from '../../src/rules/scheme/scheme-rules.ts'
import { escalationReasons, type PassedTier, type RouteFacts } from '../../src/rules/sign-off/sign-off.ts'
import { forcingConditions } from '../../src/rules/sign-off/sign-off-rules.ts'
import { decidedBy } from '../../src/words/letters/letter-words.ts'
import { pauseWords } from '../../src/words/pauses.ts'
import { transparency } from '../../src/words/published/transparency.ts'
import { groundWords, reducedSentence } from '../../src/words/reductions.ts'
import { funderNames, rolesTold, tierWords } from '../../src/words/roles.ts'
import { forcedSentence, noRouteSentence, routeSentence } from '../../src/words/routes.ts'
import { stepWords } from '../../src/words/steps.ts'
import { alwaysStays, sayingNo } from '../../src/words/what-stays.ts'
import { givenOf, worked } from '../rules/budgets/a-budget.ts'
import { presets } from '../rules/scheme/presets.ts'
import { readAsPerson } from './plain-english.ts'

t.test(
  'what happens next is plain English at every step, for the person and for staff; so is every pause',
  async (t) => {
    for (const step of steps) {
      readAsPerson(t, `${step} for the person`, stepWords[step].person)
      readAsPerson(t, `${step} for staff`, stepWords[step].staff)
    }
    for (const reason of pauseReasons) readAsPerson(t, reason, pauseWords[reason])
  },
)

t.test('who decides and why is plain English, for every tier and every reason', async (t) => {
  const whyNot: readonly PassedTier['because'][] = [
    'no-limit',
    'over-limit',
    'no-members',
    'no-care-coordinator',
    'not-independent',
  ]
  for (const tier of tiers) {
    const say = (facts: RouteFacts) => routeSentence({ tier, because: 'within-limit', facts })
    const passed = [
      ...whyNot.map((because) => ({ tier, limitPence: because === 'no-limit' ? null : 100_000, because })),
      ...forcingConditions.map((condition) => ({ condition, tier })),
    ]
    const amounts = [[], ...passed.map((one) => [one]), passed].flatMap((some) =>
      [null, { since: '2026-03-03', pence: 23_456 }].flatMap((before) => {
        const facts = { by: 'amount', totalPence: 123_456, limitPence: 200_000, passed: some, before } as const
        return [true, false].map((together) => ({ ...facts, together }))
      }),
    )
    const escalations = tiers.flatMap((from) =>
      escalationReasons.map((because) => ({ by: 'escalation', from, because }) as const),
    )
    const unconfirmed = amounts.flatMap((facts) =>
      tiers.flatMap((below) =>
        [true, false].map(
          (together) => ({ by: 'identity', would: { tier: below, because: 'within-limit', facts }, together }) as const,
        ),
      ),
    )
    for (const facts of [
      ...amounts,
      ...unconfirmed,
      ...escalations,
      { by: 'team-conflict' } as const,
      { by: 'finding' } as const,
    ])
      readAsPerson(t, `route to ${tier} by ${facts.by}`, say(facts))
    for (const condition of forcingConditions) readAsPerson(t, condition, forcedSentence({ condition, tier }))
    readAsPerson(t, `decided by ${tier}`, decidedBy(tier).join('Sam Jones'))
  }
  for (const what of reductionKinds)
    readAsPerson(
      t,
      what,
      reducedSentence([{ what, from: what.includes('money') ? 100 : '2026-03-03', to: '2026-03-04' }]),
    )
  for (const ground of reductionGrounds) readAsPerson(t, ground, groundWords[ground])
  readAsPerson(t, 'no route', noRouteSentence(123_456))
})

t.test('names of tiers, roles and payers are plain English', async (t) => {
  for (const { short, told } of Object.values(tierWords)) for (const name of [short, told]) readAsPerson(t, short, name)
  for (const [role, name] of Object.entries(rolesTold)) readAsPerson(t, role, name)
  for (const funder of funders) {
    readAsPerson(t, funder, funderNames[funder])
    readAsPerson(t, funder, payer(funder))
  }
  for (const { title, sentence } of alwaysStays) for (const text of [title, sentence]) readAsPerson(t, title, text)
  readAsPerson(t, 'saying no', sayingNo)
})

t.test('every step of a calculation is plain English, by each method and with any figures', async (t) => {
  const told = new Map<string, string>()
  for (const given of Object.values(givenOf))
    for (const { rules, inputs, facts } of fc.sample(given, { numRuns: 60, seed: 8 })) {
      const { steps } = worked(rules, inputs, facts)
      for (const { rule, sentence } of steps) told.set(sentence.replaceAll(/[\d,.]+/g, '0'), `${rule}: ${sentence}`)
    }
  t.ok(
    new Set([...told.values()].map((one) => one.split(':')[0])).size >= 14,
    'nearly every kind of step is among them',
  )
  for (const [, text] of told)
    readAsPerson(t, text, text.replace(/^[a-z-]+: /, '').replaceAll(/service-\d+/g, 'service'))
})

t.test('what every scheme publishes is plain English', async (t) => {
  for (const { name, rules } of presets) {
    // The scheme's own questions, reasons and helpers are its commissioner's words.
    const bare = { ...rules, readinessQuestions: [], prices: [], excluded: [], catalogue: null, targetGroups: [] }
    const help = [{ name: 'Mind', contact: '0300 102 1234' }]
    const sections = transparency({ ...bare, reasons: [], appeals: { ...bare.appeals, help } })
    for (const { key, title, sentences } of sections)
      for (const text of [title, ...sentences]) readAsPerson(t, `${name} ${key}`, text)
  }
})
