import t from 'tap'
import { payable } from '../payees/acts.ts'
import { buy } from '../spending/acts.ts'
import { anActor } from '../support/actors.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { doOnce } from '../support/sweep.ts'
import { freezeFor, newestOf, raise, settle, take } from './acts.ts'

const service = await startService(t)
const [lead, officer] = [service.as('safeguarding-lead'), service.as('commissioner-officer')]
const second = service.as(anActor('safeguarding-lead', { sub: 'second-lead' }))
const look = () => doOnce(service, 'concern-signals')
const reasonsOn = async (journey: Journey) => {
  const id = await newestOf(lead, journey)
  return id === undefined ? [] : (await take(lead, id)).ok.reports.map(({ reason }) => reason)
}
const pay = async (journey: Journey, payee: string) =>
  (await buy(journey, { payee, amountPence: 1_234 + payee.length })).status

t.test('a name that is nearly that of a payee who was ended is looked at, where it is only typed', async (t) => {
  const { id } = await payable(officer, { name: 'Harbour Music Workshop' })
  const before = await journeyTo(service, 'money-agreed')
  t.equal(await pay(before, 'Harbour Music Workshpo'), 201)
  await look()
  t.same(await reasonsOn(before), [], 'while they are paid')
  void (await officer.post(`/v1/payees/${id}/ending`)).ok
  for (const payee of [
    'Harbour Music Workshpo',
    'Harbor Music Workshop',
    'Harbour Workshop',
    'Harbour Music Workshop Two',
  ]) {
    const journey = await journeyTo(service, 'money-agreed')
    t.equal(await pay(journey, payee), 201, payee)
    await look()
    t.same(await reasonsOn(journey), ['name-like-stopped'], payee)
  }
  const journey = await journeyTo(service, 'money-agreed')
  for (const payee of ['Corner Cafe', 'Harbour']) t.equal(await pay(journey, payee), 201)
  await look()
  t.same(await reasonsOn(journey), [])
})

t.test('so is one whose papers have lapsed, and who is frozen on the case', async (t) => {
  const papers = ['dbs', 'insurance']
  await payable(officer, { kind: 'individual-worker', name: 'Robin Carpenter' }, papers)
  await service.database.sql(
    `update payee_evidence e set expires_on = '2026-11-01' from payee p where p.payee_id = e.payee_id and p.name = 'Robin Carpenter'`,
  )
  const lapsed = await journeyTo(service, 'money-agreed')
  t.equal(await pay(lapsed, 'Robin Carpentar'), 201)
  await look()
  t.same(await reasonsOn(lapsed), ['name-like-stopped'])

  const frozen = await journeyTo(service, 'money-agreed')
  void (await raise(frozen.person, frozen)).ok
  const id = (await newestOf(lead, frozen)) ?? ''
  void (await take(lead, id)).ok
  void (await freezeFor(lead, id, { about: 'payee', payee: 'City Drum Shop', until: '2026-12-01' })).ok
  t.equal(await pay(frozen, 'City Drun Shop'), 201)
  await look()
  void (await take(second, id)).ok
  for (const client of [lead, second]) void (await settle(client, id, 'no-concern')).ok
  t.same(await reasonsOn(frozen), ['name-like-stopped'])
})
