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
    paidBy(given, [{ ...has, supportPlanId: 'first', spentPence, availablePence: 150 - spentPence, crisisPence: 50 }])
  t.match(after(90), [{ spentPence: 90, leftPence: 10 }])
  t.match(after(120), [{ spentPence: 100, leftPence: 0 }])
})
