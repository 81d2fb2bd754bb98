import fc from 'fast-check'
import t from 'tap'
import { backOf, type Spendable, takesOf } from '../../../src/rules/spending/takes.ts'
import { sumPence } from '../../../src/shared/money.ts'

const line = (more: Partial<Spendable> = {}): Spendable => ({
  deployment: 'direct-payment',
  heldPence: 100,
  availablePence: 50,
  returnedPence: 20,
  ...more,
})

t.test(
  'a purchase takes what was paid out first, and what is bought beyond that is owed to whoever paid',
  async (t) => {
    t.same(takesOf(line(), 100), [{ from: 'held', to: 'spent', pence: 100 }])
    t.same(takesOf(line(), 170), [
      { from: 'held', to: 'spent', pence: 100 },
      { from: 'available', to: 'owed', pence: 50 },
      { from: 'returned', to: 'owed', pence: 20 },
    ])
    t.same(takesOf(line({ deployment: 'notional', heldPence: 0 }), 1), [{ from: 'available', to: 'owed', pence: 1 }])
  },
)

t.test('an organisation that has the money pays from it, and nothing is owed', async (t) => {
  t.same(takesOf(line({ deployment: 'third-party', heldPence: 0 }), 60), [
    { from: 'available', to: 'spent', pence: 50 },
    { from: 'returned', to: 'spent', pence: 10 },
  ])
})

t.test('what was taken last goes back first, and what is not paid yet is owed no more', async (t) => {
  const taken = takesOf(line(), 160)
  const owing = { deployment: 'direct-payment', owedPence: 60 } as const
  t.same(backOf(owing, taken, 0, 30), [
    { from: 'owed', to: 'returned', pence: 10 },
    { from: 'owed', to: 'available', pence: 20 },
  ])
  t.same(backOf({ ...owing, owedPence: 30 }, taken, 30, 130), [
    { from: 'owed', to: 'available', pence: 30 },
    { from: 'spent', to: 'held', pence: 100 },
  ])
})

t.test('what was paid since comes back to the person who was paid, or to the commissioner', async (t) => {
  const taken = takesOf(line({ heldPence: 0 }), 40)
  t.same(backOf({ deployment: 'direct-payment', owedPence: 0 }, taken, 0, 40), [
    { from: 'spent', to: 'held', pence: 40 },
  ])
  t.same(backOf({ deployment: 'direct-payment', owedPence: 15 }, taken, 0, 40), [
    { from: 'owed', to: 'available', pence: 15 },
    { from: 'spent', to: 'held', pence: 25 },
  ])
  t.same(backOf({ deployment: 'notional', owedPence: 0 }, taken, 0, 40), [
    { from: 'spent', to: 'available', pence: 40 },
  ])
})

t.test('for any purchase, its parts add up to it; and so do its reversals, however they are cut', async () => {
  const pence = fc.integer({ min: 0, max: 1_000 })
  const deployment = fc.constantFrom('notional', 'third-party', 'direct-payment' as const)
  fc.assert(
    fc.property(
      pence,
      pence,
      pence,
      deployment,
      fc.nat(3_000),
      fc.nat(3_000),
      (held, available, returned, how, n, cut) => {
        const of = { deployment: how, heldPence: held, availablePence: available, returnedPence: returned }
        const amount = Math.min(n, held + available + returned)
        const taken = takesOf(of, amount)
        const first = Math.min(cut, amount)
        const owing = { deployment: how, owedPence: amount }
        const [one, two] = [backOf(owing, taken, 0, first), backOf(owing, taken, first, amount - first)]
        const sum = (parts: readonly { readonly pence: number }[]) => sumPence(parts.map((part) => part.pence))
        return sum(taken) === amount && sum(one) === first && sum(two) === amount - first
      },
    ),
  )
})
