import t from 'tap'
import {
  answerBy,
  mayRecover,
  recoverable,
  recoveryFactors,
  type Weighed,
} from '../../../src/rules/spending/recovery.ts'

const weighed = (weight: Weighed['weight'] = 'for-recovery'): Weighed[] =>
  recoveryFactors.map((factor) => ({ factor, weight }))
const asked = (factors: readonly Weighed[], more: object = {}, today = '2026-12-09') => {
  const answer = mayRecover(factors, { takes: true, answered: false, by: '2026-12-08', ...more }, today)
  return answer === true ? true : answer.code
}

t.test('each factor is weighed once, and something speaks for what is taken', async (t) => {
  t.equal(asked(weighed()), true)
  t.equal(asked(weighed().slice(1)), 'factors-not-weighed')
  t.equal(asked([...weighed(), { factor: 'illness', weight: 'neither' }]), 'factors-not-weighed')
  t.equal(asked(weighed('against-recovery')), 'factors-not-weighed')
  t.equal(asked(weighed('against-recovery'), { takes: false }), true)
})

t.test('the person has two weeks, unless they have answered', async (t) => {
  t.equal(answerBy(new Date('2026-11-24T09:30:00Z')), '2026-12-08')
  t.equal(asked(weighed(), {}, '2026-12-08'), 'person-has-time')
  t.equal(asked(weighed(), {}, '2026-12-09'), true)
  t.equal(asked(weighed(), { answered: true }, '2026-11-25'), true)
})

t.test('what crises brought is not taken', async (t) => {
  t.equal(recoverable({ availablePence: 1_000, returnedPence: 0, crisisPence: 300 }, 0), 700)
  t.equal(
    recoverable({ availablePence: 200, returnedPence: 50, crisisPence: 300 }, 0),
    50,
    'what was given back can be',
  )
  t.equal(recoverable({ availablePence: 1_000, returnedPence: 50, crisisPence: 300 }, 749), 1, 'nor what is needed')
  t.equal(recoverable({ availablePence: 1_000, returnedPence: 50, crisisPence: 300 }, 751), 0)
})
