import fc from 'fast-check'
import t from 'tap'
import { paidBy } from '../../../src/rules/spending/paid-by.ts'
import { splitPence, sumPence } from '../../../src/shared/money.ts'

const pence = fc.integer({ min: 0, max: 100_000 })
const line = fc.record({
  supportPlanId: fc.constantFrom('first', 'second'),
  spentPence: pence,
  recoveredPence: pence,
  availablePence: pence,
  committedPence: pence,
  pendingPence: pence,
  heldPence: pence,
  returnedPence: pence,
  crisisPence: fc.constant(0),
  element: fc.constant(null),
})
const all = [
  'spentPence',
  'recoveredPence',
  'availablePence',
  'committedPence',
  'pendingPence',
  'heldPence',
  'returnedPence',
] as const

t.test(
  'what two funders gave is what was spent, recovered and is left of it, to the penny and never below nothing',
  async () => {
    const weights = fc.integer({ min: 0, max: 10_000 })
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), weights, weights, (lines, first, second) => {
        const of = { first: [first, 10_000 - first], second: [second, 10_000 - second] }
        const given = (['first', 'second'] as const).flatMap((supportPlanId) => {
          const ofPlan = lines.filter((one) => one.supportPlanId === supportPlanId)
          const parts = splitPence(sumPence(ofPlan.flatMap((one) => all.map((name) => one[name]))), of[supportPlanId])
          return (['commissioner', 'local-authority'] as const).map((funder, place) => ({
            supportPlanId,
            funder,
            weight: of[supportPlanId][place] ?? 0,
            givenPence: parts[place] ?? 0,
          }))
        })
        const paid = paidBy(given, lines)
        return (
          paid.every(
            (one) =>
              one.givenPence === one.spentPence + one.recoveredPence + one.leftPence &&
              Math.min(one.spentPence, one.recoveredPence, one.leftPence) >= 0,
          ) &&
          sumPence(paid.map((one) => one.spentPence)) === sumPence(lines.map((one) => one.spentPence)) &&
          sumPence(paid.map((one) => one.recoveredPence)) === sumPence(lines.map((one) => one.recoveredPence))
        )
      }),
    )
  },
)

t.test('what a crisis brought is spent last, and no funder gave it', async (t) => {
  const given = [{ supportPlanId: 'first', funder: 'pool', weight: 1, givenPence: 100 }] as const
  const has = { committedPence: 0, pendingPence: 0, heldPence: 0, returnedPence: 0, recoveredPence: 0 }
  const after = (spentPence: number) =>
    paidBy(given, [
      { ...has, supportPlanId: 'first', element: null, spentPence, availablePence: 150 - spentPence, crisisPence: 50 },
    ])
  t.match(after(90), [{ spentPence: 90, leftPence: 10 }])
  t.match(after(120), [{ spentPence: 100, leftPence: 0 }])
})

t.test('what is of an element is of who pays for it, and the rest is shared', async (t) => {
  const none = { recoveredPence: 0, committedPence: 0, pendingPence: 0, heldPence: 0, returnedPence: 0, crisisPence: 0 }
  const given = [
    { supportPlanId: 'first', funder: 'commissioner', weight: 1_000, givenPence: 1_025 },
    { supportPlanId: 'first', funder: 'local-authority', weight: 3_000, givenPence: 3_075 },
  ] as const
  const of = (element: 'health' | 'social-care' | null, spentPence: number, availablePence: number) => ({
    ...none,
    supportPlanId: 'first',
    element,
    spentPence,
    availablePence,
  })
  t.match(paidBy(given, [of('health', 400, 600), of('social-care', 0, 3_000), of(null, 100, 0)]), [
    { funder: 'commissioner', spentPence: 425, leftPence: 600 },
    { funder: 'local-authority', spentPence: 75, leftPence: 3_000 },
  ])
})
