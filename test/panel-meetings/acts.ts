import type { PanelMeeting } from '../../src/panel-meetings/schemas.ts'
import type { Client } from '../support/client.ts'
import type { Journey } from '../support/journey.ts'

type OnPlan = Pick<Journey, 'careCoordinator' | 'service'> & { readonly ids: { readonly supportPlanId: string } }

/** Sets a meeting about the plan: now, unless a day is named. */
export function meet({ careCoordinator, service, ids }: OnPlan, more: object = {}, client: Client = careCoordinator) {
  const body = { startsAt: service.clock.now().toISOString(), way: 'in-person', place: 'Riverside House', ...more }
  return client.post<PanelMeeting>(`/v1/support-plans/${ids.supportPlanId}/meetings`, body)
}

/** Says how the person wants to be heard: not at all, and less notice is fine, unless otherwise is said. */
export function sayHeard(client: Client, id: string, more: object = {}) {
  const body = { way: 'not-at-all', words: null, lessNotice: true, ...more }
  return client.post<PanelMeeting>(`/v1/panel-meetings/${id}/hearing-wish`, body)
}

/** The person was told of a meeting that begins now, and does not want to be heard there; unless one is set already. */
export async function hear(journey: OnPlan & Pick<Journey, 'person'>): Promise<string> {
  const set = await meet(journey)
  if (set.status === 409) return ''
  const { id } = set.ok
  void (await sayHeard(journey.person, id)).ok
  return id
}
