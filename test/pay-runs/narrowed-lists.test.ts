import t from 'tap'
import type { PayRun } from '../../src/pay-runs/schemas.ts'
import type { Payee } from '../../src/payees/schemas.ts'
import type { Payment } from '../../src/payments/schemas.ts'
import { paymentStates } from '../../src/rules/payments/holds.ts'
import { register } from '../payees/acts.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { advance, approve, draft, handOver, payable, payers, paymentsOf, results } from './acts.ts'

const service = await startService(t)
const { drafter, reviewer, approver } = payers(service)
const officer = service.as('commissioner-officer')
const list = async <Item>(path: string, client = drafter) => (await client.get<{ items: Item[] }>(path)).ok.items

t.test('payments are narrowed by how far they are and by when they are due', async (t) => {
  const journey = await payable(service)
  const at = `/v1/cases/${journey.ids.caseId}/payments`
  const seen = new Set<string>()
  const holds = async () => {
    const all = await list<Payment>(`${at}?limit=100`)
    for (const state of paymentStates) {
      const are = all.filter((one) => one.state === state)
      if (are.length > 0) seen.add(state)
      t.same(await list(`${at}?state=${state}`), are, state)
    }
    for (const day of ['2026-11-30', '2026-12-01', '2026-12-31', '2027-02-01', '2027-02-02']) {
      t.same(
        await list(`${at}?dueSince=${day}`),
        all.filter(({ dueOn }) => dueOn >= day),
        `since ${day}`,
      )
      t.same(
        await list(`${at}?dueBy=${day}`),
        all.filter(({ dueOn }) => dueOn <= day),
        `by ${day}`,
      )
    }
    t.same(
      await list(`${at}?state=planned&dueSince=2026-12-02&dueBy=2026-12-31`),
      all.filter(({ state, dueOn }) => state === 'planned' && dueOn === '2026-12-31'),
    )
  }
  await holds()
  const [first, second] = await paymentsOf(journey)
  await drafter.post(`/v1/payments/${second?.id}/hold`)
  const { id } = (await draft(drafter, '2026-12-01')).ok
  await holds()
  await reviewer.post(`/v1/pay-runs/${id}/review`)
  await approve(approver, id)
  await advance(service)
  await holds()
  service.clock.set('2026-12-03T09:30:00Z')
  void (await results(service, drafter, id, [`${first?.reference},failed,,Account closed`])).ok
  await advance(service)
  await holds()
  await drafter.post(`/v1/payments/${second?.id}/release`)
  const made = await handOver(service, '2026-12-31')
  const sent = (await list<Payment>(`${at}?state=with-the-bank`)).map(
    ({ reference }) => `${reference},paid,2026-12-31,`,
  )
  service.clock.set('2027-01-02T09:30:00Z')
  void (await results(service, drafter, made.id, sent)).ok
  await advance(service)
  await holds()
  t.ok(
    ['planned', 'held', 'in-run', 'with-the-bank', 'paid', 'failed'].every((state) => seen.has(state)),
    [...seen].join(),
  )
})

t.test('runs are narrowed by how far they are and by the day on which they pay', async (t) => {
  service.clock.set('2026-11-24T09:30:00Z')
  await payable(service)
  const { id } = (await draft(drafter, '2026-12-01', { payOn: '2026-12-10' })).ok
  await drafter.post(`/v1/pay-runs/${id}/cancellation`)
  void (await draft(drafter, '2026-12-01', { payOn: '2026-12-11' })).ok
  const all = await list<PayRun>('/v1/pay-runs?limit=100')
  t.ok(new Set(all.map(({ status }) => status)).size >= 3, all.map(({ status }) => status).join())
  for (const status of ['draft', 'reviewed', 'approved', 'instructed', 'settled', 'cancelled'])
    t.same(
      await list(`/v1/pay-runs?status=${status}`),
      all.filter((one) => one.status === status),
      status,
    )
  for (const day of ['2026-12-10', '2026-12-11', '2026-12-31']) {
    t.same(
      await list(`/v1/pay-runs?paySince=${day}`),
      all.filter(({ payOn }) => payOn >= day),
      `since ${day}`,
    )
    t.same(
      await list(`/v1/pay-runs?payBy=${day}`),
      all.filter(({ payOn }) => payOn <= day),
      `by ${day}`,
    )
  }
})

t.test('payees are narrowed by their kind, by their organisation, and by whether they were ended', async (t) => {
  const { id } = (await register(officer, { name: 'A school that closed' })).ok
  void (await officer.post(`/v1/payees/${id}/ending`)).ok
  const { brokerageId: organisationId } = tenants.QYG
  void (await register(officer, { kind: 'broker-organisation', name: 'Wirral Independent Brokers', organisationId })).ok
  const all = await list<Payee>('/v1/payees?limit=100', officer)
  const narrowed = async (query: string, are: (payee: Payee) => boolean) => {
    t.ok(all.some(are) && !all.every(are), query)
    t.same(await list(`/v1/payees?${query}`, officer), all.filter(are), query)
  }
  for (const kind of new Set(all.map((one) => one.kind))) await narrowed(`kind=${kind}`, (one) => one.kind === kind)
  await narrowed('open=false', ({ endedAt }) => endedAt !== null)
  await narrowed('open=true', ({ endedAt }) => endedAt === null)
  await narrowed(`organisationId=${organisationId}`, (one) => one.organisationId === organisationId)
  await narrowed('kind=provider-organisation&open=false', (one) => one.id === id)
})
