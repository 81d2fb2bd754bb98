import t from 'tap'
import { journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { listenToBatches } from '../support/spy.ts'
import { decide } from './acts.ts'

const service = await startService(t)

t.test('a decision on a plan takes few round trips to the database', async (t) => {
  // What is read once and kept, as the rules of the scheme and who an account is, has been by then.
  const before = await journeyTo(service, 'plan-signed')
  await decide(before, before.careCoordinator)
  const journey = await journeyTo(service, 'plan-signed')
  const batches: number[] = []
  const end = listenToBatches((statements) => {
    // Who the token is of is looked up before, by a look of its own.
    if (statements[0]?.text !== 'begin read only') batches.push(statements.length)
  })
  t.equal((await decide(journey, journey.careCoordinator)).status, 201)
  end()
  t.ok(batches.length <= 10, `${batches.length} round trips, of ${batches.join(', ')} statements`)
})
