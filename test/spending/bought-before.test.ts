import t from 'tap'
import { accountsOf } from '../ledger/accounts.ts'
import { changed, decideChanged } from '../sign-off/acts.ts'
import { audited } from '../support/audit.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { buy, reverse, statementOf } from './acts.ts'

const service = await startService(t)

t.test('what was bought before a changed plan was agreed is recorded after it, from what was released', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const boughtOn = service.clock.today()
  t.teardown(() => service.clock.set('2026-11-24T09:30:00Z'))
  service.clock.advance({ days: 1 })
  const next = await changed(journey, [{ key: 'lessons', amountPence: 20_000 }])
  t.equal((await decideChanged(journey.careCoordinator, next)).status, 201)
  service.clock.advance({ days: 1 })

  const late = (amountPence: number, on = boughtOn) => buy(journey, { amountPence, boughtOn: on })
  const closed = await refused(t, service, () => late(1, service.clock.today()), 'line-not-active')
  t.equal(closed.detail, 'The line closed on 25 November 2026: only what was bought by then is recorded on it')
  await refused(t, service, () => late(25_001), 'line-overspent', 'more than was released')
  const claimed = await refused(t, service, () => late(20_001), 'budget-claimed')
  t.equal(claimed.detail, 'The plan in force leaves £200.00 of the budget; this is £200.01')
  let id = ''
  const entries = await audited(service, async () => {
    id = (await late(9_999)).ok.id
  })
  t.same(
    entries.map(({ type }) => type),
    ['purchase.recorded'],
    'the plan in force waits for its own first payment',
  )
  await refused(t, service, () => late(10_002), 'budget-claimed', 'what was recorded is gone from the budget')
  const statement = await statementOf(journey)
  t.match(statement, { spentPence: 9_999, availablePence: 20_000, releasedPence: 30_001 })
  t.match(statement.lines[0], { status: 'closed', closedOn: '2026-11-25', spentPence: 9_999, releasedPence: 15_001 })

  const sums = await accountsOf(journey)
  t.equal(sums.given, 29_999, 'what is spent and what can be')
  t.equal(sums[`available ${journey.ids.planLineId}`], 0)
  t.equal(sums[`spent ${journey.ids.planLineId}`], 9_999)
  await reverse(journey, id)
  t.equal((await accountsOf(journey)).given, 20_000, 'taken back, it is released again')
  t.equal((await late(20_000, '2026-11-25')).status, 201, 'also what was bought on the day it closed')
})
