import type { Static } from '@sinclair/typebox'
import type { PlanReduction } from '../../src/rules/planning/reductions.ts'
import type { PlanDecided } from '../../src/sign-off/schemas.ts'
import type { SupportPlan } from '../../src/support-plans/schemas.ts'
import { type Changed, change } from '../sign-off/acts.ts'
import type { Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aPlanLine, aReason, aWish } from '../support/pathway-builders.ts'
import type { Service } from '../support/service.ts'

export const aNightWorker = (more: Partial<ReturnType<typeof aPlanLine>> = {}) =>
  aPlanLine({
    key: 'night',
    title: 'A night worker',
    provider: 'Night Owls',
    amountPence: 20_000,
    preventive: true,
    holdsBack: 'Nights in crisis',
    ...more,
  })

/** Somebody whose plan in force has a night worker, who holds nights in crisis back, and drums. */
export async function withNightWorker(service: Service, night = aNightWorker()): Promise<Journey> {
  const journey = await journeyTo(service, 'plan-drafted', { wish: aWish(40_000) })
  await change(journey, { lines: [aPlanLine({ amountPence: 10_000 }), night] })
  await journey.on('purchase-made')
  return journey
}

/** What a changed plan says of the night worker: the evidence, and who can be called instead. */
export const aReduction = (more: Partial<PlanReduction> = {}): PlanReduction => ({
  line: 'night',
  because: 'moved-to-other-support',
  words: 'Moved in with a sister, who is there at night.',
  fallbackLine: 'on-call',
  ...more,
})

export const onCall = { key: 'on-call', title: 'A night worker on call', amountPence: 5_000 }
export const drums = { amountPence: 100 }

export const submitted = (journey: Journey, { id }: Pick<SupportPlan, 'id'>) =>
  journey.broker.post<SupportPlan>(`/v1/support-plans/${id}/submission`)

/** Agrees to a changed plan, with or without the reason that an adverse decision needs. */
export const agree = (
  client: Client,
  { id, contentHash }: Pick<Changed, 'id' | 'contentHash'>,
  reasons: object[] = [aReason],
) =>
  client.post<Static<typeof PlanDecided>>(`/v1/support-plans/${id}/decision`, {
    outcome: 'agreed',
    contentHash,
    reasons,
  })

export const planOf = async (journey: Journey, id: string) =>
  (await journey.person.get<SupportPlan>(`/v1/support-plans/${id}`)).ok

/** The person has no sign-in any more, and says what they say to staff. */
export async function unlink({ person, ids }: Journey): Promise<void> {
  const { status } = await person.post(`/v1/sign-ins/${ids.signInId}/ending`)
  if (status !== 200) throw new Error(`the sign-in did not end: ${status}`)
}

/** Why what the person relies on may end with the budget. */
export const aGuardedEnding = (more: object = {}) => ({
  because: 'moved-to-other-support',
  words: 'The house that she moved to has staff there at night.',
  fallback: 'The night staff of your house, and the crisis line on 111, option 2.',
  ...more,
})
