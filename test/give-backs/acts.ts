import type { GiveBack } from '../../src/give-backs/schemas.ts'
import { lineOf } from '../deployment-agreements/acts.ts'
import { advance, handOver, payable, payers, paymentsOf, results } from '../pay-runs/acts.ts'
import { anActor } from '../support/actors.ts'
import type { Client } from '../support/client.ts'
import type { Journey } from '../support/journey.ts'
import type { Service } from '../support/service.ts'

/** A person who was paid £100.00 of £300.00 directly, and has spent nothing of it; and the line. */
export async function paidOut(service: Service): Promise<{ journey: Journey; planLineId: string }> {
  const journey = await payable(service)
  const [first] = await paymentsOf(journey)
  const run = await handOver(service, first?.dueOn ?? '')
  void (await results(service, payers(service).drafter, run.id, [`${first?.reference},paid,${service.clock.today()},`]))
    .ok
  await advance(service)
  return { journey, planLineId: await lineOf(journey) }
}

/** A second officer, who is another human. */
export const secondOfficer = ({ service }: Pick<Journey, 'service'>): Client =>
  service.as(anActor('commissioner-officer', { sub: 'a-second-officer' }))

/** By one officer and then by a second: the money moves. */
export async function recordByTwo(journey: Journey, planLineId: string, more: object = {}) {
  const first = await record(journey, planLineId, more)
  return first.status === 201 ? record(journey, planLineId, more, secondOfficer(journey)) : first
}

export const record = (journey: Journey, planLineId: string, more: object = {}, client: Client = journey.officer) =>
  client.post<GiveBack>(`/v1/plan-lines/${planLineId}/give-backs`, {
    amountPence: 4_000,
    givenBy: 'person',
    receivedOn: journey.service.clock.today(),
    reference: `FPI-${journey.ids.caseId}`,
    evidence: 'The bank statement, page 3.',
    ...more,
  })
