import t from 'tap'
import type { BankAccount } from '../../src/bank-accounts/schemas.ts'
import type { CaseMember } from '../../src/case-team/schemas.ts'
import type { Task } from '../../src/cases/schemas.ts'
import type { PaymentFileMade } from '../../src/pay-runs/schemas.ts'
import { advance, aPayer, approve, draft, payable, payers, paymentsOf } from '../pay-runs/acts.ts'
import { actingOn } from '../support/acting.ts'
import { anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { aMember } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { fits } from '../support/fits.ts'
import type { Journey } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { sweep } from '../support/sweep.ts'
import { accountants, ask, confirm, giveForBudget, withAccount, withBudgetAccount } from './acts.ts'

const service = await startService(t)
const { asker, confirmer } = accountants(service)
const { drafter } = payers(service)
const payerId = await aPayer(drafter)
await withAccount(service, payerId, { name: 'Kent Council', accountNumber: '11112222', sortCode: '30-00-00' })
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))

const accountsOf = async ({ person, ids }: Journey) =>
  (await person.get<{ items: BankAccount[] }>(`/v1/cases/${ids.caseId}/bank-accounts`)).ok.items
const firstOf = async (journey: Journey) => {
  const [first] = await paymentsOf(journey)
  return first?.holdReason ?? first?.state
}
/** Somebody whom the person chose to act for them in all. */
async function chosen({ person, ids }: Journey, sub: string) {
  const body = aMember({ actorId: sub, caseRole: 'representative', organisationId: null })
  const path = `/v1/cases/${ids.caseId}/members`
  const { id } = (await person.post<CaseMember>(path, body)).ok
  const client = service.as(anActor('representative', { sub }))
  return { client, depart: () => person.post(`${path}/${id}/departure`) }
}
/** An account that this one gives and a second person confirms, once the person was asked. */
async function given(journey: Journey, client: Client) {
  const { id, toTell } = (await giveForBudget(journey, {}, client)).ok
  if (toTell) void (await ask(asker, id, { toldOn: service.clock.today() })).ok
  void (await confirm(confirmer, id)).ok
  return id
}
/** What waits for this one about an account of a case. */
const tasksOf = async ({ ids }: Journey, client: Client) =>
  (await client.get<{ items: Task[] }>('/v1/tasks?limit=100')).ok.items.filter(
    ({ caseId, subject }) => caseId === ids.caseId && subject === 'bank-account',
  )
const runOf = () => draft(drafter, '2026-12-01', { payerId, serviceUserNumber: '123456' })

t.test('an account that a representative gave is paid into no longer once the person sent them away', async (t) => {
  const [journey, beside] = [await payable(service), await payable(service)]
  await withBudgetAccount(service, beside, { accountNumber: '33334444' })
  const representative = await chosen(journey, 'a-brother')
  const id = await given(journey, representative.client)
  t.match(await accountsOf(journey), [{ id, status: 'confirmed', giverLeft: false }])
  const entries = await audited(service, async () => {
    t.equal((await representative.depart()).status, 200)
  })
  const told = entries.filter(({ type }) => type === 'bank-account.giver-left')
  fits(t, told, [{ subject_id: id, case_id: journey.ids.caseId }])
  t.match(await accountsOf(journey), [{ id, status: 'confirmed', giverLeft: true }])
  const task = { subject: 'bank-account', subjectId: id, step: 'account-to-give-again', dueOn: '2026-12-01' }
  for (const client of [journey.officer, journey.person]) fits(t, await tasksOf(journey, client), [task])
  t.same(await tasksOf(journey, journey.careCoordinator), [], 'who cannot give one is not asked to')
  t.same(await tasksOf(beside, journey.officer), [])
  const run = (await runOf()).ok
  t.same([await firstOf(journey), await firstOf(beside)], ['bank-details-missing', 'in-run'])
  t.equal((await drafter.post(`/v1/pay-runs/${run.id}/cancellation`)).status, 200)

  const again = await given(journey, journey.person)
  t.same(await tasksOf(journey, journey.officer), [], 'nobody waits once another is confirmed')
  t.match(await accountsOf(journey), [
    { id: again, status: 'confirmed', giverLeft: false },
    { id, status: 'replaced', giverLeft: true },
  ])
  void (await runOf()).ok
  t.equal(await firstOf(journey), 'in-run', 'what is given again and confirmed is paid into')
})

