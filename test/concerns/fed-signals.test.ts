import t from 'tap'
import type { Concern } from '../../src/concerns/schemas.ts'
import { sendFeed, unmatchedLine } from '../card-feeds/acts.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { doOnce } from '../support/sweep.ts'
import { take } from './acts.ts'

const service = await startService(t)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
const lead = service.as('safeguarding-lead')
const look = () => doOnce(service, 'concern-signals')
async function reportsOn({ ids }: Journey): Promise<Concern['reports']> {
  const { items } = (await lead.get<{ items: { id: string; caseId: string }[] }>('/v1/concerns?limit=100')).ok
  const of = items.filter(({ caseId }) => caseId === ids.caseId)
  const concerns = await Promise.all(of.map(async ({ id }) => (await take(lead, id)).ok))
  return concerns.flatMap(({ reports }) => reports)
}
const reasonsOn = async (journey: Journey) => (await reportsOn(journey)).map(({ reason }) => reason).sort()

t.test('a card that is emptied at a machine is a concern, though nobody records a purchase', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  await look()
  const atm = (day: string) => `2026-11-${day},250.00,ATM LIVERPOOL ONE`
  void (await sendFeed(journey, journey.broker, atm('24'), atm('22'), atm('20'), '2026-11-24,9.00,BOOKER CASH & CARRY'))
    .ok
  t.equal(await look(), 4)
  t.equal(await look(), 0, 'once')
  const cash = Array(3).fill('cash-withdrawn')
  t.same(await reasonsOn(journey), ['cash-burst', ...cash])
  const [report] = await reportsOn(journey)
  const told = { amountPence: 25_000, merchant: 'ATM LIVERPOOL ONE', paidOn: String }
  t.match(report, { purchaseId: null, claim: null, paidByCard: told, raisedAs: 'service' })
  void (await sendFeed(journey, journey.broker, atm('18'))).ok
  await look()
  t.same(await reasonsOn(journey), ['cash-burst', 'cash-burst', ...cash, 'cash-withdrawn'], 'in the next feed too')
  for (const client of [journey.broker, journey.person, journey.officer]) {
    const { items } = (await client.get<{ items: object[] }>(`/v1/cases/${journey.ids.caseId}/timeline?limit=100`)).ok
    t.notMatch(JSON.stringify(items), /cash-(?:withdrawn|burst)|concern/)
  }
})

t.test('what has had no purchase for weeks is a concern on its case, once while nothing changes', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  await look()
  void (await sendFeed(journey, journey.broker, '2026-10-24,9.00,A CAFE', '2026-11-24,8.00,A SHOP')).ok
  const raised = async (on: string) => {
    service.clock.set(`${on}T09:30:00Z`)
    await look()
    return (await reportsOn(journey)).map(({ reason, level, paidByCard }) => [reason, level, paidByCard?.merchant])
  }
  const [cafe, shop] = ['A CAFE', 'A SHOP'].map((merchant) => ['card-line-unmatched', 'low', merchant])
  t.same(await raised('2026-11-24'), [], 'it was sent just now')
  t.same(await raised('2026-12-09'), [])
  t.same(await raised('2026-12-10'), [cafe])
  t.same(await raised('2026-12-20'), [cafe])
  t.same(await raised('2027-01-10'), [cafe, shop], 'again, of the other, a month later')
  t.same(await raised('2027-01-11'), [cafe, shop])

  const matched = await journeyTo(service, 'money-agreed')
  void (await sendFeed(matched, matched.broker, '2027-01-11,9.00,A CAFE')).ok
  const body = { planLineId: matched.ids.planLineId, bought: 'Lunch' }
  const line = await unmatchedLine(matched)
  void (await matched.broker.post(`/v1/card-feed-lines/${line}/purchase`, body)).ok
  service.clock.set('2027-01-28T09:30:00Z')
  await look()
  t.same(await reasonsOn(matched), [])
})
