import t from 'tap'
import { lastFileDay } from '../../../src/rules/payments/pay-days.ts'

t.test('a bank takes a file until the day on which it pays, and Bacs until two working days before', async (t) => {
  t.equal(lastFileDay('2026-11-25', 'csv'), '2026-11-25')
  t.equal(lastFileDay('2026-11-25', 'iso-20022'), '2026-11-25')
  t.equal(lastFileDay('2026-11-25', 'bacs'), '2026-11-23')
  t.equal(lastFileDay('2026-11-30', 'bacs'), '2026-11-26', 'over a weekend')
  t.equal(lastFileDay('2026-12-29', 'bacs'), '2026-12-23', 'over Christmas and its substitute day')
})