t.test('what they gave and nobody confirmed yet is confirmed no more, and takes the place of no other', async (t) => {
  const journey = await payable(service)
  const before = await given(journey, journey.person)
  const representative = await chosen(journey, 'another-brother')
  const { id } = (await giveForBudget(journey, { accountNumber: '99998888' }, representative.client)).ok
  void (await ask(asker, id, { toldOn: service.clock.today() })).ok
  await representative.depart()
  await refused(t, service, () => confirm(confirmer, id, { accountNumber: '99998888' }), 'wrong-state')
  t.match(await accountsOf(journey), [
    { id, status: 'proposed', giverLeft: true },
    { id: before, status: 'confirmed', giverLeft: false },
  ])
})

t.test('the file that a bank may have is made again once they have left', async (t) => {
  const journey = await payable(service)
  const representative = await chosen(journey, 'a-cousin')
  await given(journey, representative.client)
  const run = (await runOf()).ok
  const { reviewer, approver } = payers(service)
  t.equal((await reviewer.post(`/v1/pay-runs/${run.id}/review`)).status, 200)
  void (await approve(approver, run.id)).ok
  await advance(service)
  const fileOf = () => drafter.post<PaymentFileMade>(`/v1/pay-runs/${run.id}/file`, { format: 'csv' })
  const { sha256 } = (await fileOf()).ok
  await representative.depart()
  t.match((await fileOf()).ok, { sha256, madeBefore: true })
})

t.test('nor is an account paid into whose giver acted by an order that is over', async (t) => {
  const journey = await payable(service)
  const until = '2026-11-30'
  const client = await actingOn(journey, 'by-an-order', { matters: ['property-and-affairs'], until })
  const id = await given(journey, client)
  t.match(await accountsOf(journey), [{ id, giverLeft: false }])
  service.clock.set('2026-12-01T09:30:00Z')
  t.match(await accountsOf(journey), [{ id, giverLeft: true }])
  await sweep(service)
  fits(t, await tasksOf(journey, journey.officer), [{ subjectId: id, step: 'account-to-give-again' }])
})

t.test(
  'whom the person lets act for them again gives the account again: the old one is paid into by no new place',
  async (t) => {
    const journey = await payable(service)
    const first = await chosen(journey, 'sent-away')
    const id = await given(journey, first.client)
    await first.depart()
    t.equal((await tasksOf(journey, journey.officer)).length, 1)
    service.clock.advance({ days: 1 })
    const second = await chosen(journey, 'sent-away')
    t.match(await accountsOf(journey), [{ id, status: 'confirmed', giverLeft: true }])
    const again = await given(journey, second.client)
    t.match(await accountsOf(journey), [
      { id: again, status: 'confirmed', giverLeft: false },
      { id, status: 'replaced' },
    ])
  },
)

t.test('who keeps a place that does not reach money gave an account that is paid into no longer', async (t) => {
  const journey = await payable(service)
  void (await actingOn(journey, 'a-daughter', { matters: ['health-and-welfare'] }))
  const { client, depart } = await chosen(journey, 'a-daughter')
  const id = await given(journey, client)
  t.match(await accountsOf(journey), [{ id, giverLeft: false }])
  await depart()
  t.match(await accountsOf(journey), [{ id, giverLeft: true }])
})

t.test('nothing tells that who gave an account left while another place keeps them', async (t) => {
  const journey = await payable(service)
  void (await actingOn(journey, 'an-attorney', { kind: 'lasting-power-of-attorney' }))
  const { client, depart } = await chosen(journey, 'an-attorney')
  const id = await given(journey, client)
  const entries = await audited(service, async () => {
    t.equal((await depart()).status, 200)
  })
  t.same(
    entries.map(({ type }) => type).filter((type) => type.startsWith('bank-account.')),
    [],
  )
  t.match(await accountsOf(journey), [{ id, giverLeft: false }])
})

t.test('what a representative gave who left waits in the way of nothing that the person gives', async (t) => {
  const journey = await payable(service)
  const { client, depart } = await chosen(journey, 'a-cousin')
  const { id } = (await giveForBudget(journey, { accountNumber: '77778888' }, client)).ok
  await refused(t, service, () => giveForBudget(journey), 'wrong-state')
  await depart()
  const own = await given(journey, journey.person)
  t.match(await accountsOf(journey), [
    { id: own, status: 'confirmed', giverLeft: false },
    { id, status: 'refused', giverLeft: true },
  ])
})
