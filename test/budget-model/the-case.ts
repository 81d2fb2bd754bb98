import { daysAfter, daysBetween, monthsAfter } from '../../src/shared/dates.ts'
import type { SupportPlan } from '../../src/support-plans/schemas.ts'
import { agreeOn, lineOf } from '../deployment-agreements/acts.ts'
import { aPayer } from '../pay-runs/acts.ts'
import { decidePayee, payable, theCouncil } from '../payees/acts.ts'
import { agreedWith } from '../payments/acts.ts'
import { aProvider } from '../service-agreements/acts.ts'
import { statementOf } from '../spending/acts.ts'
import { aTier } from '../support/crisis-builders.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { keepRows } from '../support/kept-rows.ts'
import { aCrisisContingency, aPlan, aPlanLine } from '../support/pathway-builders.ts'
import { decision, signedPlan, toldBudget } from '../support/scheme-pathway.ts'
import { tenants } from '../support/seed.ts'
import type { Service } from '../support/service.ts'

const { brokerageId: holderId } = tenants.QYG
const from = '2026-12-01'
const checkedBy = 'care-coordinator' as const
const asInvoiced = {
  category: 'equipment',
  schedule: null,
  deployment: 'notional',
  instrument: 'invoice',
  holderId: null,
} as const

export type Key = 'daily' | 'support' | 'gym' | 'tools' | 'course'

/** How a plan differs from the first: how many pence each unit is dearer, how many months longer it goes on, and whether a course is bought too. */
export interface Shape {
  readonly dearer: number
  readonly longer: number
  readonly withCourse: boolean
}

export const asAtFirst: Shape = { dearer: 0, longer: 0, withCourse: false }

/** What the plan buys, each line held in another way. No amount divides evenly by its days. */
export function planLines({ dearer, longer, withCourse }: Shape) {
  const until = daysAfter(monthsAfter(from, 3 + longer), -1)
  const days = { times: null, from, until } as const
  const bought = [
    aPlanLine({
      ...{ key: 'daily', title: 'Somebody to be with', category: 'support', checkedBy },
      ...{ deployment: 'direct-payment', instrument: 'bank-account', holderId: null },
      schedule: { ...days, quantity: 5, unit: 'hour', unitPence: 1_403 + dearer, frequency: 'weekly' },
      amountPence: Math.round((5 * (1_403 + dearer) * (daysBetween(from, until) + 1)) / 7),
    }),
    aPlanLine({
      ...{ key: 'support', title: 'Help at home', category: 'support', checkedBy },
      ...{ deployment: 'notional', instrument: 'invoice', holderId: null },
      schedule: { ...days, quantity: 9, unit: 'hour', unitPence: 1_111 + dearer, frequency: 'monthly' },
      amountPence: 9 * (3 + longer) * (1_111 + dearer),
    }),
    aPlanLine({
      ...{ key: 'gym', title: 'The gym', category: 'equipment', checkedBy },
      ...{ deployment: 'third-party', instrument: 'broker-held-card', holderId },
      schedule: { ...days, quantity: 1, unit: 'item', unitPence: 3_333 + dearer, frequency: 'monthly' },
      amountPence: (3 + longer) * (3_333 + dearer),
    }),
    aPlanLine({ key: 'tools', title: 'What it needs', ...asInvoiced, amountPence: 20_001 + dearer }),
  ]
  const course = aPlanLine({ key: 'course', title: 'A course', ...asInvoiced, amountPence: 15_001 + dearer })
  return withCourse ? [...bought, course] : bought
}

/** An hour more a day of somebody to be with. */
export const tier = aTier({
  ...{ lines: [{ line: 'daily', extraPerDay: 1 }], capPence: 7_100, yearCapPence: 9_900 },
})

export interface TheCase {
  readonly journey: Journey
  readonly providerId: string
  /** What each plan keeps for crises. */
  readonly reservePence: number
}

/** Has a plan agreed with these lines, in the place of the one that there is. */
export async function agreeTo(journey: Journey, lines: ReturnType<typeof planLines>): Promise<void> {
  const content = aPlan(undefined, { lines, crisisContingency: aCrisisContingency({ tiers: [tier] }) })
  const drafted = await journey.broker.post<SupportPlan>(`/v1/cases/${journey.ids.caseId}/support-plans`, content)
  const plan = (await journey.broker.post<SupportPlan>(`/v1/support-plans/${drafted.ok.id}/submission`)).ok
  const route = (await journey.person.get<never>(`/v1/support-plans/${plan.id}/sign-off-route`)).ok
  const signed = await signedPlan(journey, { plan, route })
  const decider = signed.tier === 'care-coordinator' ? journey.careCoordinator : journey.teamManager
  void (await decision(decider, signed)).ok
}

/** Names who gives a line of the plan in force. */
export async function nameProvider({ journey, providerId }: Pick<TheCase, 'journey' | 'providerId'>): Promise<void> {
  const line = await lineOf(journey, 'support')
  void (await journey.broker.post(`/v1/plan-lines/${line}/providers`, { payeeId: providerId })).ok
}

/** A budget that is agreed, each line of it signed for, with somebody to pay for each; and every row kept as it is then. */
export async function theCase(service: Service): Promise<TheCase> {
  await aPayer(service.as('finance-officer'))
  await theCouncil(service)
  const provider = await aProvider(service)
  await agreedWith(service, provider.id)
  const holder = await payable(
    service.as('care-coordinator'),
    { kind: 'broker-organisation', name: 'Community Brokers', organisationId: holderId },
    ['insurance'],
  )
  const journey = await journeyTo(service, 'assessment-completed', { scheme: 'lambeth-integrated' })
  await toldBudget(journey, { method: 'required-services', services: [{ service: 'social-care-day', units: 99 }] })
  await agreeTo(journey, planLines(asAtFirst))
  for (const line of ['daily', 'gym']) void (await agreeOn(journey, line)).ok
  void (await decidePayee(journey.officer, journey, holder.id)).ok
  await nameProvider({ journey, providerId: provider.id })
  const { reserves } = await statementOf(journey)
  await keepRows(service.database)
  return { journey, providerId: provider.id, reservePence: reserves[0]?.leftPence ?? 0 }
}
