import t from 'tap'
import type { MarkedPurchase } from '../../src/spending/schemas.ts'
import type { WaitingClaim } from '../../src/waiting-claims/schemas.ts'
import { buy, reverse } from '../spending/acts.ts'
import { journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { because, claim, decideClaim, decidedLate, readClaim } from './acts.ts'

const service = await startService(t)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
const on = '2026-12-03'

/** Two photos of a receipt are two files, and a claim can be without one. */
const photo = (sign: string) => ({ documentHash: sign.repeat(64), noReceiptBecause: null })
const marksOf = async (id: string) => {
  const { items } = (await service.as('auditor').get<{ items: MarkedPurchase[] }>('/v1/marked-purchases?limit=100')).ok
  return items.find((item) => item.id === id)?.marks ?? []
}

t.test('one expense that is claimed twice and bought as well is shown to who decides', async (t) => {
  const { journey, late } = await decidedLate(service)
  const of = { ...late, amountPence: 5_000, spentOn: on }
  const other = (await claim(journey, { ...of, amountPence: 5_001 })).ok
  const first = (await claim(journey, { ...of, ...photo('a') })).ok
  t.same([other.alike, first.alike], [[], []])
  const second = (await claim(journey, { ...of, ...photo('b') })).ok
  t.same(second.alike, [{ kind: 'waiting-claim', id: first.id }])
  const third = (await claim(journey, of)).ok
  t.equal(third.alike.length, 2, 'one without a receipt too')
  const bought = (await buy(journey, { amountPence: 5_000, boughtOn: '2026-12-04' })).ok
  t.same(await marksOf(bought.id), [], 'of another day')
  t.equal((await readClaim(journey, first.id)).alike.length, 2, 'who decides on the first sees what came after it')
  const refused = await decideClaim(journey.teamManager, second.id, 0, because)
  t.equal(refused.ok.waitingClaim.alike.length, 2)
  t.same(
    (await readClaim(journey, first.id)).alike,
    [{ kind: 'waiting-claim', id: third.id }],
    'what was refused is no other',
  )
})

t.test(
  'what the budget of another case of the person paid is seen, and a purchase of what was claimed is marked',
  async (t) => {
    const before = await journeyTo(service, 'money-agreed')
    service.clock.set('2026-12-04T09:30:00Z')
    const bought = (await buy(before, { amountPence: 5_000, boughtOn: on })).ok
    void (await buy(before, { amountPence: 4_000, boughtOn: '2026-12-04', bought: 'Drum sticks' })).ok
    service.clock.set('2026-11-24T09:30:00Z')
    const { journey, late } = await decidedLate(service)
    // As a case of theirs that has ended.
    await service.database.sql(
      `update budget_case set ended_at = now(), ending = 'withdrawn',
      person_id = (select person_id from budget_case where case_id = $2) where case_id = $1`,
      [before.ids.caseId, journey.ids.caseId],
    )
    const made = (await claim(journey, { ...late, amountPence: 5_000, spentOn: on })).ok
    t.same(made.alike, [], 'another case is not there for who claims')
    const seen = await service.as('commissioner-officer').get<WaitingClaim>(`/v1/waiting-claims/${made.id}`)
    t.same(seen.ok.alike, [{ kind: 'purchase', id: bought.id }])
    t.equal((await claim(journey, { ...late, amountPence: 3_000, spentOn: '2026-12-04' })).status, 201)
    const same = (await buy(journey, { amountPence: 3_000, boughtOn: '2026-12-04' })).ok
    t.same(await marksOf(same.id), [{ reason: 'same-purchase', likePurchaseId: null }], 'it was claimed back')
    t.equal((await reverse(journey, same.id)).status, 201)
    const there = (await buy(journey, { amountPence: 4_000, boughtOn: '2026-12-04' })).ok
    t.match(
      await marksOf(there.id),
      [{ reason: 'same-purchase', likePurchaseId: String }],
      'it was bought on the other case',
    )
  },
)
