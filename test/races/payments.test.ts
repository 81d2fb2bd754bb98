import t from 'tap'
import { proveLedger } from '../../src/ledger/proof-repository.ts'
import { advance, approve, draft, payable, payers, paymentsOf, results } from '../pay-runs/acts.ts'
import { journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { decide, propose, second } from '../surplus-recoveries/acts.ts'
import { countOf, times } from './at-once.ts'

const service = await startService(t, { poolSize: 12 })
const { drafter, reviewer, approver } = payers(service)
t.afterEach(async () => {
  for await (const { different } of proveLedger(service.access)) t.same(different, [])
})

t.test('eight who draft, review, approve, instruct and settle the same payments do each once', async (t) => {
  const journey = await payable(service)
  const drafted = await times(8, () => draft(drafter, '2026-12-31'))
  t.same(countOf(drafted), { 201: 1, 'nothing-to-pay': 7 })
  const id = drafted.find(({ status }) => status === 201)?.ok.id ?? ''
  const reviewed = await times(8, () => reviewer.post(`/v1/pay-runs/${id}/review`))
  t.same(countOf(reviewed), { 200: 1, 'wrong-state': 7 })
  t.same(countOf(await times(8, () => approve(approver, id))), { 200: 1, 'wrong-state': 7 })
  const instructed = await times(3, () => advance(service))
  t.equal(
    instructed.reduce((sum, some) => sum + some, 0),
    2,
  )
  const [payment] = await paymentsOf(journey)
  const paid = [`${payment?.reference},paid,${service.clock.today()},`]
  t.same(countOf(await times(8, () => results(service, drafter, id, paid))), { 200: 8 })
  await times(3, () => advance(service))
  t.same(
    (await paymentsOf(journey)).map(({ state }) => state),
    ['paid', 'with-the-bank', 'planned'],
  )
})

t.test('eight who propose and decide on the same surplus do it once', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const proposed = await times(8, () => propose(journey))
  t.same(countOf(proposed), { 201: 1, 'wrong-state': 7 })
  const id = proposed.find(({ status }) => status === 201)?.ok.id ?? ''
  service.clock.set('2027-01-20T09:30:00Z')
  t.same(countOf(await times(8, () => decide(second(journey), id))), { 201: 1, 'wrong-state': 7 })
})
