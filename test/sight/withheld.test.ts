import t from 'tap'
import { withhold } from '../../src/case-access/withheld.ts'
import { anyOpens } from '../../src/rules/access/opens.ts'

const step = (domain: string, amountPence: number) => ({
  rule: 'points-domain',
  inputs: { domain, points: '3.50' },
  amountPence,
  sentence: `How hard ${domain} is`,
})
const band = { rule: 'points-band', inputs: { floorPence: 0 }, amountPence: -100, sentence: 'The band' }
const calculation = {
  facts: { ratings: [{ key: 'sleep', worstDay: 4 }], keptServices: ['crisis-contact'] },
  steps: [step('sleep', 300), step('work', 200), band],
  amountPence: 400,
}

t.test('who may not see the assessment gets one step for all its domains, and the steps still add up', async (t) => {
  const told = withhold('BudgetCalculation', calculation, ['audit'])
  t.same(told.facts, { ratings: [], keptServices: [] })
  t.equal(told.steps.length, 2)
  t.equal(
    told.steps.reduce((sum, { amountPence }) => sum + amountPence, 0),
    calculation.amountPence,
  )
  t.notMatch(JSON.stringify(told), /sleep|work|3\.50/)
  const page = withhold('BudgetCalculationPage', { items: [calculation], nextCursor: null }, ['audit'])
  t.same(page.items, [told])
})

t.test('one ground that opens the assessment is enough, and then nothing is left out', async (t) => {
  t.same(withhold('BudgetCalculation', calculation, ['audit', 'team']), calculation)
})

t.test('a broker reads a review and an appeal without the ratings and without the person’s words', async (t) => {
  const review = {
    result: {
      domainRatings: { sleep: 4 },
      measures: [{ score: 18 }],
      words: 'Mine',
      outcomeRatings: [{ rating: 7, words: 'Mine' }],
    },
  }
  t.same(withhold('Review', review, ['brokerage']), {
    result: { domainRatings: {}, measures: [], words: null, outcomeRatings: [{ rating: 7, words: null }] },
  })
  t.same(withhold('Review', { result: null }, ['brokerage']), { result: null })
  const appeal = { words: 'Mine', lateBecause: null, status: 'lodged' }
  t.same(withhold('Appeal', appeal, ['brokerage']), { ...appeal, words: null })
  t.notOk(anyOpens(['brokerage'], 'assessment'))
})
