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
  const sample = await aSample(service)
  await lead.get('/v1/concerns?limit=1')
  await doOnce(service, 'concern-signals')
  return { concernId, ...sample, spendingFreezeId: freezes[0]?.id ?? '' }
}

/** A sample of what was recorded until today, drawn tomorrow and looked at by an auditor. */
async function aSample(service: Service): Promise<{ auditSampleId: string; itemId: string }> {
  const now = service.clock.now().toISOString()
  const until = service.clock.today()
  service.clock.advance({ days: 1 })
  const auditor = service.as('auditor')
  const sample = { from: '2020-01-01', until, size: 500, method: 'risk' }
  const { id } = (await auditor.post<{ id: string }>('/v1/audit-samples', sample)).ok
  const of = `/v1/audit-samples/${id}`
  const { items } = (await auditor.get<{ items: { id: string }[] }>(`${of}/items`)).ok
  const finding = { finding: 'in-order', words: 'The receipt agrees.' }
  void (await auditor.post(`${of}/items/${items[0]?.id}/finding`, finding)).ok
  for (const path of ['/v1/audit-samples?limit=1', of, `${of}/verification`, `${of}/items?limit=1`])
    void (await auditor.get(path)).ok
  service.clock.set(now)
  return { auditSampleId: id, itemId: items[0]?.id ?? '' }
}
