import t from 'tap'
import { measures, scoresByScale, wrongScores } from '../../../src/rules/assessment/measures.ts'

const score = (value: number, more: object = {}) => ({
  measure: 'reqol-10',
  version: 1,
  scale: 'total',
  score: value,
  ...more,
})

t.test('every scale takes its least and its most, and nothing beyond', async (t) => {
  for (const { code: measure, version, scales } of measures)
    for (const { key: scale, least, most } of scales) {
      const of = (value: number) => wrongScores([{ measure, version, scale, score: value }]).map(({ code }) => code)
      t.same([least - 1, least, most, most + 1].map(of), [['score-out-of-bounds'], [], [], ['score-out-of-bounds']])
    }
})

t.test('a scale that there is not, and one that is scored twice, are named', async (t) => {
  t.match(wrongScores([score(1, { scale: 'life' })]), [{ pointer: '/measures/0/scale', code: 'measure-unknown' }])
  t.match(wrongScores([score(1, { version: 2 })]), [{ code: 'measure-unknown' }])
  t.match(wrongScores([score(1), score(2)]), [{ pointer: '/measures/1', code: 'key-repeated' }])
})

t.test('scores are put together by scale, each with its day', async (t) => {
  const found = [
    { on: '2026-11-24', measures: [score(11)] },
    { on: '2027-02-24', measures: [score(18), score(40, { measure: 'dialog', scale: 'life' })] },
  ]
  t.match(scoresByScale(found), [
    { measure: 'dialog', scale: 'life', scores: [{ rating: 40, on: '2027-02-24' }] },
    {
      measure: 'reqol-10',
      scores: [
        { rating: 11, on: '2026-11-24' },
        { rating: 18, on: '2027-02-24' },
      ],
    },
  ])
  t.same(scoresByScale([{ on: '2026-11-24', measures: [] }]), [])
})
