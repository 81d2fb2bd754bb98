import fc from 'fast-check'
import t from 'tap'
import { carriedOf } from '../../../src/rules/spending/period-end.ts'

const shares = [
  { funder: 'commissioner', weight: 2 },
  { funder: 'local-authority', weight: 1 },
] as const
const leaves = (basisPoints: number, mostPence: number | null = null) => ({
  carryOver: [{ funder: 'commissioner' as const, basisPoints, mostPence }],
  source: 'a test',
})
const line = (unspentPence: number, ringFenced = false) => ({ unspentPence, grantedPence: 30_000, ringFenced })

t.test('each funder leaves a share of what it gave, and no more than it says', async (t) => {
  t.equal(carriedOf(line(30_000), shares, leaves(1_000)), 2_000, 'a tenth of £200.00; the council leaves nothing')
  t.equal(carriedOf(line(30_000), shares, leaves(1_000, 1_999)), 1_999)
  t.equal(carriedOf(line(30_000), shares, leaves(0)), 0)
  t.equal(carriedOf(line(100), shares, leaves(1_000)), 67, 'no more than is left of its part')
  t.equal(carriedOf(line(0), shares, leaves(1_000)), 0)
  t.equal(carriedOf(line(29_999, true), shares, leaves(0)), 29_999, 'what is ring-fenced is carried over whole')
})

t.test('nobody keeps more than was left, and nothing is below nothing', async () => {
  fc.assert(
    fc.property(fc.nat(100_000), fc.nat(100_000), fc.nat(10_000), (unspentPence, grantedPence, basisPoints) => {
      const carried = carriedOf({ unspentPence, grantedPence, ringFenced: false }, shares, leaves(basisPoints))
      return carried >= 0 && carried <= unspentPence
    }),
  )
})
