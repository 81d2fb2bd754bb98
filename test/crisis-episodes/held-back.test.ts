import t from 'tap'
import type { Event } from '../../src/events/schemas.ts'
import type { ReviewPage } from '../../src/reviews/schemas.ts'
import { startService } from '../support/service.ts'
import { confirmIdentity } from '../support/sign-in.ts'
import { agreed, declare } from './acts.ts'

t.test('a crisis that waits until it is known who the person is opens the rapid review, and is told', async (t) => {
  const service = await startService(t)
  const journey = await agreed(service)
  service.clock.advance({ days: 1 })
  const { personId, caseId } = journey.ids
  const officer = service.as('commissioner-officer')
  const { etag } = await officer.get(`/v1/people/${personId}`)
  void (await officer.patch(`/v1/people/${personId}`, { familyName: 'Quarter-Maine' }, { ifMatch: etag })).ok
  const answer = await declare(journey)
  t.equal(answer.problem.code, 'identity-to-confirm')
  const { items } = (await journey.person.get<typeof ReviewPage.static>(`/v1/cases/${caseId}/reviews`)).ok
  t.equal(items.filter(({ kind, status }) => kind === 'rapid' && status === 'scheduled').length, 1)
  await service.seal()
  const heard = (await officer.get<{ items: Event[] }>(`/v1/events?caseId=${caseId}&type=crisis.held-back`)).ok.items
  t.match(heard, [{ type: 'crisis.held-back', facts: { tier: 'bad-patch', because: 'identity-to-confirm' } }])
  void (await declare(journey)).problem
  const again = (await journey.person.get<typeof ReviewPage.static>(`/v1/cases/${caseId}/reviews`)).ok.items
  t.equal(again.filter(({ kind }) => kind === 'rapid').length, 1, 'one review, however often it is said')
  await confirmIdentity({ service }, personId)
  t.equal((await declare(journey)).status, 201)
})
