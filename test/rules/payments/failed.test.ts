import t from 'tap'
import { type Failed, failedForEach, insteadOf, type PaidFor } from '../../../src/rules/payments/failed.ts'

const paid = (from: string, until: string, more: Partial<PaidFor> = {}): PaidFor => ({
  ...{ from, until, purpose: 'instalment', isForDays: false, purchaseId: null, ...more },
})
const failed = (id: string, of: PaidFor, more: Partial<Failed> = {}): Failed => ({
  ...{ id, lookedAt: null, followedBy: [], ...of, ...more },
})
const idsOf = (all: readonly Failed[], planned: readonly PaidFor[], byDays = true, away: readonly string[] = []) =>
  failedForEach(all, planned, { byDays, away }).map((one) => one?.id)

t.test('each part of the days of a failed payment stands instead of it, and no day twice', async (t) => {
  const december = failed('dec', paid('2026-12-01', '2026-12-31'))
  const weeks = [paid('2026-12-01', '2026-12-07'), paid('2026-12-08', '2026-12-14'), paid('2027-01-01', '2027-01-07')]
  t.same(idsOf([december], weeks), ['dec', 'dec', undefined])
  t.same(idsOf([december], [paid('2026-12-01', '2026-12-31'), ...weeks.slice(0, 1)]), ['dec', undefined])
  const followedBy = [{ id: 'owed', from: '2026-12-01', until: '2026-12-07' }]
  t.same(idsOf([{ ...december, followedBy }], weeks), [undefined, 'dec', undefined])
  t.same(idsOf([{ ...december, followedBy }], weeks, true, ['owed']), ['dec', 'dec', undefined], 'what is given up')
})

t.test('the newest that failed is the one, of the same use', async (t) => {
  const days = ['2026-12-01', '2026-12-31'] as const
  const all = [
    failed('first', paid(...days), { followedBy: [{ id: 'second', from: days[0], until: days[1] }] }),
    failed('second', paid(...days, { purpose: 'again' })),
    failed('more', paid(...days, { purpose: 'adjustment' })),
    failed('crisis', paid('2026-12-08', '2026-12-12', { purpose: 'crisis' })),
    failed('bought', paid('2026-12-09', '2026-12-09', { purpose: 'owed', purchaseId: 'a' })),
    failed('claimed', paid('2026-12-09', '2026-12-09', { purpose: 'owed' })),
  ]
  const ofEach = [
    paid(...days),
    paid(...days, { purpose: 'adjustment' }),
    paid(...days, { purpose: 'adjustment' }),
    paid('2026-12-10', '2026-12-12', { purpose: 'crisis' }),
    paid('2026-12-08', '2026-12-09', { purpose: 'crisis' }),
    paid('2026-12-09', '2026-12-09', { purpose: 'owed', purchaseId: 'b' }),
    paid('2026-12-09', '2026-12-09', { purpose: 'owed', purchaseId: 'a' }),
  ]
  t.same(idsOf(all, ofEach), ['second', 'more', undefined, undefined, 'crisis', undefined, 'bought'])
})

t.test('without days any day counts, once', async (t) => {
  const once = failed('once', paid('2026-11-24', '2026-11-24'))
  t.same(idsOf([once], [paid('2026-12-01', '2026-12-01')]), [undefined])
  t.same(idsOf([once], [paid('2026-12-01', '2026-12-01'), paid('2026-12-02', '2026-12-02')], false), [
    'once',
    undefined,
  ])
})

t.test('it waits until somebody has looked at why, and then no more', async (t) => {
  t.same(insteadOf({ id: 'a', lookedAt: null }), { insteadOfId: 'a', holdReason: 'failed-before' })
  const lookedAt = new Date('2026-12-01T09:00:00Z')
  t.same(insteadOf({ id: 'a', lookedAt }), { insteadOfId: 'a', releasedAt: lookedAt })
})
