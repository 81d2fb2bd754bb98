import type { Concern } from '../../src/concerns/schemas.ts'
import { newestOf, raise, take } from '../concerns/acts.ts'
import type { Journey } from './journey.ts'
import type { Service } from './service.ts'
import { doOnce } from './sweep.ts'

/** A concern about a case, which somebody has taken and read; and the identifiers of what there is of it. */
export async function concernRoad(service: Service, journey: Journey): Promise<Record<string, string>> {
  const lead = service.as('safeguarding-lead')
  void (await raise(journey.person, journey)).ok
  const concernId = (await newestOf(lead, journey)) ?? ''
  void (await take(lead, concernId)).ok
  const freeze = {
    about: 'payee',
    planLineId: null,
    payee: 'Nobody of this name',
    reason: 'The receipts are not of this shop.',
    until: service.clock.today(),
  }
  const { freezes } = (await lead.post<Concern>(`/v1/concerns/${concernId}/freezes`, freeze)).ok
  for (const path of ['', '/purchases', '/purchases?limit=1'])
    void (await lead.get(`/v1/concerns/${concernId}${path}`)).ok
  await lead.get('/v1/concerns?limit=1')
  await doOnce(service, 'concern-signals')
  return { concernId, spendingFreezeId: freezes[0]?.id ?? '' }
}
