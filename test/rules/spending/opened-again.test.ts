import fc from 'fast-check'
import t from 'tap'
import { openedAgain } from '../../../src/rules/spending/opened-again.ts'
import { sumPence } from '../../../src/shared/money.ts'

const line = (agreedPence: number, usedPence = 0) => ({ agreedPence, usedPence, movedPence: 0, carriedPence: 0 })

t.test('each line has what was agreed, in the order of the plan, until nothing is left', async (t) => {
  t.same(openedAgain([line(250), line(150)], 400), [line(250), line(150)])
  t.same(openedAgain([line(250), line(150)], 300), [line(250), line(50)])
  t.same(openedAgain([line(250), line(150)], 250), [line(250)], 'a line with nothing stays closed')
  t.same(openedAgain([line(250, 10), line(150, 20)], 240), [line(250, 10), line(20, 20)], 'what was spent stays spent')
  t.same(openedAgain([line(250)], -1), [])
})

t.test('no line has more than was agreed, and all together no more than is left', async () => {
  const lines = fc.array(
    fc
      .tuple(fc.integer({ min: 1, max: 500 }), fc.nat(500))
      .map(([agreed, spent]) => line(agreed, Math.min(agreed, spent))),
  )
  fc.assert(
    fc.property(lines, fc.nat(2_000), (of, left) => {
      const opened = openedAgain(of, left)
      const unspent = sumPence(opened.map((one) => one.agreedPence - one.usedPence))
      const before = sumPence(of.map((one) => one.agreedPence - one.usedPence))
      return unspent === Math.min(left, before) && opened.every((one) => one.agreedPence >= one.usedPence)
    }),
  )
})

t.test('what came over goes first, then what was agreed, and last what came from other lines', async (t) => {
  const parts = { agreedPence: 100, movedPence: 30, carriedPence: 20, usedPence: 0 }
  t.same(openedAgain([parts], 149), [{ ...parts, carriedPence: 19 }])
  t.same(openedAgain([parts], 120), [{ ...parts, carriedPence: 0, agreedPence: 90 }])
  t.same(openedAgain([parts], 5), [{ ...parts, carriedPence: 0, agreedPence: 1, movedPence: 4 }])
  const gave = { ...parts, movedPence: -30 }
  t.same(openedAgain([gave], 60), [{ ...gave, carriedPence: 0, agreedPence: 90 }])
})
