import t from 'tap'
import { type BoughtThing, type LookedAt, signalsOf } from '../../../src/rules/concerns/signals.ts'

const bought = (more: Partial<BoughtThing> = {}): BoughtThing => ({
  planLineId: 'one',
  amountPence: 1_234,
  payee: 'City Drum Shop',
  bought: 'A lesson',
  boughtOn: '2026-11-24',
  ...more,
})
const ownAccount = { shared: false, nameDiffers: false }
const looked = (more: Partial<LookedAt> = {}): LookedAt => ({
  ...bought(more),
  reversed: false,
  lineIds: [more.planLineId ?? 'one'],
  marks: [],
  buyer: null,
  account: ownAccount,
  undeclared: null,
  paperShared: false,
  stopped: [],
  elsewhere: null,
  ...more,
})
const times = (count: number, of: (index: number) => Partial<BoughtThing> = () => ({})) =>
  Array.from({ length: count }, (_, index) => bought({ boughtOn: `2026-10-${10 + index}`, ...of(index) }))
const reasons = (one: LookedAt, before: readonly BoughtThing[] = []) =>
  signalsOf(one, before, before).map(({ reason }) => reason)

t.test('an ordinary purchase raises nothing, alone or after others like it', async (t) => {
  t.same(reasons(looked()), [])
  t.same(reasons(looked(), times(12)), [])
})

t.test('each signal has a level and says what it is about', async (t) => {
  const one = looked({ marks: ['same-document'], buyer: { memberId: 'm', names: ['City drum-shop'] } })
  const account = { shared: true, nameDiffers: true }
  t.same(reasons(looked({ account })), ['shared-bank-details', 'bank-name-differs'])
  t.same(signalsOf(one, [], []), [
    { reason: 'same-document', level: 'high', about: 'payee' },
    { reason: 'staff-paid-themselves', level: 'high', about: 'member' },
  ])
})

t.test('a mark of a purchase or its receipt is a signal once, and that it was reversed is none', async (t) => {
  t.same(reasons(looked({ marks: ['issued-before-plan', 'issued-far-off', 'same-purchase'] })), [
    'receipt-out-of-time',
    'same-purchase',
  ])
  t.same(reasons(looked({ marks: ['reversed-with-receipt'] })), [])
})

t.test('an unusual sum is so beside what the line pays for usually', async (t) => {
  const before = times(5, () => ({ amountPence: 2_000 }))
  t.same(reasons(looked({ amountPence: 8_001 }), before), ['unusual-sum'])
  t.same(reasons(looked({ amountPence: 7_999 }), before), [], 'less than four times')
  t.same(reasons(looked({ amountPence: 8_001 }), before.slice(1)), [], 'four say nothing yet')
  t.same(
    reasons(
      looked({ amountPence: 4_999 }),
      times(5, () => ({ amountPence: 101 })),
    ),
    [],
    'too small a sum',
  )
  t.same(reasons(looked({ amountPence: 8_001, planLineId: 'other' }), before), [], 'another line')
})

t.test('cash three times in a week, and six purchases in two days', async (t) => {
  const cash = [
    bought({ bought: 'Cash for shopping', boughtOn: '2026-11-18' }),
    bought({ payee: 'ATM', boughtOn: '2026-11-20' }),
  ]
  t.same(reasons(looked({ bought: 'cash withdrawal' }), cash), ['cash-burst'])
  t.same(reasons(looked({ bought: 'cash withdrawal', boughtOn: '2026-11-25' }), cash), [], 'the first is too long ago')
  t.same(reasons(looked({ bought: 'Cashmere scarf' }), cash), [], 'a word that only begins so')
  const five = times(5, (index) => ({ boughtOn: index < 3 ? '2026-11-23' : '2026-11-24' }))
  t.same(reasons(looked(), five), ['burst'])
  t.same(reasons(looked(), five.slice(1)), [])
  t.same(reasons(looked({ boughtOn: '2026-11-25' }), five), [])
})

