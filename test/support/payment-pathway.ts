import { accountants, ask, confirm, giveForBudget, giveForPayee, paper, withAccount } from '../bank-accounts/acts.ts'
import { advance, aPayer, approve, draft, payable, payers, paymentsOf, results } from '../pay-runs/acts.ts'
import { payable as payableBy, register, reopen } from '../payees/acts.ts'
import { anActor } from './actors.ts'
import { aSaidFor } from './builders.ts'
import type { Journey } from './journey.ts'
import type { Service } from './service.ts'

/** A direct payment that is planned, put into a run, approved, and told to the bank; and the identifiers of what there is of it. */
export async function paymentRoad(service: Service): Promise<Record<string, string>> {
  const journey = await payable(service)
  const [first, second] = await paymentsOf(journey)
  const { drafter, reviewer, approver } = payers(service)
  const payerId = await aPayer(drafter, 'Medway Council')
  await withAccount(service, payerId, { name: 'Medway Council', accountNumber: '11112222' })
  await budgetAccount(service, journey)
  const run = (await draft(drafter, '2026-12-31', { payerId })).ok
  for (const path of ['/v1/pay-runs?limit=1', `/v1/pay-runs/${run.id}`, `/v1/pay-runs/${run.id}/payments?limit=1`])
    void (await drafter.get(path)).ok
  void (await drafter.post(`/v1/payments/${second?.id}/hold`, { because: 'The amount is looked at again.' }))
  void (await reviewer.post(`/v1/pay-runs/${run.id}/review`)).ok
  void (await approve(approver, run.id)).ok
  await advance(service)
  void (await drafter.post(`/v1/pay-runs/${run.id}/file`, { format: 'iso-20022' })).ok
  const reference = (await paymentsOf(journey)).find(({ id }) => id === first?.id)?.reference
  void (await results(service, drafter, run.id, [`${reference},paid,${service.clock.today()},`])).ok
  await advance(service)
  return { payRunId: run.id, paymentId: first?.id ?? '', ...(await payeeDecided(service, journey)) }
}

/** Somebody who is paid on a case by a decision. */
async function payeeDecided(service: Service, { ids, officer, person }: Journey): Promise<Record<string, string>> {
  const { id } = await payableBy(service.as('care-coordinator'), { name: 'Sadia Ahmed' })
  const decided = { outcome: 'approved', because: 'Nobody else speaks her language.' }
  void (await officer.post(`/v1/cases/${ids.caseId}/payees/${id}/decision`, decided)).ok
  const tie = { tie: 'relative', words: 'She is her aunt.' }
  const declared = (await person.post<{ id: string }>(`/v1/cases/${ids.caseId}/payees/${id}/ties`, tie)).ok
  const gone = (await register(service.as('care-coordinator'), { name: 'A firm that closed' })).ok
  void (await officer.post(`/v1/payees/${gone.id}/ending`)).ok
  await reopen(service, gone.id)
  void (await officer.post(`/v1/payees/${gone.id}/ending`)).ok
  const moved = (await register(service.as('care-coordinator'), { name: 'A firm that moved', contact: 'By post' })).ok
  const move = (sub: string, more: object = {}) =>
    service
      .as(anActor('care-coordinator', { sub }))
      .post(`/v1/payees/${moved.id}/contact`, { contact: 'By phone', ...more })
  void (await move('first-to-move-it')).ok
  void (await move('second-to-move-it', { toldOn: service.clock.today() })).ok
  const { giver, confirmer } = accountants(service)
  const refused = (await giveForPayee(giver, id)).ok
  void (await confirmer.post(`/v1/bank-accounts/${refused.id}/refusal`, { because: 'It is not their paper.' })).ok
  void (await giver.get(`/v1/payees/${id}/bank-accounts?limit=1`)).ok
  // The payer is paid into it too: the two are twins.
  const twin = (await giveForPayee(giver, id, { accountNumber: '11112222' })).ok
  return { payeeTieId: declared.id, bankAccountId: twin.id }
}

/** The account of a budget, as its person gave it and somebody wrote it down. */
async function budgetAccount(service: Service, journey: Journey): Promise<void> {
  const { asker, confirmer } = accountants(service)
  const recorded = { documentHash: paper, saidFor: aSaidFor(), accountNumber: '33334444' }
  const { id } = (await giveForBudget(journey, recorded, journey.officer)).ok
  void (await confirmer.get('/v1/waiting-bank-accounts?limit=1')).ok
  void (await ask(asker, id, { toldOn: service.clock.today() })).ok
  void (await confirm(confirmer, id, recorded)).ok
  void (await journey.person.get(`/v1/cases/${journey.ids.caseId}/bank-accounts?limit=1`)).ok
}
