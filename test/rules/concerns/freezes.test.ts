import t from 'tap'
import { essentialLines, isHeldBy, mayFreezeUntil, mayKeepFrozen } from '../../../src/rules/concerns/freezes.ts'
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
    const payee = { about: 'payee', planLineId: null, payee: 'drumshop', name: 'The Drum Shop' } as const
    const line = { about: 'line', planLineId: 'one', payee: null, name: null } as const
    const all = { about: 'case', planLineId: null, payee: null, name: null } as const
    const wanted = { lines: ['one'], payees: ['drumshop'], typed: null, essential: false }
    const cases = [
      [[], wanted, false],
      [[payee], wanted, true],
      [[payee], { ...wanted, essential: true }, true],
      [[payee], { ...wanted, payees: ['bakery'] }, false],
      [[payee], { ...wanted, payees: ['bakery', 'drumshop'] }, true],
      [[payee], { ...wanted, payees: ['drumshopltd'], typed: 'Drum Shop Ltd' }, true],
      [[payee], { ...wanted, payees: ['drumshopltd'] }, false],
      [[payee], { ...wanted, payees: ['drumhall'], typed: 'Drum Hall' }, false],
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
  const of = { planLineId: null, payee: null, human: 'lead', placedOn: '2026-11-24', endsOn: '2026-12-22' } as const
  const all = { ...of, about: 'case' } as const
  const line = { ...of, about: 'line', planLineId: 'one' } as const
  const payee = { ...of, about: 'payee', payee: 'drumshop' } as const
  const other = { human: 'other' }
  const [last, past] = [{ until: '2026-12-22' }, { until: '2026-12-23' }]
  const days = (from: string, to: string) => ({ placedOn: from, endsOn: to })
  const cases = [
    ['the same, within the same days', { ...all, ...last }, [all], true],
    ['the same, a day longer', { ...all, ...past }, [all], false],
    ['the same, a day longer, from one that was short', { ...all, ...past }, [{ ...all, endsOn: '2026-11-26' }], false],
    ['the same, the last by somebody else', { ...all, ...past }, [all, { ...all, ...other }], true],
    [
      'the same, by somebody else for less',
      { ...all, ...past },
      [all, { ...all, ...other, endsOn: '2026-12-21' }],
      false,
    ],
    ['the same, by somebody else before', { ...all, ...past }, [{ ...all, ...other }, all], false],
    ['the same, long ago', { ...all, ...past }, [{ ...all, ...days('2024-01-01', '2024-01-29') }], true],
    [
      'the same, in slices',
      { ...all, ...past },
      [
        { ...all, ...days('2026-11-01', '2026-11-01') },
        { ...all, ...days('2026-11-28', '2026-11-28') },
      ],
      false,
    ],
    ['its kin', { ...line, planLineId: 'two', ...past }, [line], false],
    ['another line', { ...line, planLineId: 'three', ...past }, [{ ...line, planLineId: 'four' }], true],
    ['another payee', { ...payee, payee: 'bakery', ...past }, [{ ...payee, payee: 'butcher' }], true],
    ['the same payee by another name', { ...payee, payee: 'drums', ...past }, [payee], false],
    ['a line, after the case', { ...line, ...past }, [all], false],
    ['the case, after a line', { ...all, ...past }, [line], false],
    ['a payee, after a line', { ...payee, ...past }, [line], false],
    ['a line, after the case that somebody else froze on', { ...line, ...past }, [all, { ...all, ...other }], true],
    [
      'a line, after the case, and a payee by somebody else',
      { ...line, ...past },
      [all, { ...payee, ...other }],
      false,
    ],
    ['within the same days', { ...line, ...last }, [all], true],
    ['long after', { ...line, ...past }, [{ ...all, endsOn: '2026-11-21' }], true],
    ['not so long after', { ...line, ...past }, [{ ...all, placedOn: '2026-11-01', endsOn: '2026-11-22' }], false],
  ] as const
  const held = { lines: ['one', 'two'], payees: new Set(['drumshop', 'drums']) }
  for (const [what, wanted, before, may] of cases) {
    const bakery = { ...held, payees: new Set(['bakery']) }
    const answer = mayKeepFrozen(wanted, before, wanted.payee === 'bakery' ? bakery : held, 'lead', today)
    t.equal(!isRefusal(answer), may, what)
  }
})
