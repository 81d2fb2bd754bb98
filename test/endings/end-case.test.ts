import t from 'tap'
import type { CaseView, TimelineEntry } from '../../src/cases/schemas.ts'
import type { CaseEnded } from '../../src/endings/schemas.ts'
import type { Review } from '../../src/reviews/schemas.ts'
import { lodge, refusedPlan } from '../appeals/acts.ts'
import { confirmJoined, reportDouble } from '../record-joining/acts.ts'
import { withinLimit } from '../sign-off/acts.ts'
import { buy, fileReceipt, statementOf } from '../spending/acts.ts'
import { anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { aPerson, aSaidFor, unknownId } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aPlan, aReason, aReviewCompletion } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { coolOff } from '../support/sweep.ts'

const service = await startService(t)
t.beforeEach(async () => service.clock.set('2026-11-24T09:30:00Z'))
const end = ({ ids, careCoordinator }: Journey, more: object = {}, client: Client = careCoordinator) =>
  client.post<CaseEnded>(`/v1/cases/${ids.caseId}/ending`, { ending: 'died', on: '2026-11-23', ...more })
const confirmDeath = ({ ids, officer }: Journey) =>
  officer.post<CaseEnded>(`/v1/cases/${ids.caseId}/death/confirmation`, {
    on: '2026-11-23',
    evidence: 'The medical certificate.',
  })
const caseOf = async ({ ids, careCoordinator }: Journey) =>
  (await careCoordinator.get<CaseView>(`/v1/cases/${ids.caseId}`)).ok
const planOf = async ({ ids, officer }: Journey) =>
  (await officer.get<{ status: string }>(`/v1/support-plans/${ids.supportPlanId}`)).ok

t.test(
  'died yesterday, recorded today: everything of the case ends with it, without words of the person',
  async (t) => {
    const journey = await journeyTo(service, 'purchase-made', withinLimit)
    const draft = await journey.broker.post<{ id: string }>(`/v1/cases/${journey.ids.caseId}/support-plans`, aPlan())
    const before = await statementOf(journey)
    await end(journey)
    const answer = await confirmDeath(journey)
    t.match(answer.ok, { stage: 'ended', step: 'person-died', ending: 'died', on: '2026-11-23', waits: [] })
    t.equal(answer.ok.releasedPence, before.availablePence)
    t.match(await planOf(journey), { status: 'ended' })
    t.match((await journey.officer.get(`/v1/support-plans/${draft.ok.id}`)).ok, { status: 'withdrawn' })
    const after = await statementOf(journey)
    t.match(after, { availablePence: 0, releasedPence: before.availablePence, spentPence: before.spentPence })
    t.ok(after.lines.every(({ status, closedOn }) => status === 'closed' && closedOn === '2026-11-24'))
    t.ok((await caseOf(journey)).clocks.every(({ stoppedOn }) => stoppedOn !== null))
    const { items } = (
      await journey.officer.get<{ items: TimelineEntry[] }>(`/v1/cases/${journey.ids.caseId}/timeline?limit=5`)
    ).ok
    t.match(
      items.find(({ type }) => type === 'case.ended'),
      { facts: { ending: 'died', on: '2026-11-23', as: 'commissioner-officer', releasedPence: before.availablePence } },
    )
    t.equal((await fileReceipt(journey, journey.ids.purchaseId)).status, 201, 'the accounts can be closed')
    await refused(t, service, () => buy(journey), 'case-ended')
    await refused(t, service, () => end(journey), 'case-ended')
  },
)

t.test('an open appeal is decided all the same', async (t) => {
  const { journey: the, decisionId } = await refusedPlan(service, withinLimit)
  await lodge(the.person, decisionId)
  await end(the, { ending: 'moved-away', on: '2026-11-24' })
  t.match(await caseOf(the), {
    step: 'moved-away',
    waits: [{ subject: 'appeal', step: 'appeal-to-decide' }, { subject: 'appeal' }],
  })
})

t.test('recorded twice: the record that goes on is named', async (t) => {
  const journey = await journeyTo(service, 'case-opened')
  const other = await journeyTo(service, 'case-opened')
  const otherPersonId = other.ids.personId
  await refused(t, service, () => end(journey, { ending: 'joined', on: '2026-11-24' }), 'request-invalid')
  await refused(t, service, () => end(journey, { otherPersonId }), 'request-invalid')
  for (const id of [unknownId(), journey.ids.personId])
    await refused(
      t,
      service,
      () => end(journey, { ending: 'joined', on: '2026-11-24', otherPersonId: id }),
      'reference-unknown',
    )
  const stranger = (await service.as('commissioner-officer').post<{ id: string }>('/v1/people', aPerson())).ok.id
  await refused(
    t,
    service,
    () => end(journey, { ending: 'joined', on: '2026-11-24', otherPersonId: stranger }),
    'reference-unknown',
    'a record that the coordinator does not see',
  )
  const joined = () => end(journey, { ending: 'joined', on: '2026-11-24', otherPersonId })
  await refused(t, service, joined, 'double-unconfirmed', 'nobody has said that they are one')
  const id = await reportDouble(service, journey.ids.personId, otherPersonId)
  await refused(t, service, joined, 'double-unconfirmed', 'somebody finds them alike')
  await journey.officer.post(`/v1/likely-doubles/${id}/joining`, { goesOnId: otherPersonId })
  await refused(t, service, joined, 'double-unconfirmed', 'one officer alone has said it')
  t.equal((await confirmJoined(service, id, journey.ids.personId)).problem.code, 'join-blocked')
  await refused(t, service, joined, 'double-unconfirmed', 'the other of the two does not go on')
  t.equal((await confirmJoined(service, id, otherPersonId)).problem.code, 'join-blocked')
  const path = `/v1/people/${otherPersonId}`
  const { etag } = await journey.officer.get(path)
  await journey.officer.patch(path, { bornOn: '1984-03-01' }, { ifMatch: etag })
  await refused(t, service, joined, 'double-unconfirmed', 'the two looked at a record that said somebody else')
  await confirmJoined(service, id, otherPersonId)
  t.match((await joined()).ok, { step: 'record-joined' })
  t.equal(
    (await confirmJoined(service, id, otherPersonId)).problem.code,
    'join-blocked',
    'two sign-ins are in the way yet',
  )
})

