import t from 'tap'
import { change } from '../sign-off/acts.ts'
import { journeyTo } from '../support/journey.ts'
import { aPlanLine } from '../support/pathway-builders.ts'
import { proven } from '../support/proven.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { move, sayOfMoney } from './acts.ts'

const service = await startService(t)
const fence = {
  category: 'holidays',
  because: 'It is given for time away, and pays for nothing else.',
  source: 'A test',
}
await sayOfMoney(service, 'merseyside-one-off', { ringFenced: [fence] })
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
t.afterEach(() => proven(service))

/** A plan of a drum kit, and of time away whose money is fenced. */
async function withFence() {
  const journey = await journeyTo(service, 'plan-drafted')
  const away = aPlanLine({ key: 'away', title: 'A week away', category: 'holidays', amountPence: 15_000 })
  await change(journey, { lines: [aPlanLine(), away] })
  await journey.on('plan-agreed')
  return journey
}

t.test('money that is ring-fenced neither goes to another line nor takes what another has', async (t) => {
  const journey = await withFence()
  for (const [from, to] of [
    ['away', 'drum-kit'],
    ['drum-kit', 'away'],
  ]) {
    const problem = await refused(t, service, () => move(journey, { from, to, amountPence: 1 }), 'money-ring-fenced')
    t.equal(problem.detail, fence.because)
  }
})
