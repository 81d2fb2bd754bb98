import t from 'tap'
import { sendFeed } from '../card-feeds/acts.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { buy } from './acts.ts'

const service = await startService(t)
const unseen = ['\u202egnp.exe', 'Tesco\u200b', 'A\u0007B', '\u2066Tesco']

t.test(
  'who was paid is called as anybody is called: nothing that cannot be seen, or turns the line round',
  async (t) => {
    const journey = await journeyTo(service, 'money-agreed')
    for (const payee of [...unseen, 'A\nB']) {
      const problem = await refused(
        t,
        service,
        () => buy(journey, { payee }),
        'request-invalid',
        encodeURIComponent(payee),
      )
      t.match(problem.errors, [{ pointer: '/payee' }])
    }
    for (const merchant of unseen) {
      const line = `2026-11-24,1.00,${merchant}`
      const problem = await refused(
        t,
        service,
        () => sendFeed(journey, journey.broker, line),
        'request-invalid',
        merchant,
      )
      t.match(problem.errors, [{ pointer: '/csv', detail: /line 2/ }])
    }
  },
)

t.test('an issuer who breaks a name over two lines is read as one who does not', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  t.match((await sendFeed(journey, journey.broker, '2026-11-24,1.00,"A\n  CAFE"')).ok, { linesAdded: 1 })
  const path = `/v1/cases/${journey.ids.caseId}/card-feed-lines`
  t.match((await journey.officer.get(path)).ok, { items: [{ merchant: 'A CAFE' }] })
})
