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
    const journey = await journeyTo(service, 'money-agreed')
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

t.test(
  'a line that is matched at once uses up what was passed, and what is in doubt is matched with nothing',
  async (t) => {
    const journey = await journeyTo(service, 'money-agreed')
    const { broker, officer } = journey
    const matched = async (...lines: string[]) => (await sendFeed(journey, broker, ...lines)).ok.linesMatched
    const open = async () => (await checksOf(journey)).filter(({ outcome }) => outcome === null)
    const betfred = 'BETFRED CAFE'
    const cafe = { amountPence: 900, payee: 'Fred Cafe' }
    void (await buy(journey, cafe)).ok
    t.equal(await matched(`2026-11-24,9.00,${betfred}`), 0, 'in doubt')
    const [check] = await open()
    void (await decideCheck(officer, check?.id ?? '')).ok
    t.equal(await matched(`2026-11-25,9.00,${betfred}`), 1)
    t.same(await open(), [])
    void (await buy(journey, cafe)).ok
    t.equal(await matched(`2026-11-26,9.00,${betfred}`), 0, 'what was passed for £9.00 was spent')
    const [again] = await open()
    t.match(again, { words: betfred, amountPence: 900 })
    void (await decideCheck(officer, again?.id ?? '')).ok
    void (await buy(journey, cafe)).ok
    t.equal(await matched(`2026-11-23,9.00,${betfred}`, `2026-11-22,9.00,${betfred}`), 1, 'one of two in one feed')
    t.equal((await open()).length, 1, 'and the other is looked at')
  },
)
