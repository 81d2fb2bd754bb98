import t from 'tap'
import type { Payment } from '../../src/payments/schemas.ts'
import { daysAfter } from '../../src/shared/dates.ts'
import { accountants, confirm, giveForBudget } from '../bank-accounts/acts.ts'
import { draft, payable, payers, paymentsOf } from '../pay-runs/acts.ts'
import { audited } from '../support/audit.ts'
import type { Client } from '../support/client.ts'
import type { Journey } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { newestOf, raise, take } from './acts.ts'

const service = await startService(t)
const { drafter, reviewer } = payers(service)
const lead = service.as('safeguarding-lead')
const { confirmer } = accountants(service)
async function withBudgetAccount(journey: Journey, accountNumber: string) {
  const { id } = (await giveForBudget(journey, { accountNumber })).ok
  void (await confirm(confirmer, id, { accountNumber })).ok
}

t.test(
  'what a freeze holds is told and kept in no other way than what the service checks for another reason, by any way to it',
  async (t) => {
    const [frozen, short] = [await payable(service), await payable(service)]
    await withBudgetAccount(frozen, '33334444')
    await withBudgetAccount(short, '44445555')
    void (await raise(frozen.careCoordinator, frozen)).ok
    const concernId = (await newestOf(lead, frozen)) ?? ''
    void (await take(lead, concernId)).ok
    const freeze = { about: 'case', planLineId: null, payee: null, reason: 'Somebody else has the card.' }
    void (await lead.post(`/v1/concerns/${concernId}/freezes`, { ...freeze, until: '2026-12-20' })).ok
    const [more] = await paymentsOf(short)
    // As where the books are wrong.
    await service.database.sql('update payment set amount_pence = 30001 where payment_id = $1', [more?.id])
    const entries = await audited(service, async () => {
      t.equal((await draft(drafter, '2026-12-01')).problem.code, 'nothing-to-pay')
    })
    const holding = entries.filter(({ type }) => type === 'payment.held')
    t.same(
      holding.map(({ actor_id, facts }) => [actor_id, (facts as { reason: string }).reason]),
      Array(2).fill(['system', 'being-checked']),
      'the service holds, and nobody who drafts a run',
    )

    const waits = ({ state, holdReason, heldInWords }: Payment) => ({ state, holdReason, heldInWords })
    const [check] = await paymentsOf(frozen)
    const [other] = await paymentsOf(short)
    t.match(check, { state: 'held', holdReason: 'being-checked' })
    t.same(check && waits(check), other && waits(other))
    const seen = async (client: Client, path: string) =>
      t.notMatch((await client.get<string>(path)).body, /under-check/)
    for (const client of [frozen.person, frozen.representative, frozen.broker, frozen.careCoordinator, drafter])
      await seen(client, `/v1/cases/${frozen.ids.caseId}/payments`)
    const of = `/v1/people/${frozen.ids.personId}`
    await frozen.officer.post(`${of}/record-requests`, { reason: 'By letter', receivedOn: service.clock.today() })
    for (const client of [frozen.person, frozen.representative]) await seen(client, `${of}/record`)
    const rows = await service.database.sql<{ reason: string }>(
      'select distinct hold_reason::text as reason from payment where hold_reason is not null',
    )
    t.same(rows, [{ reason: 'being-checked' }], 'no row says it either, so that no export can')

    for (const id of [check?.id, other?.id]) {
      const { problem } = await reviewer.post(`/v1/payments/${id}/release`)
      t.match(problem, { code: 'payment-held' })
      t.notMatch(JSON.stringify(problem), /check|hand|freez|frozen|concern/)
    }
    await service.database.sql('update payment set amount_pence = 10000 where payment_id = $1', [more?.id])
  },
)

t.test('looked at again, what a freeze holds stays as it is, and goes by itself once the freeze is over', async (t) => {
  const journey = await payable(service)
  await withBudgetAccount(journey, '55556666')
  void (await raise(journey.careCoordinator, journey)).ok
  const concernId = (await newestOf(lead, journey)) ?? ''
  void (await take(lead, concernId)).ok
  const freeze = { about: 'case', planLineId: null, payee: null, reason: 'Somebody else has the card.' }
  void (await lead.post(`/v1/concerns/${concernId}/freezes`, { ...freeze, until: '2026-11-25' })).ok
  const entries = await audited(service, async () => {
    await draft(drafter, '2026-12-01')
    await draft(drafter, '2026-12-01')
  })
  const held = entries.filter((entry) => entry.type === 'payment.held' && entry.case_id === journey.ids.caseId)
  t.match(held, [{ actor_id: 'system', facts: { reason: 'being-checked' } }])
  t.equal(held.length, 1)
  service.clock.set('2026-11-26T09:30:00Z')
  void (await draft(drafter, '2026-12-01')).ok
  t.match((await paymentsOf(journey))[0], { state: 'in-run', holdReason: null })
})

t.test(
  'what an officer holds and what a freeze holds cannot be told apart, in the payment or its events',
  async (t) => {
    const [frozen, byHand] = [await payable(service), await payable(service)]
    await withBudgetAccount(frozen, '66667777')
    await withBudgetAccount(byHand, '77778888')
    void (await raise(frozen.careCoordinator, frozen)).ok
    const concernId = (await newestOf(lead, frozen)) ?? ''
    void (await take(lead, concernId)).ok
    const freeze = { about: 'case', planLineId: null, payee: null, reason: 'Somebody else has the card.' }
    const until = service.clock.today()
    void (await lead.post(`/v1/concerns/${concernId}/freezes`, { ...freeze, until })).ok
    const [payment] = await paymentsOf(byHand)
    const entries = await audited(service, async () => {
      void (await reviewer.post(`/v1/payments/${payment?.id}/hold`)).ok
      await draft(drafter, '2026-12-01')
    })
    const told = ({ holdReason, heldInWords, state }: Payment) => [state, holdReason, heldInWords]
    const [one, other] = [await paymentsOf(frozen), await paymentsOf(byHand)]
    t.equal(one[0]?.state, 'held')
    t.same(one.map(told), other.map(told))
    const eventsOf = ({ ids }: Journey, all = entries) =>
      all
        .filter(({ case_id }) => case_id === ids.caseId)
        .map(({ type, actor_id, organisation_id, facts }) => [
          type,
          actor_id,
          organisation_id,
          Object.keys(facts as object),
        ])
    t.same(eventsOf(frozen), eventsOf(byHand))
    t.same(
      entries.filter(({ type }) => type === 'payment.held-by-hand').map(({ case_id, actor_id }) => [case_id, actor_id]),
      [[null, reviewer.actor?.sub]],
      'who held it is told to those who pay',
    )

    service.clock.set(`${daysAfter(until, 1)}T09:30:00Z`)
    const after = await audited(service, async () => {
      void (await reviewer.post(`/v1/payments/${payment?.id}/release`)).ok
      await draft(drafter, '2026-12-01')
    })
    t.same((await paymentsOf(frozen)).map(told), (await paymentsOf(byHand)).map(told))
    t.match(eventsOf(frozen, after), [['payment.released']])
    t.same(eventsOf(frozen, after), eventsOf(byHand, after), 'nor once it is over')
  },
)
