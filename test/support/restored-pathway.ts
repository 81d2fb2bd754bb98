import { aSaidFor } from './builders.ts'
import { journeyTo } from './journey.ts'
import { aReason, aReviewCompletion } from './pathway-builders.ts'
import type { Service } from './service.ts'
import { coolOff } from './sweep.ts'

/** A budget that had ended, and is open again since an appeal against that was won. The clock is where it was. */
export async function restoredRoad(service: Service): Promise<void> {
  const start = service.clock.now().toISOString()
  const { ids, careCoordinator, person, officer } = await journeyTo(service, 'purchase-made')
  const on = service.clock.today()
  const personAgreement = { on, words: 'I do not need it.', saidFor: aSaidFor() }
  const found = aReviewCompletion({ finding: 'end', personAgreement, reasons: [aReason] })
  const path = `/v1/reviews/${ids.reviewId}/completion`
  const { decision } = (await careCoordinator.post<{ decision: { id: string } }>(path, found)).ok
  await coolOff(service)
  const words = { words: 'I did not say that.' }
  const appeal = (await person.post<{ id: string }>(`/v1/decisions/${decision.id}/appeals`, words)).ok
  await officer.post(`/v1/appeals/${appeal.id}/decision`, { outcome: 'overturned', reasons: [] })
  service.clock.set(start)
}
