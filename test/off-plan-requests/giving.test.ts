import t from 'tap'
import { sayOfMoney } from '../line-moves/acts.ts'
import { change } from '../sign-off/acts.ts'
import { buy } from '../spending/acts.ts'
import { journeyTo } from '../support/journey.ts'
import { aPlanLine, aWish } from '../support/pathway-builders.ts'
import { proven } from '../support/proven.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { propose } from '../surplus-recoveries/acts.ts'
import { ask, decideOn, withRoom } from './acts.ts'

const service = await startService(t)
const fence = {
  category: 'holidays',
  because: 'It is given for time away, and pays for nothing else.',
  source: 'A test',
}
await sayOfMoney(service, 'merseyside-one-off', { ringFenced: [fence] })
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
t.afterEach(() => proven(service))

t.test('ring-fenced money is asked for by no request, and gets nothing of another line', async (t) => {
  const journey = await journeyTo(service, 'plan-drafted', { wish: aWish(60_000) })
  const away = aPlanLine({ key: 'away', title: 'A week away', category: 'holidays', amountPence: 10_000 })
  void (await change(journey, { lines: [aPlanLine({ amountPence: 20_000 }), away] })).ok
  await journey.on('money-agreed')
  const wanted = [
    { takesFrom: 'away' },
    { takesFrom: 'drum-kit', line: 'away', category: 'holidays', title: 'A day away' },
  ]
  for (const more of wanted) {
    const { detail } = await refused(t, service, () => ask(journey, more), 'money-ring-fenced')
    t.equal(detail, fence.because)
  }
})

t.test('what the person has come to rely on gives nothing, when it is asked for and when it is decided', async (t) => {
  const journey = await withRoom(service)
  t.equal((await buy(journey, { amountPence: 1_000 })).status, 201)
  const { id } = (await ask(journey, { takesFrom: 'drum-kit' })).ok
  service.clock.set('2027-05-24T09:30:00Z')
  await refused(t, service, () => decideOn(journey.careCoordinator, id, 5_000), 'line-guarded')
  await refused(t, service, () => ask(journey, { takesFrom: 'drum-kit' }), 'line-guarded')
  t.equal((await ask(journey, { takesFrom: 'mattress' })).status, 201, 'nothing was bought of it yet')
})

t.test('a line of which money may be taken back gives nothing until that is decided', async (t) => {
  const journey = await withRoom(service)
  const { id } = (await ask(journey, { takesFrom: 'drum-kit' })).ok
  void (await propose(journey, { lines: [{ line: 'drum-kit', amountPence: 1_000 }] })).ok
  await refused(t, service, () => decideOn(journey.careCoordinator, id, 5_000), 'wrong-state')
  await refused(t, service, () => ask(journey, { takesFrom: 'drum-kit' }), 'wrong-state')
  t.equal((await ask(journey, { takesFrom: 'mattress' })).status, 201)
})
