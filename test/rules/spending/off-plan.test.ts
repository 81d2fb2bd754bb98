import t from 'tap'
import {
  conditionsOfRequest,
  fitsBudget,
  givable,
  mayGive,
  outcomeOf,
  planWith,
} from '../../../src/rules/spending/off-plan.ts'

const asked = { amountPence: 100, takesFrom: null }
const overBudget = { condition: 'over-indicative-budget', tier: 'mdt-meeting', source: 'a test' } as const

t.test('a request counts as the plan with it; what a line gives is in the plan already', async (t) => {
  const lines = [
    { agreedPence: 900, movedPence: 100 },
    { agreedPence: 500, movedPence: 0 },
  ]
  t.equal(planWith(lines, [], asked), 1_600)
  t.equal(planWith(lines, [asked, { amountPence: 7, takesFrom: 'gym' }], asked), 1_700)
  t.equal(planWith(lines, [], { ...asked, takesFrom: 'gym' }), 1_500)
})

t.test('the budget is enough to the penny, or the scheme has a tier for more', async (t) => {
  t.equal(fitsBudget({ forced: [] }, 1_600, 1_600, asked), true)
  t.match(fitsBudget({ forced: [] }, 1_601, 1_600, asked), { code: 'budget-exceeded', detail: /£0\.99 left/ })
  t.equal(fitsBudget({ forced: [overBudget] }, 1_601, 1_600, asked), true)
  t.equal(fitsBudget({ forced: [] }, 9_999, 1_600, { ...asked, takesFrom: 'gym' }), true, 'the plan comes to no more')
})

t.test('a line gives what is there without what crises brought, and one that holds a need back nothing', async (t) => {
  const line = { availablePence: 500, crisisPence: 200 }
  t.equal(givable(line), 300)
  t.equal(givable({ availablePence: 100, crisisPence: 200 }), 0)
  t.equal(mayGive(line, false, 300), true)
  t.match(mayGive(line, false, 301), { code: 'line-overspent' })
  t.match(mayGive(line, true, 1), { code: 'line-guarded' })
})

t.test('what forces it up: a tie or a conflict, more than the budget, what is unusual', async (t) => {
  const of = { ...asked, category: 'equipment', tied: false }
  const known = { totalPence: 100, leftPence: 100, conflictDeclared: false }
  const rules = { catalogue: ['equipment'] }
  t.same(conditionsOfRequest(rules, of, known), [])
  t.same(conditionsOfRequest(rules, { ...of, tied: true }, known), ['conflict-of-interest'])
  t.same(conditionsOfRequest(rules, of, { ...known, conflictDeclared: true }), ['conflict-of-interest'])
  t.same(conditionsOfRequest(rules, { ...of, category: 'home' }, { ...known, leftPence: 99 }), [
    'over-indicative-budget',
    'off-catalogue',
  ])
})

t.test('an outcome is what the amount says', async (t) => {
  t.same(
    [outcomeOf(100, 0), outcomeOf(100, 1), outcomeOf(100, 99), outcomeOf(100, 100)],
    ['refused', 'agreed-in-part', 'agreed-in-part', 'agreed'],
  )
})
