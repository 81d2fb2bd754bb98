import fc from 'fast-check'
import t from 'tap'
import {
  type CrisisContingency,
  checkPlan,
  hasGapsAtWorst,
  type PlanContent,
  type PlanLine,
  planTotal,
} from '../../../src/rules/planning/plan-checks.ts'
import { aScheme, merseyside } from '../scheme/a-scheme.ts'

const period = { from: '2026-11-24', until: '2027-11-23' }
const budget = { leftPence: 60_000, reservePence: 0, period }
const aLine = (more: Partial<PlanLine> = {}): PlanLine => ({
  key: 'drum-kit',
  title: 'A drum kit, for co-ordination',
  category: 'equipment',
  amountPence: 40_000,
  outcomes: ['sleep'],
  deployment: 'third-party',
  instrument: 'broker-held-card',
  holderId: 'the-brokerage',
  preventive: false,
  holdsBack: null,
  ...more,
})
const everyDay = [1, 2, 3, 4, 5, 6, 7]
const night = { days: everyDay, from: '22:00', to: '06:00' }
const aContingency = (more: Partial<CrisisContingency> = {}): CrisisContingency => ({
  warningSigns: ['I stop answering the phone.'],
  contacts: [{}],
  worstTimes: [night],
  cover: [{ windows: [{ days: everyDay, from: '00:00', to: '24:00' }], line: null }],
  ifTooUnwell: { lines: [] },
  gapsAccepted: null,
  ...more,
})
const aPlan = (more: Partial<PlanContent> = {}): PlanContent => ({
  outcomes: [{ key: 'sleep' }],
  lines: [aLine()],
  crisisContingency: aContingency(),
  ...more,
})
const missing = (plan: PlanContent, rules = merseyside) =>
  checkPlan(plan, rules, budget).map(({ pointer, code }) => `${pointer} ${code}`)
const withLine = (...more: Partial<PlanLine>[]) =>
  aPlan({ lines: more.map((line, index) => aLine({ key: `line-${index}`, amountPence: 10_000, ...line })) })
const withCrisis = (more: Partial<CrisisContingency>) => aPlan({ crisisContingency: aContingency(more) })

t.test(
  'S2: a plan with outcomes of the person’s own, lines that serve them and a crisis contingency is ready',
  async (t) => {
    t.same(missing(aPlan()), [])
  },
)

t.test('S2: odd purchases are fine when the outcome is said', async (t) => {
  const odd = [
    { title: 'Drums', category: 'equipment' },
    { title: 'A mattress, to sleep', category: 'home' },
    { title: 'A chainsaw certificate', category: 'training' },
    { title: 'A gravestone', category: 'other' },
  ]
  t.same(missing(withLine(...odd)), [])
})

t.test('a category that the scheme does not list is named by its field, with those that it has', async (t) => {
  const [unknown, ...others] = checkPlan(withLine({ category: 'drums' }, {}), merseyside, budget)
  t.same(others, [])
  t.match(unknown, { pointer: '/lines/0/category', code: 'category-unknown' })
  t.match(unknown?.detail, /^The scheme has no category drums\. It has: training, computers, .*, other$/)
  t.notMatch(unknown?.detail, 'alcohol', 'what no budget buys is not among them')
  t.same(missing(withLine({ category: 'drums' }), aScheme({ categories: null })), [], 'as before there was a list')
  t.same(
    missing(withLine({ category: 'gambling' }), aScheme({ categories: null })),
    ['/lines/0/category spending-excluded'],
    'what is excluded is excluded under any version',
  )
})

t.test('S2: a plan without outcomes, lines or crisis contingency is told all of it at once', async (t) => {
  t.same(missing({ outcomes: [], lines: [], crisisContingency: null }), [
    '/outcomes outcome-missing',
    '/lines line-missing',
    '/crisisContingency crisis-contingency-missing',
  ])
})

t.test('every line serves outcomes that the plan has', async (t) => {
  t.same(missing(withLine({}, { outcomes: ['sleep', 'work', 'friends'] })), [
    '/lines/1/outcomes/1 outcome-unknown',
    '/lines/1/outcomes/2 outcome-unknown',
  ])
})

t.test('every key that is used twice is named', async (t) => {
  t.same(missing(withLine({ key: 'gym' }, { key: 'gym' }, { key: 'drums' }, { key: 'drums' }, { key: 'gym' })), [
    '/lines/1/key key-repeated',
    '/lines/3/key key-repeated',
    '/lines/4/key key-repeated',
  ])
  t.same(missing(aPlan({ outcomes: [{ key: 'sleep' }, { key: 'sleep' }] })), ['/outcomes/1/key key-repeated'])
})

t.test('what the scheme excludes is refused with the rule and where to go instead', async (t) => {
  for (const [index, { category, sentence, signpost }] of merseyside.excluded.entries()) {
    const [first, ...more] = checkPlan(withLine({ category }), merseyside, budget)
    t.same(first, { pointer: '/lines/0/category', code: 'spending-excluded', detail: `${sentence} ${signpost}` })
    t.same(more, [], `${index}`)
  }
  t.same(missing(withLine({ category: 'gambling' }), aScheme({ excluded: [] })), [])
})

