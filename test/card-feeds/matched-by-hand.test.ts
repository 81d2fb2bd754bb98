import t from 'tap'
import type { CardFeedLine } from '../../src/card-feeds/schemas.ts'
import type { Concern } from '../../src/concerns/schemas.ts'
import type { MarkedPurchase } from '../../src/spending/schemas.ts'
import { take } from '../concerns/acts.ts'
import { buy } from '../spending/acts.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { doOnce } from '../support/sweep.ts'
import { sendFeed, unmatchedLine } from './acts.ts'

const service = await startService(t)
const lead = service.as('safeguarding-lead')
const look = () => doOnce(service, 'concern-signals')

const marksOf = async (id: string) =>
  (await service.as('auditor').get<{ items: MarkedPurchase[] }>('/v1/marked-purchases?limit=100')).ok.items
    .find((one) => one.id === id)
    ?.marks.map(({ reason }) => reason) ?? []
async function concernsOn({ ids }: Journey): Promise<Concern[]> {
  const { items } = (await lead.get<{ items: { id: string; caseId: string }[] }>('/v1/concerns?limit=100')).ok
  const of = items.filter(({ caseId }) => caseId === ids.caseId)
  return Promise.all(of.map(async ({ id }) => (await take(lead, id)).ok))
}
/** A purchase of £10.00 from the City Drum Shop on 24 November 2026, and the newest line of a feed, matched with it by hand. */
async function matchedWith(journey: Journey, line: string) {
  const { id } = (await buy(journey, { amountPence: 1_000 })).ok
  void (await sendFeed(journey, journey.broker, line)).ok
  const lineId = await unmatchedLine(journey)
  const match = { purchaseId: id }
  const answer = (await journey.broker.post<CardFeedLine>(`/v1/card-feed-lines/${lineId}/match`, match)).ok
  return { id, answer }
}

for (const [what, line] of [
  ['another payee', '2026-11-24,10.00,SOUTH TAXIS'],
  ['a day too far off', '2026-11-28,10.00,CITY DRUM SHOP'],
  ['what came back from somebody else', '2026-11-25,-4.00,SOUTH TAXIS'],
] as const)
  t.test(`${what} is matched by hand, marked for those who look, and a signal`, async (t) => {
    const journey = await journeyTo(service, 'money-agreed')
    await look()
    const { id, answer } = await matchedWith(journey, line)
    const keys = ['amountPence', 'caseId', 'id', 'matchedAt', 'merchant', 'paidOn', 'purchaseId', 'reference']
    t.same(Object.keys(answer).sort(), keys, 'the answer says no word of it')
    t.equal(answer.purchaseId, id)
    t.same((await marksOf(id)).includes('feed-line-differs'), true)
    for (const client of [journey.broker, journey.person, journey.careCoordinator]) {
      t.notMatch(JSON.stringify((await client.get(`/v1/purchases/${id}`)).ok), 'feed-line-differs')
      t.equal((await client.get('/v1/marked-purchases')).status, 403)
    }
    t.ok((await look()) > 0)
    t.equal(await look(), 0, 'once')
    const [concern] = await concernsOn(journey)
    t.match(concern, { about: 'payee', payee: 'City Drum Shop' })
    t.match(
      concern?.reports.find(({ reason }) => reason === 'feed-line-differs'),
      { level: 'medium', purchaseId: id, raisedAs: 'service' },
    )
  })

t.test('what fits is matched by hand without a mark', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const { id } = (await buy(journey, { amountPence: 1_000 })).ok
  const { id: other } = (await buy(journey, { amountPence: 1_000 })).ok
  void (await sendFeed(journey, journey.broker, '2026-11-30,4.00,A CAFE')).ok
  // Two can have come back, so that somebody says which.
  void (await sendFeed(journey, journey.broker, '2026-11-27,-4.00,CITY DRUM SHOP LEEDS')).ok
  const lineId = await unmatchedLine(journey)
  t.equal((await journey.broker.post(`/v1/card-feed-lines/${lineId}/match`, { purchaseId: id })).status, 200)
  t.notOk((await marksOf(id)).includes('feed-line-differs'))
  t.same((await marksOf(other)).includes('feed-line-differs'), false)
})
