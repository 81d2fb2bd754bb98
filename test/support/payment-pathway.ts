import { advance, approve, draft, payable, payers, paymentsOf, results } from '../pay-runs/acts.ts'
import { payable as payableBy, register } from '../payees/acts.ts'
import type { Journey } from './journey.ts'
import type { Service } from './service.ts'

/** A direct payment that is planned, put into a run, approved, and told to the bank; and the identifiers of what there is of it. */
export async function paymentRoad(service: Service): Promise<Record<string, string>> {
  const journey = await payable(service)
  const [first, second] = await paymentsOf(journey)
  const { drafter, reviewer, approver } = payers(service)
  const run = (await draft(drafter, '2026-12-31')).ok
  for (const path of ['/v1/pay-runs?limit=1', `/v1/pay-runs/${run.id}`, `/v1/pay-runs/${run.id}/payments?limit=1`])
    void (await drafter.get(path)).ok
  void (await drafter.post(`/v1/payments/${second?.id}/hold`, { because: 'The amount is looked at again.' }))
  void (await reviewer.post(`/v1/pay-runs/${run.id}/review`)).ok
  void (await approve(approver, run.id)).ok
  await advance(service)
  const reference = (await paymentsOf(journey)).find(({ id }) => id === first?.id)?.reference
  void (await results(drafter, run.id, [`${reference},paid,${service.clock.today()},`])).ok
  await advance(service)
  const payeeTieId = await payeeDecided(service, journey)
  return { payRunId: run.id, paymentId: first?.id ?? '', payeeTieId }
}

/** Somebody who is paid on a case by a decision. */
async function payeeDecided(service: Service, { ids, officer, person }: Journey): Promise<string> {
  const { id } = await payableBy(service.as('care-coordinator'), { name: 'Sadia Ahmed' })
  const decided = { outcome: 'approved', because: 'Nobody else speaks her language.' }
  void (await officer.post(`/v1/cases/${ids.caseId}/payees/${id}/decision`, decided)).ok
  const tie = { tie: 'relative', words: 'She is her aunt.' }
  const declared = (await person.post<{ id: string }>(`/v1/cases/${ids.caseId}/payees/${id}/ties`, tie)).ok
  const gone = (await register(service.as('care-coordinator'))).ok
  void (await officer.post(`/v1/payees/${gone.id}/ending`)).ok
  return declared.id
}
