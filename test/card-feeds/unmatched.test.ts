import t from 'tap'
import type { CardFeedLine } from '../../src/card-feeds/schemas.ts'
import { anActor, inTenant } from '../support/actors.ts'
import { journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { sendFeed } from './acts.ts'

const service = await startService(t)

t.test(
  'who oversees money reads what cards paid and nobody wrote down, across cases, the longest ago first',
  async (t) => {
    const [one, other] = [await journeyTo(service, 'plan-agreed'), await journeyTo(service, 'plan-agreed')]
    void (await sendFeed(one, one.broker, '2026-11-23,9.00,A CAFE', '2026-11-24,2.00,A KIOSK')).ok
    void (await sendFeed(other, other.broker, '2026-11-22,8.00,A SHOP')).ok
    const listed = async (client = one.officer, query = '') => {
      const path = `/v1/unmatched-card-feed-lines?limit=100${query}`
      const { items } = (await client.get<{ items: CardFeedLine[] }>(path)).ok
      return items.map(({ caseId, merchant, paidOn }) => [caseId, merchant, paidOn])
    }
    const [cafe, kiosk, shop] = [
      [one.ids.caseId, 'A CAFE', '2026-11-23'],
      [one.ids.caseId, 'A KIOSK', '2026-11-24'],
      [other.ids.caseId, 'A SHOP', '2026-11-22'],
    ]
    for (const client of [one.officer, service.as('auditor'), one.teamManager, service.as('finance-officer')])
      t.same(await listed(client), [shop, cafe, kiosk])
    t.same(await listed(one.officer, '&paidBy=2026-11-23'), [shop, cafe])
    t.same(await listed(one.person), [cafe, kiosk], 'a person reads their own')
    t.same(await listed(service.as(anActor('broker', { sub: 'a-stranger' }))), [])
    t.same(await listed(service.as(inTenant('QOP', 'commissioner-officer'))), [])
    const first = (
      await one.officer.get<{ next: string | null; items: CardFeedLine[] }>('/v1/unmatched-card-feed-lines?limit=2')
    ).ok
    t.equal(first.items.length, 2)
  },
)
