import fc from 'fast-check'
import t from 'tap'
import { canBeOf, feedDay, feedPence, isAlike, matched, refunded } from '../../../src/rules/spending/card-feeds.ts'
import { daysAfter, daysBetween } from '../../../src/shared/dates.ts'

t.test('days and amounts are read as feeds write them, and nothing is guessed', async (t) => {
  t.equal(feedDay('24/11/2026', 'dd/mm/yyyy'), '2026-11-24')
  t.equal(feedDay('4.1.2026', 'dd.mm.yyyy'), '2026-01-04')
  t.equal(feedDay('2026-11-24', 'yyyy-mm-dd'), '2026-11-24')
  for (const text of ['31/02/2026', '11/24/2026', 'today', '', '24/11/26'])
    t.equal(feedDay(text, 'dd/mm/yyyy'), undefined, text)
  for (const text of ['01/01/0000', '31/12/1899', '01/01/2200', '24/11/+012026'])
    t.equal(feedDay(text, 'dd/mm/yyyy'), undefined, text)
  t.same([feedDay('01/01/1900', 'dd/mm/yyyy'), feedDay('31/12/2199', 'dd/mm/yyyy')], ['1900-01-01', '2199-12-31'])
  t.equal(feedDay('29/02/2028', 'dd/mm/yyyy'), '2028-02-29')
  for (const [text, pence] of [
    ['999,999,999.99', 99_999_999_999],
    ['1,000,000,000.00', undefined],
    ['-999,999,999,999,999.00', undefined],
    ['99.99', 9_999],
    ['-12.00', -1_200],
    ['£1,234.50', 123_450],
    ['-£1.05', -105],
    ['£-1.05', -105],
    ['12', 1_200],
    ['0.00', 0],
  ] as const)
    t.equal(feedPence(text), pence, text)
  for (const text of ['12.5', '1,23.00', '12,50', 'EUR 1', '', '1e3', '--1']) t.equal(feedPence(text), undefined, text)
})

t.test('who was paid is alike by letters, with what an issuer adds', async (t) => {
  t.ok(isAlike('City Drum Shop', 'CITY DRUM SHOP LIVERPOOL 0123'))
  t.ok(isAlike('Café Olé', 'CAFE OLE'))
  t.notOk(isAlike('City Drum Shop', 'CITY TAXIS'))
  t.notOk(isAlike('Boo', 'BOOTS THE CHEMIST'), 'three letters are in many')
})

t.test('whatever the lines and the purchases, no one is in two pairs, and each pair fits', async () => {
  const day = fc.integer({ min: 0, max: 10 }).map((days) => daysAfter('2026-11-01', days))
  const amountPence = fc.integer({ min: 1, max: 3 })
  const payee = fc.constantFrom('Drum Shop', 'Gym Wirral')
  const lines = fc.array(fc.record({ paidOn: day, amountPence, merchant: payee }), { maxLength: 12 })
  const purchases = fc.array(fc.record({ boughtOn: day, amountPence, payee }), { maxLength: 12 })
  fc.assert(
    fc.property(lines, purchases, (paid, bought) => {
      const ofLines = paid.map((line, index) => ({ ...line, id: `l${index}` }))
      const candidates = bought.map((one, index) => ({ ...one, reversedPence: 0, id: `p${index}` }))
      const pairs = matched(ofLines, candidates)
      const once = (ids: string[]) => new Set(ids).size === ids.length
      const fits = ({ lineId, purchaseId }: (typeof pairs)[number]) => {
        const [line, of] = [ofLines.find(({ id }) => id === lineId), candidates.find(({ id }) => id === purchaseId)]
        return (
          line?.amountPence === of?.amountPence &&
          line?.merchant === of?.payee &&
          Math.abs(daysBetween(line?.paidOn ?? '', of?.boughtOn ?? '')) <= 3
        )
      }
      const left = ofLines.filter(({ id }) => !pairs.some(({ lineId }) => lineId === id))
      const free = candidates.filter(({ id }) => !pairs.some(({ purchaseId }) => purchaseId === id))
      return (
        once(pairs.map(({ lineId }) => lineId)) &&
        once(pairs.map(({ purchaseId }) => purchaseId)) &&
        pairs.every(fits) &&
        matched(left, free).length === 0
      )
    }),
  )
})

t.test('what came back is of the one purchase that it can be of', async (t) => {
  const back = { paidOn: '2026-11-20', amountPence: -500, merchant: 'DRUM SHOP' }
  const one = { id: 'a', boughtOn: '2026-11-01', amountPence: 1_000, reversedPence: 0, payee: 'Drum Shop' }
  t.equal(refunded(back, [one])?.id, 'a')
  t.equal(refunded(back, [one, { ...one, id: 'b' }]), undefined, 'of two, somebody says which')
  t.equal(refunded(back, [{ ...one, reversedPence: 501 }]), undefined, 'no more than stands')
  t.equal(refunded(back, [{ ...one, boughtOn: '2026-11-21' }]), undefined, 'not before it was bought')
})

t.test('a line can be of a purchase some days apart, or back from it for a year, by who was paid', async (t) => {
  const of = { boughtOn: '2026-11-24', payee: 'City Drum Shop' }
  const can = (paidOn: string, amountPence = 1_000, merchant = 'CITY DRUM SHOP LEEDS') =>
    canBeOf({ paidOn, amountPence, merchant }, of)
  t.same(
    ['2026-11-20', '2026-11-21', '2026-11-27', '2026-11-28'].map((day) => can(day)),
    [false, true, true, false],
  )
  t.same(
    ['2026-11-23', '2026-11-24', '2027-11-24', '2027-11-25'].map((day) => can(day, -1)),
    [false, true, true, false],
  )
  t.notOk(can('2026-11-24', 1_000, 'LUCKY BETS'))
  t.notOk(can('2026-11-24', -1_000, 'LUCKY BETS'))
})