t.test('a burst is one in whichever order it is recorded, and on whichever plan the line is', async (t) => {
  const cashOn = (boughtOn: string, planLineId = 'one') => bought({ bought: 'Cash', boughtOn, planLineId })
  const last = (boughtOn: string, more: Partial<LookedAt> = {}) => looked({ bought: 'Cash', boughtOn, ...more })
  const days = ['2026-11-20', '2026-11-22', '2026-11-24']
  for (const day of days)
    t.same(
      reasons(
        last(day),
        days.filter((other) => other !== day).map((other) => cashOn(other)),
      ),
      ['cash-burst'],
      `${day} recorded last`,
    )
  t.same(reasons(last('2026-11-22'), [cashOn('2026-11-16'), cashOn('2026-11-28')]), [], 'no seven days have all three')
  t.same(reasons(last('2026-11-22'), [cashOn('2026-11-17'), cashOn('2026-11-23')]), ['cash-burst'])
  const plans = [cashOn('2026-11-20', 'before'), cashOn('2026-11-22', 'before')]
  t.same(reasons(last('2026-11-24', { lineIds: ['one', 'before'] }), plans), ['cash-burst'])
  t.same(reasons(last('2026-11-24'), plans), [], 'another line')
  const usual = times(5, () => ({ amountPence: 2_000, planLineId: 'before' }))
  t.same(reasons(looked({ amountPence: 8_001, lineIds: ['one', 'before'] }), usual), ['unusual-sum'])
})

t.test('a large sum to somebody new, where others were paid before', async (t) => {
  const others = times(3, (index) => ({ payee: `Shop ${index}`, planLineId: 'other' }))
  const large = { payee: 'Somebody', amountPence: 20_001 }
  t.same(reasons(looked(large), others), ['new-payee-large-sum'])
  t.same(reasons(looked(large), [...others, bought({ payee: 'some-body', boughtOn: '2026-11-01' })]), [
    'new-payee-large-sum',
  ])
  t.same(
    reasons(looked(large), [...others, bought({ payee: 'Somebody', boughtOn: '2026-10-25' })]),
    [],
    'known for long',
  )
  t.same(reasons(looked({ ...large, amountPence: 19_999 }), others), [])
  t.same(reasons(looked(large), others.slice(1)), [], 'everybody is new to a new plan')
})

t.test('four whole sums to one payee in a row', async (t) => {
  const whole = times(3, () => ({ amountPence: 3_000 }))
  t.same(reasons(looked({ amountPence: 5_000 }), whole), ['round-sums'])
  t.same(reasons(looked({ amountPence: 5_001 }), whole), [])
  t.same(reasons(looked({ amountPence: 1_000 }), whole), [], 'ten pounds are no round sum')
  t.same(reasons(looked({ amountPence: 5_000, payee: 'Other' }), whole), [])
})

t.test('who buys for the person from themself or their own organisation', async (t) => {
  const buyer = { memberId: 'm', names: ['Jo Volunteer', 'Riverside Brokerage'] }
  for (const payee of ['jo volunteer', 'J\u043e-Volunteer', 'RIVERSIDE BROKERAGE'])
    t.same(reasons(looked({ payee, buyer })), ['staff-paid-themselves'], payee)
  t.same(reasons(looked({ payee: 'Riverside Drum School', buyer })), [])
})

t.test('somebody to whom no tie is declared seems tied by a family name, or as somebody close', async (t) => {
  const close = [{ name: 'Sadia Ahmed', contact: '07700 900 123' }]
  const paid = (name: string, contact: string | null = null, families = ['Ahmed-Khan']) =>
    reasons(looked({ undeclared: { name, contact, families, close } })).includes('undeclared-tie')
  t.equal(paid('Robin AHMED KHAN'), true)
  t.equal(paid('Robin Khan'), false)
  t.equal(paid('Robin Ahmed-Khan'), true)
  t.equal(paid('Robin Àhmed-Khan'), true)
  t.equal(paid('SADIA AHMED'), true, 'named for a crisis')
  t.equal(paid('Jo Worker', '+44 7700 900123'), true, 'reached by the same number')
  t.equal(paid('Jo Worker', '07700 900 124'), false)
  t.equal(paid('Jo Worker', null), false)
  t.equal(paid('Robin Li', null, ['Li']), false, 'too short to say anything')
})

t.test('of a purchase that was taken back, how it was is looked at and nothing else', async (t) => {
  const marks = ['same-document', 'feed-line-differs', 'reversed-without-receipt', 'reversed-with-receipt'] as const
  const own = { memberId: 'm', names: ['City Drum Shop'] }
  const one = looked({ reversed: true, marks, buyer: own, account: { shared: true, nameDiffers: true } })
  t.same(reasons(one), ['feed-line-differs', 'reversed-without-receipt'])
})
