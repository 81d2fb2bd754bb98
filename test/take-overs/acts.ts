import type { FallbackDecision, TakeOver } from '../../src/take-overs/schemas.ts'
import { change } from '../sign-off/acts.ts'
import type { Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aCrisisContingency, aPlanLine, aWish } from '../support/pathway-builders.ts'
import type { Service } from '../support/service.ts'

const direct = { deployment: 'direct-payment', instrument: 'bank-account', holderId: null } as const
export const choice = {
  actorId: 'a-sister',
  name: 'Sadia',
  organisationId: null as string | null,
  onWordOf: ['person', 'care-coordinator'] as ('person' | 'care-coordinator' | 'broker')[],
  longestDays: 14,
}

/** A plan in force of two lines that the person has as direct payments; their sister takes over one of them. */
export async function chosen(service: Service, more: Partial<typeof choice> = {}, lines = ['gym']): Promise<Journey> {
  const journey = await journeyTo(service, 'plan-drafted', { scheme: 'kent-peer-brokerage', wish: aWish(30_000) })
  const ifTooUnwell = {
    takesOver: 'My sister, Sadia',
    onWhoseWord: 'My care coordinator, or I',
    until: 'Until I say that I am well',
    lines,
    choice: { ...choice, ...more },
  }
  await change(journey, {
    lines: [
      aPlanLine({ key: 'gym', amountPence: 20_000, ...direct }),
      aPlanLine({ key: 'drum-kit', amountPence: 10_000, ...direct }),
    ],
    crisisContingency: aCrisisContingency({ ifTooUnwell }),
  })
  await journey.on('plan-agreed')
  return journey
}

export const begin = ({ ids, careCoordinator }: Journey, client: Client = careCoordinator) =>
  client.post<TakeOver>(`/v1/cases/${ids.caseId}/take-overs`)
export const endOf = (id: string, client: Client, more: object = {}) =>
  client.post<TakeOver>(`/v1/take-overs/${id}/end`, { words: null, ...more })
export async function decideOnFallback({ ids, person, careCoordinator, teamManager }: Journey) {
  const { tier } = (await person.get<{ tier: string }>(`/v1/decisions/${ids.decisionId}`)).ok
  const [decider, other] = tier === 'care-coordinator' ? [careCoordinator, teamManager] : [teamManager, careCoordinator]
  const path = `/v1/support-plans/${ids.supportPlanId}/fallback-decision`
  const decide = (client: Client) =>
    client.post<FallbackDecision>(path, { outcome: 'agreed', because: 'Nobody of the family can.' })
  return { path, refused: () => decide(other), answer: await decide(decider), again: () => decide(decider) }
}
