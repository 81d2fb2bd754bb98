import t from 'tap'
import type { Concern } from '../../src/concerns/schemas.ts'
import { decidePayee, payable } from '../payees/acts.ts'
import { change, changed, decideChanged } from '../sign-off/acts.ts'
import { buy, fileReceipt, reverse, statementOf } from '../spending/acts.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aPlanLine, aWish } from '../support/pathway-builders.ts'
import { startService } from '../support/service.ts'
import { doOnce } from '../support/sweep.ts'
import { memberOf, raise, take } from './acts.ts'

const service = await startService(t)
const lead = service.as('safeguarding-lead')
const look = () => doOnce(service, 'concern-signals')

async function concernsOn({ ids }: Journey): Promise<Concern[]> {
  const { items } = (await lead.get<{ items: { id: string; caseId: string }[] }>('/v1/concerns?limit=100')).ok
  const of = items.filter(({ caseId }) => caseId === ids.caseId)
  return Promise.all(of.map(async ({ id }) => (await take(lead, id)).ok))
}

t.test('the service raises each signal once, and joins what is open about the same', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  await look()
  const first = (await buy(journey, { amountPence: 100 })).ok
  t.equal(await look(), 0)
  const second = (await buy(journey, { amountPence: 100 })).ok
  t.equal(await look(), 1)
  t.equal(await look(), 0, 'once')
  const [concern, ...none] = await concernsOn(journey)
  t.same(none, [])
  t.match(concern, { about: 'payee', payee: 'City Drum Shop', level: 'low', state: 'looking' })
  t.match(concern?.reports, [
    { reason: 'same-purchase', purchaseId: second.id, raisedAs: 'service', raisedBy: 'system' },
  ])

  const documentHash = 'd'.repeat(64)
  for (const { id } of [first, second]) void (await fileReceipt(journey, id, { amountPence: 100, documentHash })).ok
  void (await raise(journey.person, journey, { about: 'payee', payee: 'city drum shop', level: 'low' })).ok
  t.equal(await look(), 1, 'a receipt that is filed later is looked at too')
  const [joined] = await concernsOn(journey)
  t.equal(joined?.id, concern?.id)
  t.equal(joined?.level, 'high')
  t.same(
    joined?.reports.map(({ reason }) => reason),
    ['same-purchase', 'money-taken', 'same-document'],
  )
  void (
    await lead.post(`/v1/concerns/${joined?.id}/settlement`, {
      outcome: 'no-concern',
      referredTo: null,
      words: 'One receipt for two.',
      tellPerson: false,
    })
  ).ok
  t.equal(await look(), 0, 'what was settled is not raised again')
  t.equal((await concernsOn(journey)).length, 1)
})

t.test(
  'a broker who pays their own organisation is the concern, and not the payee, also where somebody decided that it may',
  async (t) => {
    const notional = { deployment: 'notional', instrument: 'invoice', holderId: null } as const
    const journey = await journeyTo(service, 'plan-drafted', { scheme: 'kent-peer-brokerage', wish: aWish(30_000) })
    void (await change(journey, { lines: [aPlanLine({ amountPence: 30_000, ...notional })] })).ok
    await journey.on('plan-agreed')
    await look()
    const name = 'WIRRAL INDEPENDENT BROKERS'
    const own = { kind: 'broker-organisation', name, organisationId: journey.ids.organisationId }
    const { id } = await payable(journey.careCoordinator, own, ['insurance'])
    void (await decidePayee(journey.officer, journey, id)).ok
    void (await buy(journey, { payee: name, payeeId: id, amountPence: 100, instrument: 'invoice' })).ok
    t.equal(await look(), 1)
    t.match(await concernsOn(journey), [
      { about: 'member', memberId: await memberOf(journey, 'broker'), level: 'high' },
    ])
  },
)

t.test('cash that is recorded newest first is a burst, once, and a changed plan does not begin it anew', async (t) => {
  t.teardown(() => service.clock.set('2026-11-24T09:30:00Z'))
  service.clock.set('2026-11-19T09:30:00Z')
  const journey = await journeyTo(service, 'money-agreed')
  service.clock.set('2026-11-24T09:30:00Z')
  await look()
  const cash = (boughtOn: string, planLineId?: string) =>
    buy(journey, { bought: 'Cash', payee: 'The bank', amountPence: 1_234, boughtOn, ...(planLineId && { planLineId }) })
  const burst = async () =>
    (await concernsOn(journey)).flatMap(({ reports }) => reports).filter(({ reason }) => reason === 'cash-burst')
  void (await cash('2026-11-24')).ok
  void (await cash('2026-11-22')).ok
  await look()
  t.same(await burst(), [])
  const last = (await cash('2026-11-20')).ok
  await look()
  t.match(await burst(), [{ purchaseId: last.id, level: 'high' }])
  const next = await changed(journey, [{ amountPence: 20_000 }])
  t.equal((await decideChanged(journey.careCoordinator, next)).status, 201)
  const again = (await statementOf(journey)).lines.find(({ key, status }) => key === 'drum-kit' && status === 'active')
  const after = (await cash('2026-11-24', again?.planLineId)).ok
  await look()
  t.ok((await burst()).some(({ purchaseId }) => purchaseId === after.id))
})

t.test('two that look at once raise it once', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  await look()
  for (const amountPence of [100, 100]) void (await buy(journey, { amountPence })).ok
  const raised = await Promise.all([look(), look(), look()])
  t.equal(
    raised.reduce((sum, one) => sum + one, 0),
    1,
  )
  t.equal((await concernsOn(journey))[0]?.reports.length, 1)
})

t.test('what is taken back before its receipt is there is looked at, and no word of it told', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  await look()
  const { id } = (await buy(journey, { amountPence: 100 })).ok
  const filed = (await buy(journey, { amountPence: 200 })).ok
  void (await fileReceipt(journey, filed.id, { amountPence: 200 })).ok
  for (const purchase of [id, filed.id]) void (await reverse(journey, purchase)).ok
  t.equal(await look(), 1)
  t.equal(await look(), 0, 'once')
  const report = { reason: 'reversed-without-receipt', purchaseId: id, raisedAs: 'service' }
  t.match(await concernsOn(journey), [{ about: 'payee', payee: 'City Drum Shop', level: 'low', reports: [report] }])
  for (const client of [journey.broker, journey.person])
    t.notMatch(JSON.stringify((await client.get(`/v1/purchases/${id}`)).ok), /without-receipt/)
})
