import t from 'tap'
import {
  conditionsOfRequest,
  fitsBudget,
  fitsElement,
  givable,
  lowestForRequest,
  mayGive,
  outcomeOf,
  planWith,
} from '../../../src/rules/spending/off-plan.ts'
import { isRefusal } from '../../../src/shared/outcome.ts'
import { barring } from '../scheme/a-scheme.ts'
import { presets } from '../scheme/presets.ts'

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

t.test('a line gives what is there without what crises brought, and what keeps its money gives nothing', async (t) => {
  const line = { title: 'Gym', category: 'gym', element: null, guarded: false, inRecovery: false }
  const from = { ...line, availablePence: 500, crisisPence: 200 }
  const to = { category: 'equipment', element: null }
  const none = { ringFenced: [] }
  t.equal(givable(from), 300)
  t.equal(givable({ availablePence: 100, crisisPence: 200 }), 0)
  t.equal(mayGive(from, to, 300, none), true)
  t.match(mayGive(from, to, 301, none), { code: 'line-overspent' })
  t.match(mayGive({ ...from, guarded: true }, to, 1, none), { code: 'line-guarded', pointer: '/takesFrom' })
  t.match(mayGive({ ...from, besidePlan: true }, to, 1, none), { code: 'line-guarded', detail: /outside of the plan/ })
  t.match(mayGive({ ...from, inRecovery: true }, to, 1, none), { code: 'wrong-state' })
  t.match(mayGive({ ...from, element: 'health' }, { ...to, element: 'social-care' }, 1, none), {
    code: 'money-ring-fenced',
  })
  t.equal(mayGive({ ...from, element: 'health' }, { ...to, element: 'health' }, 1, none), true)
  for (const category of ['gym', 'equipment']) {
    const ringFenced = [{ category, because: 'For one thing.', source: 'a test' }]
    t.match(mayGive(from, to, 1, { ringFenced }), { code: 'money-ring-fenced', detail: 'For one thing.' })
  }
})

t.test('neither element pays for the other, though somebody may agree to more than the budget', async (t) => {
  const ofHealth = { ...asked, element: 'health' } as const
  t.equal(fitsElement(1_000, 1_000, ofHealth), true)
  t.match(fitsElement(1_001, 1_000, ofHealth), { code: 'budget-exceeded', detail: /health element has £0\.99 left/ })
  t.equal(fitsElement(1_001, 1_000, { ...ofHealth, takesFrom: 'gym' }), true)
  t.equal(fitsElement(9_999, 1_000, { ...asked, element: null }), true)
})

t.test('what forces it up: a tie or a conflict, more than the budget, what is unusual', async (t) => {
  const of = { ...asked, category: 'equipment', element: null, tied: false }
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

t.test(
  'in every published scheme money to somebody with a tie goes one tier up, or two people decide together',
  async (t) => {
    const before = { since: '2026-11-24', pence: 0 }
    for (const { name, rules } of presets) {
      const route = (tied: boolean, conflict = tied) => {
        const conditions = conflict ? (['conflict-of-interest'] as const) : []
        return lowestForRequest(rules, 30_000, barring([]), { conditions, tied }, before)
      }
      const [would, tied, declared] = [route(false), route(true), route(false, true)]
      if (isRefusal(would) || isRefusal(tied) || isRefusal(declared)) throw new Error(`${name} has a route`)
      const at = (tier: string) => rules.tiers.findIndex((one) => one.tier === tier)
      t.ok(at(tied.tier) > at(would.tier) || tied.facts.together, name)
      t.equal(tied.because, 'conflict-of-interest', name)
      t.equal(declared.tier, would.tier, 'a conflict that somebody declared goes where the scheme says')
    }
  },
)
