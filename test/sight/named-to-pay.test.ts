import t from 'tap'
import type { BankAccount } from '../../src/bank-accounts/schemas.ts'
import type { PayRun } from '../../src/pay-runs/schemas.ts'
import type { Payment } from '../../src/payments/schemas.ts'
import type { RecordRead, RestrictedRecord } from '../../src/record-access/schemas.ts'
import { ask, confirm, giveForBudget } from '../bank-accounts/acts.ts'
import { advance, aPayer, approve, draft, holdAll, payable, payers, paymentsOf } from '../pay-runs/acts.ts'
import { anActor } from '../support/actors.ts'
import type { Client } from '../support/client.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
await aPayer(service.as('finance-officer'))
t.beforeEach(async () => service.clock.set('2026-11-24T09:30:00Z'))
const privacy = service.as('privacy-officer')
const financeOfficer = (sub: string) => service.as(anActor('finance-officer', { sub }))
t.afterEach(() => holdAll(service))
const [named, other] = [financeOfficer('named-to-pay'), financeOfficer('not-named')]
const restrict = (personId: string) =>
  privacy.post(`/v1/people/${personId}/restriction`, { reason: 'A relative pays there.' })
const open = async (personId: string, client: Client, task: 'pay' | 'decide' = 'pay') => {
  await client.get('/v1/schemes')
  const body = {
    actorId: client.actor?.sub,
    actorName: 'Fin Officer',
    task,
    reason: 'No relation.',
    until: '2026-12-31',
  }
  return privacy.post(`/v1/people/${personId}/restriction/openings`, body)
}
const waitingAccounts = async (client: Client) =>
  (await client.get<{ items: BankAccount[] }>('/v1/waiting-bank-accounts?limit=100')).ok.items.map(({ id }) => id)
const waitsOn = async (personId: string) =>
  (await privacy.get<{ items: RestrictedRecord[] }>('/v1/restricted-records?limit=100')).ok.items.find(
    (one) => one.personId === personId,
  )?.waiting
const looksBy = async (person: Client, personId: string, client: Client) => {
  await service.app.readLog.flush()
  const { items } = (await person.get<{ items: RecordRead[] }>(`/v1/people/${personId}/reads?limit=100`)).ok
  return items.flatMap(({ actorId, operation, ground }) =>
    actorId === client.actor?.sub ? [`${operation} ${ground}`] : [],
  )
}

t.test('the account of a restricted record waits for the finance officer who is named to pay on it', async (t) => {
  const journey = await payable(service)
  const { ids, person } = journey
  const { id } = (await giveForBudget(journey)).ok
  t.ok((await waitingAccounts(other)).includes(id), 'of a record that is not restricted, for all of them')
  await restrict(ids.personId)
  t.notOk((await waitingAccounts(other)).includes(id))
  t.match(await waitsOn(ids.personId), [
    { caseId: ids.caseId, step: 'bank-account-to-confirm', party: 'finance-officer' },
  ])
  await open(ids.personId, other, 'decide')
  const refusal = (client: Client) => client.post(`/v1/bank-accounts/${id}/refusal`, { because: 'No paper.' })
  for (const act of [() => confirm(other, id), () => ask(other, id), () => refusal(other)])
    await refused(t, service, act, 'not-found', 'who is not named, also by its identifier')
  t.notOk((await waitingAccounts(other)).includes(id), 'nor who is named for something else')
  t.equal((await open(ids.personId, named)).status, 201)
  t.same(await waitsOn(ids.personId), [])
  t.ok((await waitingAccounts(named)).includes(id))
  t.notOk((await waitingAccounts(service.as('commissioner-officer'))).includes(id))
  const accounts = `/v1/cases/${ids.caseId}/bank-accounts`
  t.equal((await other.get(accounts)).status, 404)
  t.match((await named.get<{ items: BankAccount[] }>(accounts)).ok.items, [{ id, status: 'proposed' }])
  t.equal((await named.get(`/v1/cases/${ids.caseId}/support-plans`)).problem.code, 'permission-missing')
  t.equal((await confirm(named, id)).ok.status, 'confirmed')
  t.match(await looksBy(person, ids.personId, named), [
    'listBudgetBankAccounts named-to-pay',
    'listWaitingBankAccounts named-to-pay',
  ])
})

