import t from 'tap'
import {
  agreementFor,
  mayBegin,
  mayBePaidUnder,
  needsServiceAgreement,
  type PayingLine,
  type ServiceAgreement,
  stateOn,
  withinRate,
} from '../../../src/rules/spending/service-agreements.ts'

const notional: PayingLine = { deployment: 'notional', holderId: null, category: 'daily-support' }
const one: ServiceAgreement = {
  ...{ holderId: null, categories: ['daily-support'], unit: 'hour', ratePence: 1_850 },
  ...{ from: '2026-12-01', until: '2027-02-28', endedOn: null, agreedOn: '2026-11-24' },
}
const may = (on: string, agreements = [one], line = notional) =>
  mayBePaidUnder('provider-organisation', agreements, line, on)

t.test(
  'a provider whom the commissioner or a holder pays needs one; with a direct payment, and anybody else, not',
  async (t) => {
    t.equal(needsServiceAgreement('provider-organisation', notional), true)
    t.equal(needsServiceAgreement('provider-organisation', { ...notional, deployment: 'third-party' }), true)
    t.equal(needsServiceAgreement('provider-organisation', { ...notional, deployment: 'direct-payment' }), false)
    t.equal(needsServiceAgreement('individual-worker', notional), false)
    t.equal(mayBePaidUnder('volunteer', [], notional, '2026-12-01'), true)
  },
)

t.test('it is in force from its first day to its last, both inclusive; lapsed means no payment', async (t) => {
  t.match(may('2026-11-30'), { code: 'service-agreement-missing' })
  t.equal(may('2026-12-01'), true)
  t.equal(may('2027-02-28'), true)
  t.match(may('2027-03-01'), { code: 'service-agreement-lapsed', detail: /28 February 2027/ })
  t.same(
    ['2026-11-30', '2026-12-01', '2027-03-01'].map((day) => stateOn(one, day)),
    ['not-begun', 'in-force', 'lapsed'],
  )
})

t.test('what was given before both had signed is paid under none, and after it was ended neither', async (t) => {
  const late = { ...one, agreedOn: '2026-12-10' }
  t.match(may('2026-12-09', [late]), { code: 'service-agreement-missing' })
  t.equal(may('2026-12-10', [late]), true)
  t.match(may('2026-12-10', [{ ...one, agreedOn: null }]), { code: 'service-agreement-missing' })
  const ended = { ...one, endedOn: '2026-12-31' }
  t.equal(may('2026-12-31', [ended]), true)
  t.match(may('2027-01-01', [ended]), { code: 'service-agreement-lapsed', detail: /31 December 2026/ })
  t.equal(stateOn(ended, '2027-01-01'), 'ended')
  t.equal(stateOn({ ...one, agreedOn: null }, '2026-12-01'), 'draft')
})

t.test('it is for its payer and its categories alone; of several, the one that costs least', async (t) => {
  t.match(may('2026-12-01', [one], { ...notional, category: 'leisure' }), { code: 'service-agreement-missing' })
  t.match(may('2026-12-01', [one], { ...notional, deployment: 'third-party', holderId: 'b' }), { refused: true })
  t.equal(may('2026-12-01', [{ ...one, categories: [] }], { ...notional, category: 'leisure' }), true)
  const dearer = { ...one, ratePence: 1_851 }
  t.equal(agreementFor([dearer, one], notional, '2026-12-01')?.ratePence, 1_850)
})

t.test('no more than the agreed rate is paid, to the penny', async (t) => {
  t.equal(withinRate(one, 2, 3_700), true)
  t.match(withinRate(one, 2, 3_701), { code: 'agreed-rate-exceeded', pointer: '/amountPence' })
  t.equal(withinRate(one, 0.25, 462), true, 'a quarter of £18.50 is £4.62: parts come to no more than the whole')
  t.match(withinRate(one, 0.25, 463), { refused: true })
  t.match(withinRate(one, null, 1), { code: 'request-invalid', pointer: '/units' })
})

t.test('it is for days to come, and for five years at the most', async (t) => {
  const from = (day: string, until = '2027-01-01') => mayBegin({ from: day, until }, '2026-11-24')
  t.equal(from('2026-11-24'), true)
  t.match(from('2026-11-23'), { pointer: '/from' })
  t.equal(from('2026-11-24', '2026-11-24'), true)
  t.match(from('2026-11-25', '2026-11-24'), { pointer: '/until' })
  t.equal(from('2028-02-29', '2033-02-28'), true, 'five years from a leap day')
  t.match(from('2026-11-24', '2032-11-24'), { pointer: '/until' })
})
