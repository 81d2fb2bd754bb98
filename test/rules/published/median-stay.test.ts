import fc from 'fast-check'
import t from 'tap'
import { medianWorkingDays, type Stays } from '../../../src/rules/published/median-stay.ts'
import { daysAfter } from '../../../src/shared/dates.ts'
import { workingDaysBetween } from '../../../src/shared/working-days.ts'

const stay = (arrivedOn: string, leftOn: string, plans = 1): Stays => ({ arrivedOn, leftOn, plans })

t.test('the median is counted in working days, over a weekend and over Christmas', async (t) => {
  t.equal(medianWorkingDays([]), null)
  t.equal(medianWorkingDays([stay('2026-11-24', '2026-11-24')]), 0)
  t.equal(medianWorkingDays([stay('2026-11-25', '2026-11-24')]), 0, 'never less than none')
  t.equal(medianWorkingDays([stay('2026-11-27', '2026-11-30')]), 1, 'Friday to Monday')
  t.equal(medianWorkingDays([stay('2026-12-24', '2026-12-29')]), 1, 'the 25th and the 28th are bank holidays')
})

t.test('of two in the middle, half their sum; plans of the same days are counted each', async (t) => {
  t.equal(medianWorkingDays([stay('2026-11-23', '2026-11-24'), stay('2026-11-23', '2026-11-25')]), 1.5)
  t.equal(medianWorkingDays([stay('2026-11-23', '2026-11-24', 3), stay('2026-11-23', '2026-11-27')]), 1)
  t.equal(medianWorkingDays([stay('2026-11-23', '2026-11-24'), stay('2026-11-23', '2026-11-27', 3)]), 4)
})

t.test('for any stays: the same as counting every plan by itself', async () => {
  const anyStay = fc.tuple(fc.nat(60), fc.nat(30), fc.integer({ min: 1, max: 4 })).map(([start, length, plans]) => {
    const arrivedOn = daysAfter('2026-11-20', start)
    return stay(arrivedOn, daysAfter(arrivedOn, length), plans)
  })
  fc.assert(
    fc.property(fc.array(anyStay, { minLength: 1, maxLength: 8 }), (stays) => {
      const each = stays
        .flatMap(({ arrivedOn, leftOn, plans }) => Array<number>(plans).fill(workingDaysBetween(arrivedOn, leftOn)))
        .sort((a, b) => a - b)
      const middle = (each[Math.floor((each.length - 1) / 2)] ?? 0) + (each[Math.floor(each.length / 2)] ?? 0)
      return medianWorkingDays(stays) === middle / 2
    }),
    { numRuns: 60 },
  )
})
