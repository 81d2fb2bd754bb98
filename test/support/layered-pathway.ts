import type { SupportPlan } from '../../src/support-plans/schemas.ts'
import { withHealthElement } from './health-element.ts'
import { type Journey, journeyTo } from './journey.ts'
import { aPlanLine } from './pathway-builders.ts'
import { decision, signedPlan, submittedPlan, toldBudget } from './scheme-pathway.ts'
import type { Service } from './service.ts'

const byCard = { deployment: 'direct-payment', instrument: 'pre-paid-card', holderId: null } as const

/** A line of the social-care budget, and one of the health element. */
export const cooking = (amountPence: number, more: Partial<Parameters<typeof aPlanLine>[0]> = {}) =>
  aPlanLine({
    ...{ ...byCard, key: 'cooking', title: 'Somebody who cooks with me', category: 'support' },
    ...{ element: 'social-care', amountPence, ...more },
  })
export const massage = (amountPence: number, more: Partial<Parameters<typeof aPlanLine>[0]> = {}) =>
  aPlanLine({
    ...{ ...byCard, key: 'massage', title: 'Complementary therapy', category: 'therapy' },
    ...{ element: 'health', amountPence, ...more },
  })

/** South Kent Coast: the council gives £6,000.00 and the health element is £1,390.00. A plan of these lines is agreed. */
export async function agreedInTwoElements(
  service: Service,
  lines: ReturnType<typeof aPlanLine>[],
): Promise<Journey & { readonly plan: SupportPlan }> {
  const journey = await journeyTo(service, 'assessment-completed', { scheme: 'south-kent-coast' })
  await withHealthElement(journey, { amountPence: 600_000 })
  const services = [{ service: 'talking-therapy', units: 10 }]
  await toldBudget(journey, { method: 'required-services', services })
  const signed = await signedPlan(journey, await submittedPlan(journey, journey.broker, lines))
  const { supportPlan } = (await decision(journey.officer, signed)).ok
  return { ...journey, plan: supportPlan }
}
