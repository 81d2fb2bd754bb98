import t from 'tap'
import { isPaused, mayPause } from '../../../src/rules/planning/line-pauses.ts'
import { isRefusal } from '../../../src/shared/outcome.ts'

const today = '2028-02-20'
const pause = { from: '2028-02-20', until: '2028-02-29', resumedOn: null }

t.test('a line is paused from its first day to its last, and not on the day on which it began again', async (t) => {
  const on = (day: string, more: object = {}) => isPaused({ ...pause, ...more }, day)
  t.same(
    ['2028-02-19', '2028-02-20', '2028-02-29', '2028-03-01'].map((day) => on(day)),
    [false, true, true, false],
  )
  t.equal(on('2030-01-01', { until: null }), true, 'until the person says so')
  t.same(
    ['2028-02-24', '2028-02-25'].map((day) => on(day, { resumedOn: '2028-02-25' })),
    [true, false],
  )
})

t.test(
  'P10: others pause for four weeks at the most and for a reason of its own, the person as they wish',
  async (t) => {
    const may = (as: 'person' | 'care-coordinator', more: object = {}) => {
      const result = mayPause(as, { cause: 'in-hospital', from: today, until: '2028-03-18', ...more }, today)
      return isRefusal(result) ? result.pointer : result
    }
    t.equal(may('care-coordinator'), true, 'twenty-eight days, over a leap day')
    t.equal(may('care-coordinator', { until: '2028-03-19' }), '/until')
    t.equal(may('care-coordinator', { until: null }), '/until')
    t.equal(may('care-coordinator', { cause: 'asked' }), '/cause')
    t.equal(may('person', { cause: 'asked', until: null }), true)
    t.equal(may('person', { from: '2028-02-19' }), '/from')
    t.equal(may('person', { until: '2028-02-19' }), '/until')
  },
)
