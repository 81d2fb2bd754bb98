import t from 'tap'
import type { CardFeed } from '../../src/card-feeds/schemas.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { aCardFeed, sendFeed } from './acts.ts'

const service = await startService(t)
const profile = { ...aCardFeed().profile, referenceColumn: 'Ref' }

t.test('a line that is sent again is taken once, however its issuer writes who was paid', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const send = async (...lines: readonly string[]) =>
    (
      await journey.broker.post<CardFeed>(`/v1/cases/${journey.ids.caseId}/card-feeds`, {
        csv: ['Day,Pounds,Who,Ref', ...lines].join('\n'),
        profile,
      })
    ).ok
  const twice = ['2026-11-24,10.00,Deal Shop,1', '2026-11-24,10.00,Deal Shop,1']
  t.match(await send(...twice), { linesAdded: 2, linesKnown: 0 }, 'two of one feed are two')
  t.match(await send(...twice), { linesAdded: 0, linesKnown: 2 })
  t.match(await send('2026-11-24,10,DEAL  SHOP,1', '2026-11-24,10.00,deal-shop,1'), { linesAdded: 0, linesKnown: 2 })
  t.match(await send(...twice, '2026-11-24,10.00,DEAL SHOP,1'), { linesAdded: 1, linesKnown: 2 }, 'a third is new')
  for (const other of ['2026-11-25,10.00,Deal Shop,1', '2026-11-24,10.01,Deal Shop,1', '2026-11-24,10.00,Deal Shop,2'])
    t.match(await send(other), { linesAdded: 1 }, other)
  t.match(await send('2026-11-24,10.00,Deal Shops,1'), { linesAdded: 1 }, 'and so is somebody else')
})

t.test('what was taken in before lines were compared so is known too', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  t.match((await sendFeed(journey, journey.broker, '2026-11-24,3.00,A CAFE')).ok, { linesAdded: 1 })
  await service.database.sql(`update card_feed_line set line_hash = repeat('0', 64) where case_id = $1`, [
    journey.ids.caseId,
  ])
  t.match((await sendFeed(journey, journey.broker, '2026-11-24,3.00,A Cafe')).ok, { linesAdded: 0, linesKnown: 1 })
})

t.test('a feed with two columns of one name is refused with their places', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const csv = 'Day,Pounds,Who,Pounds\n2026-11-24,1.00,A CAFE,900.00'
  const send = () => journey.broker.post(`/v1/cases/${journey.ids.caseId}/card-feeds`, { ...aCardFeed(), csv })
  const problem = await refused(t, service, send, 'request-invalid')
  t.match(problem.errors, [{ pointer: '/csv', detail: /2 and 4/ }])
})
