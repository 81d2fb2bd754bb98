import fc from 'fast-check'
import t from 'tap'
import { type MovingLine, mayMove } from '../../../src/rules/spending/line-moves.ts'

const moves = { ofLineBasisPoints: 1_000, ofPlanBasisPoints: 500, source: 'a test' }
const rules = { moves, ringFenced: [] }
const line = (key: string, more: Partial<MovingLine> = {}): MovingLine => ({
  ...{ key, title: key, category: 'equipment', element: null, agreedPence: 10_009, freelyMovedPence: 0 },
  ...{ freePence: 10_009, crisisPence: 0, guarded: false, inRecovery: false },
  ...more,
})
const [a, b, c] = [line('a'), line('b'), line('c')]
const codeOf = (answer: ReturnType<typeof mayMove>) => (answer === true ? true : answer.code)
const ask = (pence: number, from = a, to = b, lines = [from, to, c], by: Parameters<typeof mayMove>[2] = rules) =>
  codeOf(mayMove(lines, { from, to, pence }, by))

t.test('the limits are inclusive, and rounded down: no penny more than the share', async (t) => {
  t.equal(ask(1_000), true)
  t.equal(ask(1_001), 'needs-sign-off', '10 % of £100.09 is £10.00')
  t.equal(ask(1_000, a, b, [a, b]), true, 'of the two lines £10.00 moves')
  t.equal(ask(500, a, b, [a, b], { ...rules, moves: { ...moves, ofPlanBasisPoints: 249 } }), 'needs-sign-off')
  t.equal(ask(498, a, b, [a, b], { ...rules, moves: { ...moves, ofPlanBasisPoints: 249 } }), true, 'of the plan')
  t.equal(ask(1, a, b, [a, b, c], { ...rules, moves: null }), 'needs-sign-off')
})

t.test('what a line gave before counts, and what came to it first goes on free', async (t) => {
  t.equal(ask(1, { ...a, freelyMovedPence: -1_000 }), 'needs-sign-off')
  t.equal(ask(1_001, { ...a, freelyMovedPence: 1 }), true)
  t.equal(ask(502, a, b, [a, b, { ...c, freelyMovedPence: -1_000 }]), 'needs-sign-off', 'another line has given too')
  t.equal(ask(501, a, b, [a, b, { ...c, freelyMovedPence: -1_000 }]), true)
  t.equal(
    ask(1_000, b, { ...c, freelyMovedPence: -1_000 }, [a, b, { ...c, freelyMovedPence: -1_000 }]),
    true,
    'back to who gave',
  )
})

t.test(
  'what crises brought stays, and so does what another funder gave, what is fenced, and what holds a need back',
  async (t) => {
    t.equal(ask(101, line('a', { freePence: 300, crisisPence: 200 })), 'line-overspent')
    t.equal(ask(100, line('a', { freePence: 300, crisisPence: 200 })), true)
    t.equal(ask(1, line('a', { freePence: 100, crisisPence: 200 })), 'line-overspent')
    t.equal(ask(1, line('a', { element: 'health' }), line('b', { element: 'social-care' })), 'money-ring-fenced')
    t.equal(ask(1, line('a', { element: 'health' }), line('b', { element: 'health' })), true)
    const ringFenced = [{ category: 'respite', because: 'It is for respite.', source: 'a test' }]
    const respite = line('b', { category: 'respite' })
    t.equal(ask(1, a, respite, [a, respite], { moves, ringFenced }), 'money-ring-fenced')
    t.equal(ask(1, respite, a, [a, respite], { moves, ringFenced }), 'money-ring-fenced')
    t.equal(ask(1, line('a', { guarded: true })), 'needs-sign-off')
    t.equal(ask(1, line('a', { inRecovery: true })), 'wrong-state')
  },
)

t.test('after any moves no line gave more than its share, and all together no more than that of the plan', async () => {
  const steps = fc.array(fc.record({ from: fc.nat(2), to: fc.nat(2), pence: fc.integer({ min: 1, max: 700 }) }))
  fc.assert(
    fc.property(steps, (all) => {
      const lines = [line('a'), line('b', { agreedPence: 4_000 }), line('c', { agreedPence: 777 })]
      for (const { from: give, to: get, pence } of all) {
        const [from, to] = [lines[give], lines[get]]
        if (!from || !to || from === to || mayMove(lines, { from, to, pence }, rules) !== true) continue
        lines[give] = { ...from, freelyMovedPence: from.freelyMovedPence - pence, freePence: from.freePence - pence }
        lines[get] = { ...to, freelyMovedPence: to.freelyMovedPence + pence, freePence: to.freePence + pence }
      }
      const given = lines.map(({ freelyMovedPence }) => Math.max(0, -freelyMovedPence))
      return (
        lines.every((one, place) => (given[place] ?? 0) <= one.agreedPence / 10) &&
        given.reduce((sum, one) => sum + one, 0) <= (10_009 + 4_000 + 777) / 20 &&
        lines.reduce((sum, one) => sum + one.freelyMovedPence, 0) === 0
      )
    }),
  )
})
