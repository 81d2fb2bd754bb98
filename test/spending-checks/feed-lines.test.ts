import t from 'tap'
import { sendFeed, unmatchedLine } from '../card-feeds/acts.ts'
import { buy } from '../spending/acts.ts'
import { journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { checksOf, decideCheck } from './acts.ts'

const service = await startService(t)

t.test(
  'a line of a feed that names a bookmaker is listed, and stands for no purchase until somebody has looked',
  async (t) => {
    const journey = await journeyTo(service, 'plan-agreed')
    const { broker, officer, ids } = journey
    t.equal((await sendFeed(journey, broker, '2026-11-24,9.00,BETFRED 204 WIRRAL')).status, 201, 'it was paid')
    const [check] = await checksOf(journey)
    t.match(check, { foundIn: 'card-feed-line', uses: ['gambling'], amountPence: 900, outcome: null })
    const line = await unmatchedLine(journey)
    t.equal(check?.cardFeedLineId, line)
    const stands = () =>
      broker.post(`/v1/card-feed-lines/${line}/purchase`, { planLineId: ids.planLineId, bought: 'Swimming' })
    t.equal((await stands()).problem.code, 'words-in-doubt')
    const { id: purchaseId } = (await buy(journey, { amountPence: 900 })).ok
    const match = () => broker.post(`/v1/card-feed-lines/${line}/match`, { purchaseId })
    t.equal((await match()).problem.code, 'words-in-doubt')
    t.equal((await checksOf(journey)).length, 1, 'the same words are looked at once')
    t.equal((await decideCheck(officer, check?.id ?? '', 'refused')).status, 200)
    t.equal((await stands()).problem.code, 'spending-excluded')
    t.equal((await match()).problem.code, 'spending-excluded')
  },
)