t.test('S2: the broker holds the money: a way of holding it that the scheme does not offer is refused', async (t) => {
  t.same(missing(withLine({ deployment: 'direct-payment', instrument: 'bank-account', holderId: null })), [
    '/lines/0/deployment deployment-not-offered',
  ])
  const notional = { deployment: 'notional', instrument: 'invoice', holderId: null } as const
  t.same(missing(withLine(notional), aScheme({ deployments: ['notional'] })), [])
})

t.test('how money is held and by what it is paid fit each other', async (t) => {
  for (const instrument of ['bank-account', 'pre-paid-card'] as const)
    t.same(missing(withLine({ instrument })), ['/lines/0/instrument instrument-unfit'])
  t.same(missing(withLine({ instrument: 'invoice' })), [])
})

t.test('money that a third party holds names the holder', async (t) => {
  t.same(missing(withLine({ holderId: null })), ['/lines/0/holderId holder-missing'])
})

t.test('P10: preventive support names the need that it holds back', async (t) => {
  t.same(missing(withLine({ preventive: true })), ['/lines/0/holdsBack need-missing'])
  t.same(missing(withLine({ preventive: true, holdsBack: 'Nights in crisis' })), [])
})

t.test('the lines come to the indicative budget at the most, to the penny, and the sums are told', async (t) => {
  const plan = (amountPence: number) =>
    aPlan({ lines: [aLine({ amountPence: 1 }), aLine({ key: 'gym', amountPence })] })
  t.same(missing(plan(budget.leftPence - 2)), [], 'a penny less')
  t.same(missing(plan(budget.leftPence - 1)), [], 'the whole budget')
  t.match(checkPlan(plan(budget.leftPence), merseyside, budget), [
    {
      pointer: '/lines',
      code: 'budget-exceeded',
      detail: 'The lines come to £600.01; the indicative budget has £600.00 left',
    },
  ])
})

t.test(
  'S2: a crisis contingency has warning signs, somebody to call, and who takes over if the person is too unwell',
  async (t) => {
    t.same(missing(withCrisis({ warningSigns: [], contacts: [], ifTooUnwell: null })), [
      '/crisisContingency/warningSigns warning-sign-missing',
      '/crisisContingency/contacts contact-missing',
      '/crisisContingency/ifTooUnwell fallback-missing',
    ])
  },
)

t.test('a crisis contingency names only lines that the plan has', async (t) => {
  const windows = [{ days: everyDay, from: '00:00', to: '24:00' }]
  const cover = ['drum-kit', 'gone', null, 'lost'].map((line) => ({ windows, line }))
  t.same(missing(withCrisis({ cover, ifTooUnwell: { lines: ['gone', 'drum-kit', 'lost'] } })), [
    '/crisisContingency/cover/1/line line-unknown',
    '/crisisContingency/cover/3/line line-unknown',
    '/crisisContingency/ifTooUnwell/lines/0 line-unknown',
    '/crisisContingency/ifTooUnwell/lines/2 line-unknown',
  ])
})

t.test('P4: a gap at the person’s worst times is covered, or the person says why they accept it', async (t) => {
  const byDay = [{ windows: [{ days: everyDay, from: '08:00', to: '20:00' }], line: null }]
  t.same(missing(withCrisis({ cover: byDay })), ['/crisisContingency/gapsAccepted cover-gap'])
  t.same(missing(withCrisis({ cover: byDay, gapsAccepted: 'My sister stays with me.' })), [])
  t.same(missing(withCrisis({ cover: byDay, worstTimes: [{ days: [1], from: '08:00', to: '20:00' }] })), [])
  t.same(missing(withCrisis({ cover: byDay, worstTimes: [] })), [], 'other gaps need nobody’s word')
  t.equal(hasGapsAtWorst({ cover: byDay, worstTimes: [{ days: [1], from: '19:59', to: '20:01' }] }), true)
  t.equal(hasGapsAtWorst({ cover: byDay, worstTimes: [{ days: [1], from: '19:59', to: '20:00' }] }), false)
})

t.test('for any lines: a plan fits the budget just where its total does', async () => {
  const amounts = fc.array(fc.integer({ min: 1, max: 99_999_999_999 }), { minLength: 1, maxLength: 50 })
  fc.assert(
    fc.property(amounts, fc.integer({ min: -1, max: 1 }), (pence, by) => {
      const plan = withLine(...pence.map((amountPence) => ({ amountPence })))
      const total = planTotal(plan)
      return (
        total === pence.reduce((sum, one) => sum + one) &&
        checkPlan(plan, merseyside, { leftPence: total + by, reservePence: 0, period }).length > 0 === by < 0
      )
    }),
  )
})
