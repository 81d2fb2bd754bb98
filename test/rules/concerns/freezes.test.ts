import t from 'tap'
import { alreadyFrozenBy, essentialLines, isHeldBy, mayFreezeUntil } from '../../../src/rules/concerns/freezes.ts'
import { isRefusal } from '../../../src/shared/outcome.ts'

t.test('a freeze is for today and at most 28 days more', async (t) => {
  const today = '2026-11-24'
  for (const until of [today, '2026-12-22']) t.equal(mayFreezeUntil(until, today), true, until)
  for (const until of ['2026-11-23', '2026-12-23']) t.ok(isRefusal(mayFreezeUntil(until, today)), until)
})

t.test('what keeps a crisis off, and what there is for one, is essential', async (t) => {
  const line = (key: string, preventive = false) => ({ key, preventive })
  const lines = [line('drums'), line('walks', true), line('nights'), line('rest'), line('daily')]
  t.same(essentialLines({ lines, crisisContingency: null }), ['walks'])
  const crisisContingency = {
    cover: [{ line: 'nights' }, { line: null }],
    ifTooUnwell: { lines: ['rest'] },
    tiers: [{ lines: [{ line: 'daily', extraPerDay: 3 }] }],
  }
  t.same(essentialLines({ lines, crisisContingency }), ['walks', 'nights', 'rest', 'daily'])
})

t.test(
  'a payment is held by a freeze of its payee, of its line, and of its case unless the line is essential',
  async (t) => {
    const payee = { about: 'payee', planLineId: null, payee: 'drumshop' } as const
    const line = { about: 'line', planLineId: 'one', payee: null } as const
    const all = { about: 'case', planLineId: null, payee: null } as const
    const wanted = { lines: ['one'], payees: ['drumshop'], essential: false }
    const cases = [
      [[], wanted, false],
      [[payee], wanted, true],
      [[payee], { ...wanted, essential: true }, true],
      [[payee], { ...wanted, payees: ['bakery'] }, false],
      [[payee], { ...wanted, payees: ['bakery', 'drumshop'] }, true],
      [[payee, line, all], { ...wanted, lines: ['other'], payees: [], essential: true }, false],
      [[line], wanted, true],
      [[line], { ...wanted, essential: true }, false],
      [[line, payee], { ...wanted, essential: true }, true],
      [[line], { ...wanted, lines: ['other'] }, false],
      [[line], { ...wanted, lines: ['other', 'one'] }, true],
      [[all], wanted, true],
      [[all], { ...wanted, essential: true }, false],
      [[all, payee], { ...wanted, essential: true }, true],
      [[line, payee], { ...wanted, lines: ['other'], payees: ['bakery'] }, false],
    ] as const
    for (const [freezes, of, held] of cases) t.equal(isHeldBy(freezes, of), held, JSON.stringify([freezes, of]))
  },
)

t.test('what one human froze before, for whichever concern, another freezes on', async (t) => {
  const today = '2026-12-20'
  const of = { planLineId: null, payee: null, placedBy: 'lead', placedOn: '2026-11-24', endsOn: '2026-12-22' } as const
  const all = { ...of, about: 'case' } as const
  const line = { ...of, about: 'line', planLineId: 'one' } as const
  const payee = { ...of, about: 'payee', payee: 'drumshop' } as const
  const long = { until: '2026-12-23' }
  const cases = [
    ['the same', { ...all, until: '2026-12-20' }, [all], ['lead']],
    ['the same, the last by somebody else', { ...all, ...long }, [all, { ...all, placedBy: 'other' }], ['other']],
    ['the same, long ago', { ...all, ...long }, [{ ...all, placedOn: '2020-01-01', endsOn: '2020-01-02' }], ['lead']],
    ['its kin', { ...line, planLineId: 'two', ...long }, [line], ['lead']],
    ['another line', { ...line, planLineId: 'three', ...long }, [{ ...line, planLineId: 'four' }], []],
    ['another payee', { ...payee, payee: 'bakery', ...long }, [payee], []],
    ['a line, after the case', { ...line, ...long }, [all], ['lead']],
    ['the case, after a line', { ...all, ...long }, [line], ['lead']],
    ['a payee, after a line', { ...payee, ...long }, [line], ['lead']],
    ['within the same days', { ...line, until: '2026-12-22' }, [all], []],
    ['long after', { ...line, ...long }, [{ ...all, endsOn: '2026-11-21' }], []],
    ['not so long after', { ...line, ...long }, [{ ...all, placedOn: '2026-11-01', endsOn: '2026-11-22' }], ['lead']],
  ] as const
  for (const [what, wanted, before, placed] of cases)
    t.same(alreadyFrozenBy(wanted, before, ['one', 'two'], today), placed, what)
})
