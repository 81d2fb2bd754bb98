import { proveLedger } from '../../src/ledger/proof-repository.ts'
import type { LineProvider } from '../../src/line-providers/schemas.ts'
import type { LineSchedule } from '../../src/rules/planning/line-schedule.ts'
import { agreeOn } from '../deployment-agreements/acts.ts'
import { paymentsOf } from '../pay-runs/acts.ts'
import { aProvider, draftAgreement, signForPayer, signForProvider } from '../service-agreements/acts.ts'
import { change } from '../sign-off/acts.ts'
import { anActor } from '../support/actors.ts'
import type { Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aPlanLine, aWish } from '../support/pathway-builders.ts'
import type { Service } from '../support/service.ts'

export const notional = { deployment: 'notional', instrument: 'invoice', holderId: null } as const
const monthly: LineSchedule = {
  ...{ quantity: 5, unit: 'hour', unitPence: 2_000, frequency: 'monthly', times: null },
  ...{ from: '2026-12-01', until: '2027-02-28' },
} as const

/** A plan in force with support of £100.00 a month for three months, which the commissioner pays; nobody is named to give it yet. */
export async function givenByProvider(service: Service, more: object = {}): Promise<Journey> {
  const journey = await journeyTo(service, 'plan-drafted', { scheme: 'kent-peer-brokerage', wish: aWish(30_000) })
  const line = { key: 'support', amountPence: 30_000, schedule: monthly, checkedBy: 'care-coordinator' as const }
  await change(journey, { lines: [aPlanLine({ ...line, ...notional, ...more })] })
  await journey.on('plan-agreed')
  return journey
}

export const name = (journey: Journey, payeeId: string, client: Client = journey.broker) =>
  client.post<LineProvider>(`/v1/plan-lines/${journey.ids.planLineId}/providers`, { payeeId })

/** An agreement that the commissioner and a provider have signed. */
export async function agreedWith(service: Service, payeeId: string, more: object = {}): Promise<string> {
  const officer = service.as('commissioner-officer')
  const other = service.as(anActor('commissioner-officer', { sub: 'who-signs-for-the-commissioner' }))
  const { id } = (await draftAgreement(officer, payeeId, { holderId: null, ratePence: 2_000, ...more })).ok
  void (await signForPayer(other, id)).ok
  void (await signForProvider(service.as('provider-officer'), id)).ok
  return id
}

/** The same plan with a provider who is named, may be paid and has an agreement. */
export async function paidProvider(service: Service, more: object = {}) {
  const journey = await givenByProvider(service, more)
  const provider = await aProvider(service)
  await agreedWith(service, provider.id)
  void (await name(journey, provider.id)).ok
  return { journey, provider }
}

export const statesOf = async (journey: Journey) =>
  (await paymentsOf(journey)).map(({ amountPence, dueOn, holdReason, state }) => [
    dueOn,
    amountPence,
    holdReason ?? state,
  ])

/** A line of £100.00 a month whose money this organisation holds for the person, agreed by both. */
export async function heldByOrganisation(service: Service, organisationId: string): Promise<Journey> {
  const journey = await journeyTo(service, 'plan-drafted', { scheme: 'kent-peer-brokerage', wish: aWish(30_000) })
  const how = { deployment: 'third-party', instrument: 'broker-held-card', holderId: organisationId } as const
  const line = {
    key: 'gym',
    amountPence: 30_000,
    schedule: { ...monthly, quantity: 1, unit: 'item', unitPence: 10_000 } as const,
    checkedBy: 'care-coordinator' as const,
  }
  await change(journey, { lines: [aPlanLine({ ...line, ...how })] })
  await journey.on('plan-agreed')
  void (await agreeOn(journey)).ok
  return journey
}

/** What does not add up in the books, as a list that should be empty. */
export async function differencesOf(service: Service) {
  const different = []
  for await (const tenant of proveLedger(service.access)) different.push(...tenant.different)
  return different
}
