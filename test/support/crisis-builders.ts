import type { CrisisTier } from '../../src/rules/planning/crisis-tiers.ts'
import { aPlanLine } from './pathway-builders.ts'

/** JL: an hour of support a day at £14.00, and one more hour a day in a bad patch. Lambeth puts £102.30 of £2,046.00 aside. */
export const daily = aPlanLine({
  key: 'daily-support',
  title: 'Somebody to be with',
  category: 'support',
  amountPence: 98_000,
  schedule: {
    quantity: 7,
    unit: 'hour',
    unitPence: 1_400,
    frequency: 'weekly',
    times: null,
    from: '2026-12-01',
    until: '2027-02-08',
  },
  checkedBy: 'care-coordinator',
  deployment: 'notional',
  instrument: 'invoice',
  holderId: null,
})
export const aTier = (more: Partial<CrisisTier> = {}): CrisisTier => ({
  key: 'bad-patch',
  title: 'A bad patch: two hours a day instead of one',
  declaredBy: ['person', 'care-coordinator'],
  lines: [{ line: 'daily-support', extraPerDay: 1 }],
  capPence: 7_000,
  yearCapPence: 9_800,
  longestDays: 7,
  ...more,
})