t.test('403, 404: not by who neither works on the case nor answers for it', async (t) => {
  const journey = await journeyTo(service, 'case-opened')
  const stranger = service.as(anActor('care-coordinator', { sub: 'another-coordinator' }))
  await refused(t, service, () => end(journey, {}, stranger), 'not-found')
  await refused(t, service, () => end(journey, {}, journey.person), 'permission-missing')
  t.equal((await end(journey, {}, journey.teamManager)).status, 200)
})

t.test('the reviews that were still to come are cancelled with the case, whatever ends it', async (t) => {
  const agreed = aReviewCompletion({
    finding: 'end',
    personAgreement: { on: '2026-11-24', words: 'I do not need it any more.', saidFor: aSaidFor() },
    reasons: [aReason],
  })
  const ways: [string, string[], (journey: Journey) => Promise<{ status: number }>][] = [
    [
      'died',
      ['cancelled', 'cancelled'],
      async (journey) => {
        await end(journey)
        return confirmDeath(journey)
      },
    ],
    [
      'withdrawn',
      ['cancelled', 'cancelled'],
      ({ person, ids }) => person.post(`/v1/cases/${ids.caseId}/withdrawal`, { words: null }),
    ],
    [
      'ended at the other review',
      ['cancelled', 'cancelled', 'done'],
      async ({ careCoordinator, ids }) => {
        const done = await careCoordinator.post(`/v1/reviews/${ids.reviewId}/completion`, agreed)
        await coolOff(service)
        return done
      },
    ],
  ]
  for (const [name, statuses, ends] of ways) {
    const journey = await journeyTo(service, 'purchase-made')
    const path = `/v1/cases/${journey.ids.caseId}/reviews`
    const rapid = (
      await journey.careCoordinator.post<Review>(path, { kind: 'rapid', dueOn: '2026-11-30', because: 'concern' })
    ).ok
    const entries = await audited(service, () => ends(journey))
    const reviews = (await journey.careCoordinator.get<{ items: Review[] }>(path)).ok.items
    t.same(
      reviews.map(({ status }) => status),
      statuses,
      name,
    )
    t.ok(reviews.every(({ supportPlanId }) => supportPlanId === journey.ids.supportPlanId))
    t.match(
      entries.find(({ type, subject_id }) => type === 'review.cancelled' && subject_id === rapid.id),
      { facts: { kind: 'rapid', dueOn: '2026-11-30' } },
      name,
    )
  }
})

t.test('422: the day is none to come, and none before the case was opened, or for a death, before birth', async (t) => {
  const journey = await journeyTo(service, 'case-opened')
  const { bornOn } = (await journey.careCoordinator.get<{ bornOn: string }>(`/v1/people/${journey.ids.personId}`)).ok
  for (const more of [
    { on: '2026-11-25' },
    { on: '1900-01-01' },
    { ending: 'moved-away', on: '2026-11-25' },
    { ending: 'moved-away', on: '2026-11-23' },
  ]) {
    const { errors } = await refused(t, service, () => end(journey, more), 'ending-day-invalid', JSON.stringify(more))
    t.match(errors, [{ pointer: '/on' }])
  }
  t.equal((await end(journey, { on: bornOn })).status, 200, 'news of a death can come late')
})

t.test('an agreed end at a review closes the plan, and the statement says what was released', async (t) => {
  const journey = await journeyTo(service, 'purchase-made', withinLimit)
  const before = await statementOf(journey)
  const agreed = aReviewCompletion({
    finding: 'end',
    personAgreement: { on: '2026-11-24', words: 'I do not need it any more.', saidFor: aSaidFor() },
    reasons: [aReason],
  })
  const done = await journey.careCoordinator.post(`/v1/reviews/${journey.ids.reviewId}/completion`, agreed)
  t.equal(done.status, 201, JSON.stringify(done.body))
  await coolOff(service)
  t.match(await planOf(journey), { status: 'ended' })
  t.match(await statementOf(journey), { availablePence: 0, releasedPence: before.availablePence })
})
