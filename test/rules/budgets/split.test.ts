import fc from 'fast-check'
import t from 'tap'
import { sharesOf, split } from '../../../src/rules/budgets/split.ts'
import { isRefusal } from '../../../src/shared/outcome.ts'
import { aScheme } from '../scheme/a-scheme.ts'
import { anySplit, aSplit, layer, nothingKept, sumOf, told } from './a-budget.ts'

const half = [
  { funder: 'commissioner', basisPoints: 5_000 },
  { funder: 'local-authority', basisPoints: 5_000 },
] as const
const thirds = [
  { funder: 'commissioner', basisPoints: 3_300 },
  { funder: 'local-authority', basisPoints: 3_300 },
  { funder: 'pool', basisPoints: 3_400 },
] as const
const made = (...args: Parameters<typeof split>) => {
  const result = split(...args)
  if (isRefusal(result)) throw new Error(result.code)
  const [rules] = args
  const inputs = { method: 'one-off', items: [] } as const
  return {
    ...result,
    steps: told({ rules: aScheme({ split: rules }), inputs, facts: nothingKept, steps: result.steps }),
  }
}

t.test('largest remainder: 1p, 3p and £999,999.99 by 50:50 and by 33:33:34', async (t) => {
  for (const [amount, shares, parts] of [
    [1, half, [1, 0]],
    [3, half, [2, 1]],
    [99_999_999, half, [50_000_000, 49_999_999]],
    [1, thirds, [0, 0, 1]],
    [3, thirds, [1, 1, 1]],
    [99_999_999, thirds, [33_000_000, 33_000_000, 33_999_999]],
    [0, thirds, [0, 0, 0]],
    [100, thirds, [33, 33, 34]],
  ] as const) {
    const given = sharesOf(amount, shares)
    t.same(
      given.map((share) => share.amountPence),
      parts,
      `${amount} by ${shares.length}`,
    )
    t.same(
      given.map((share) => share.funder),
      shares.map((share) => share.funder),
    )
  }
})

t.test('one funder needs no step; a pool and a percentage say where the money comes from', async (t) => {
  t.same(made(aSplit({ host: 'local-authority' }), 101, {}), {
    steps: [],
    amountPence: 101,
    shares: [{ funder: 'local-authority', amountPence: 101 }],
  })
  t.match(made(aSplit({ kind: 'unattributed' }), 101, {}), {
    shares: [{ funder: 'pool', amountPence: 101 }],
    steps: [
      {
        rule: 'split-unattributed',
        operation: 'share',
        amountPence: 0,
        sentence:
          'The money comes from: £1.01 from a fund that the NHS and the council share. Nobody has to say which of your needs are health and which are social care.',
      },
    ],
  })
  const shared = (decidedAtApproval: boolean) =>
    made(aSplit({ kind: 'percentage', shares: [...half], decidedAtApproval }), 101, {}).steps[0]
  t.match(shared(false), {
    inputs: { commissioner: 51, 'local-authority': 50 },
    sentence:
      'The money comes from: £0.51 from the NHS commissioner and £0.50 from the council. It does not change what you get.',
  })
  t.match(shared(true)?.sentence, /The people who agree to your plan can share it out differently\. It does not change/)
})

t.test('S3: a health element comes on top of a social-care budget, which the GP’s agreement goes before', async (t) => {
  const rules = aSplit({ kind: 'layered' })
  const result = made(rules, 50_000, layer)
  t.match(result, {
    amountPence: 173_457,
    shares: [
      { funder: 'local-authority', amountPence: 123_457 },
      { funder: 'commissioner', amountPence: 50_000 },
    ],
    steps: [
      { rule: 'social-care-budget', operation: 'add', amountPence: 123_457, inputs: { reference: 'SC-2026-0417' } },
      { rule: 'split-layered', amountPence: 0 },
    ],
  })
  t.match(result.steps[0]?.sentence, /social-care budget of £1,234\.57 already\. With the health element of £/)
  const { gpAgreement, socialCare } = layer
  for (const missing of [{ gpAgreement }, { gpAgreement, socialCare: null }])
    t.match(split(rules, 1, missing), { code: 'social-care-budget-missing', pointer: '/socialCare' })
  t.match(split(rules, 1, {}), { code: 'social-care-budget-missing' }, 'it is asked for first')
  t.match(split(rules, 1, { socialCare }), { code: 'gp-agreement-missing', pointer: '/gpAgreement' })
  t.match(split(rules, 1, { socialCare, gpAgreement: null }), { code: 'gp-agreement-missing' })
})

t.test('where the scheme does not layer, a social-care budget is no part of the amount', async (t) => {
  for (const kind of ['single', 'unattributed'] as const)
    t.equal(made(aSplit({ kind }), 70_000, layer).amountPence, 70_000)
})

t.test('for any split: the shares are the amount, and what the steps add is what the split added', async () => {
  fc.assert(
    fc.property(anySplit, fc.nat(99_999_999), (rules, amount) => {
      const { steps, amountPence, shares } = made(rules, amount, layer)
      return (
        sumOf(shares) === amountPence &&
        amountPence === amount + sumOf(steps) &&
        shares.every((share) => share.amountPence >= 0)
      )
    }),
  )
})

t.test('for any percentage: no part is a penny or more from its exact share', async () => {
  fc.assert(
    fc.property(anySplit, fc.nat(99_999_999), ({ kind, shares }, amount) => {
      if (kind !== 'percentage') return true
      return sharesOf(amount, shares).every(
        ({ amountPence }, index) =>
          Math.abs(amountPence * 10_000 - amount * (shares[index]?.basisPoints ?? 0)) < 10_000,
      )
    }),
  )
})
