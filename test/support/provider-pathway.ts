import { aProvider, signedAgreement } from '../service-agreements/acts.ts'
import { checksOf, decideCheck } from '../spending-checks/acts.ts'
import type { Journey } from './journey.ts'
import { aPurchase } from './pathway-builders.ts'

/** A purchase whose words somebody looks at, and the identifiers of what there is of it. */
export async function wordsRoad(journey: Journey): Promise<Record<string, string>> {
  const { broker, ids, service } = journey
  const doubtful = aPurchase({ boughtOn: service.clock.today(), amountPence: 100, bought: 'Whiskey the dog’s lead' })
  await broker.post(`/v1/plan-lines/${ids.planLineId}/purchases`, doubtful)
  const [check] = await checksOf(journey)
  // Another is passed, and bought by.
  const passed = { ...doubtful, amountPence: 101, bought: 'Whiskey the dog’s bowl' }
  await broker.post(`/v1/plan-lines/${ids.planLineId}/purchases`, passed)
  const other = (await checksOf(journey)).find(({ amountPence }) => amountPence === passed.amountPence)
  void (await decideCheck(journey.officer, other?.id ?? '')).ok
  void (await broker.post(`/v1/plan-lines/${ids.planLineId}/purchases`, passed)).ok
  return { spendingCheckId: check?.id ?? '' }
}

/** A provider with an agreement that gives the line of the plan, and was paid; and the identifiers of what there is of it. */
export async function providerRoad(journey: Journey): Promise<Record<string, string>> {
  const { broker, ids, service } = journey
  const { id: payeeId } = await aProvider(service)
  const serviceAgreementId = await signedAgreement(service, payeeId, { from: service.clock.today() })
  void (await broker.post(`/v1/plan-lines/${ids.planLineId}/providers`, { payeeId })).ok
  const bought = aPurchase({ boughtOn: service.clock.today(), amountPence: 100, payeeId, units: 1 })
  void (await broker.post(`/v1/plan-lines/${ids.planLineId}/purchases`, bought)).ok
  const provider = service.as('provider-officer')
  for (const path of ['own-service-agreements', 'own-lines', 'own-payments', 'own-invoices'])
    void (await provider.get(`/v1/${path}?limit=1`)).ok
  return { serviceAgreementId }
}