t.test(
  'a run has the payment of a restricted record; who is named is told of it, and others that it is there',
  async (t) => {
    const [journey, beside] = [await payable(service), await payable(service)]
    const { ids, person } = journey
    const { drafter, reviewer, approver } = payers(service)
    await restrict(ids.personId)
    await open(ids.personId, named)
    const [first] = await paymentsOf(journey)
    const { id } = (await draft(drafter, '2026-12-01')).ok
    const seen = async (client: Client) => {
      const { items } = (await client.get<{ items: Payment[] }>(`/v1/pay-runs/${id}/payments`)).ok
      const { ok } = await client.get<
        PayRun & { progress: { notListed: number; notListedPence: number; totalPence: number } }
      >(`/v1/pay-runs/${id}`)
      const { notListed, notListedPence, totalPence } = ok.progress
      const listedPence = items.reduce((sum, { amountPence }) => sum + amountPence, 0)
      t.equal(listedPence + notListedPence, totalPence, 'what is listed and what is not come to all')
      return { cases: items.map(({ caseId }) => caseId), notListed, notListedPence }
    }
    t.same(await seen(named), { cases: [ids.caseId, beside.ids.caseId], notListed: 0, notListedPence: 0 })
    for (const client of [other, drafter, service.as('auditor')])
      t.same(await seen(client), { cases: [beside.ids.caseId], notListed: 1, notListedPence: 10_000 })
    t.equal((await other.get(`/v1/cases/${ids.caseId}/payments`)).status, 404)
    t.equal((await named.get<{ items: Payment[] }>(`/v1/cases/${ids.caseId}/payments`)).ok.items.length, 3)

    const act = (client: Client, what: 'hold' | 'release', key?: string) =>
      client.post<Payment>(`/v1/payments/${first?.id}/${what}`, undefined, key === undefined ? {} : { key })
    await refused(t, service, () => act(other, 'hold'), 'not-found')
    for (const _ of ['first', 'again']) t.match((await act(named, 'hold', 'hold-once')).ok, { state: 'held' })
    await refused(t, service, () => act(other, 'release'), 'not-found')
    t.match((await act(named, 'release')).ok, { state: 'planned' })
    t.ok((await looksBy(person, ids.personId, named)).includes('listPayRunPayments named-to-pay'))
    t.same(await looksBy(person, ids.personId, other), [])

    await drafter.post(`/v1/pay-runs/${id}/cancellation`)
    const again = (await draft(drafter, '2026-12-01')).ok
    await reviewer.post(`/v1/pay-runs/${again.id}/review`)
    await approve(approver, again.id)
    await advance(service)
    t.match((await paymentsOf(journey))[0], { state: 'with-the-bank' }, 'and is made as any other')
  },
)

t.test('naming ends with its day, and a role that pays nothing is named for nothing', async (t) => {
  const journey = await payable(service)
  const { ids } = journey
  const { id } = (await giveForBudget(journey)).ok
  await restrict(ids.personId)
  const officer = service.as(anActor('commissioner-officer', { sub: 'named-in-vain' }))
  await open(ids.personId, officer)
  t.equal((await officer.get(`/v1/cases/${ids.caseId}/payments`)).status, 404)
  await open(ids.personId, named)
  service.clock.set('2026-12-31T23:00:00Z')
  t.ok((await waitingAccounts(named)).includes(id))
  service.clock.set('2027-01-01T00:30:00Z')
  t.notOk((await waitingAccounts(named)).includes(id))
  await refused(t, service, () => confirm(named, id), 'not-found')
})

t.test(
  'what was answered before is told again while who asked may see it, and not once they are kept out',
  async (t) => {
    const journey = await payable(service)
    const [first] = await paymentsOf(journey)
    const hold = () => other.post<Payment>(`/v1/payments/${first?.id}/hold`, undefined, { key: 'held-before' })
    t.match((await hold()).ok, { state: 'held' })
    t.match((await hold()).headers.get('idempotency-replayed'), 'true')
    await restrict(journey.ids.personId)
    t.equal((await hold()).problem.code, 'not-found')
  },
)
