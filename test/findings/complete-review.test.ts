import t from 'tap'
import type { Review } from '../../src/reviews/schemas.ts'
import { unlink } from '../preventive/acts.ts'
import { change } from '../sign-off/acts.ts'
import { inTenant } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { aSaidFor } from '../support/builders.ts'
import type { Client, RequestOptions } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aPlan, aPlanLine, aRating, aReason, aReviewCompletion } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { coolOff } from '../support/sweep.ts'

const service = await startService(t)
interface Done {
  readonly review: Review
  readonly nextReview: Review | null
}
type Found = Parameters<typeof aReviewCompletion>[0]
const complete = (
  journey: Journey,
  more: Found = {},
  client: Client = journey.careCoordinator,
  options?: RequestOptions,
) => client.post<Done>(`/v1/reviews/${journey.ids.reviewId}/completion`, aReviewCompletion(more), options)
const reviewed = (journey: Journey) => journey.person.get<Review>(`/v1/reviews/${journey.ids.reviewId}`)
const caseOf = async (journey: Journey) => (await journey.person.get(`/v1/cases/${journey.ids.caseId}`)).ok

/** A case whose plan has a line that holds a need back. */
async function withPreventive() {
  const journey = await journeyTo(service, 'plan-drafted')
  const lines = [
    aPlanLine(),
    aPlanLine({ key: 'nights', preventive: true, holdsBack: 'Nights in crisis', amountPence: 15_000 }),
  ]
  await change(journey, { lines })
  return journey.on('purchase-made')
}

t.test(
  '201: a review that finds that all is well needs no panel: the budget goes on and the next is a year on',
  async (t) => {
    const journey = await journeyTo(service, 'purchase-made')
    service.clock.set('2027-02-20T10:00:00Z')
    const domainRatings = { sleep: aRating({ typicalDay: 0 }) }
    const answer = await complete(journey, { domainRatings })
    t.equal(answer.status, 201)
    const { review, nextReview } = answer.ok
    t.match(review, { status: 'done', kind: 'first', doneAt: '2027-02-20T10:00:00.000Z' })
    const { outcomeRatings, words } = aReviewCompletion()
    t.match(review.result, { finding: 'continue', outcomeRatings, domainRatings, words, personAgrees: true })
    t.match(nextReview, { kind: 'routine', status: 'scheduled', dueOn: '2028-02-20', result: null })
    const kept = await reviewed(journey)
    t.same(kept.ok, review)
    t.equal(kept.etag, answer.etag)
    t.match(await caseOf(journey), { stage: 'spending', step: 'review-done', endedAt: null })
    service.clock.set('2026-11-24T09:30:00Z')
  },
)

t.test('where a routine review is scheduled already, no other is', async (t) => {
  const journey = await journeyTo(service, 'purchase-made')
  await journey.person.post(`/v1/cases/${journey.ids.caseId}/reviews`, { kind: 'routine', dueOn: '2027-03-01' })
  t.equal((await complete(journey)).ok.nextReview, null)
})

t.test('a routine review that is done sets the next one', async (t) => {
  const journey = await journeyTo(service, 'review-done')
  const { items } = (await journey.person.get<{ items: Review[] }>(`/v1/cases/${journey.ids.caseId}/reviews`)).ok
  service.clock.set('2027-11-24T09:30:00Z')
  const body = aReviewCompletion()
  const answer = await journey.careCoordinator.post<Done>(`/v1/reviews/${items[0]?.id}/completion`, body)
  t.match(answer.ok, {
    review: { kind: 'routine', status: 'done' },
    nextReview: { kind: 'routine', dueOn: '2028-11-24' },
  })
  service.clock.set('2026-11-24T09:30:00Z')
})

t.test('422: every outcome of the plan is rated by the person, and what is missing is told at once', async (t) => {
  const journey = await journeyTo(service, 'plan-drafted')
  await change(journey, {
    ...aPlan(),
    outcomes: ['sleep', 'work', 'friends'].map((key) => ({ key, words: `More ${key}.` })),
  })
  await journey.on('purchase-made')
  const ratings = ['sleep', 'sleep', 'chess'].map((outcome) => ({ outcome, rating: 5, words: null }))
  const problem = await refused(t, service, () => complete(journey, { outcomeRatings: ratings }), 'review-incomplete')
  t.same(
    problem.errors?.map(({ pointer, code }) => `${pointer} ${code}`),
    [
      '/outcomeRatings rating-missing',
      '/outcomeRatings rating-missing',
      '/outcomeRatings/1/outcome key-repeated',
      '/outcomeRatings/2/outcome outcome-unknown',
    ],
  )
  t.match((await reviewed(journey)).ok, { status: 'scheduled', result: null })
})

t.test('P10: 422: preventive support is not reduced because needs look lower while it is in place', async (t) => {
  const journey = await withPreventive()
  const reduce: Found = { finding: 'reduce', personAgrees: false, reasons: [aReason] }
  const problem = await refused(t, service, () => complete(journey, reduce), 'evidence-required')
  t.match(problem.errors, [{ pointer: '/preventiveEvidence' }])
  const preventiveEvidence = 'She moved in with her sister, who is there at night.'
  const unkind = await refused(
    t,
    service,
    () => complete(journey, { ...reduce, preventiveEvidence }),
    'evidence-required',
  )
  t.match(unkind.errors, [{ pointer: '/preventiveBecause' }], 'of a kind that counts')
  const proven = { preventiveEvidence, preventiveBecause: 'moved-to-other-support' } as const
  t.match((await complete(journey, { ...reduce, ...proven })).ok.review.result, { finding: 'reduce', ...proven })
})

t.test('P10: the person’s own wish is enough to reduce it, written down only for who has no sign-in', async (t) => {
  const journey = await withPreventive()
  const reduce: Found = { finding: 'reduce', personAgrees: true, reasons: [aReason] }
  await refused(t, service, () => complete(journey, reduce), 'evidence-required', 'who signs in signs a changed plan')
  await unlink(journey)
  t.match((await complete(journey, reduce)).ok.review.result, { finding: 'reduce', personAgrees: true })
})

t.test('a finding takes nothing away by itself: plan, lines and money stay as they are', async (t) => {
  const journey = await withPreventive()
  const statement = async () =>
    (await journey.person.get<{ lines: unknown }>(`/v1/cases/${journey.ids.caseId}/statement`)).ok.lines
  const before = await statement()
  const proven = { preventiveEvidence: 'A sister.', preventiveBecause: 'moved-to-other-support' } as const
  await complete(journey, { finding: 'reduce', personAgrees: true, reasons: [aReason], ...proven })
  t.same(await statement(), before)
  t.match((await journey.person.get(`/v1/support-plans/${journey.ids.supportPlanId}`)).ok, { status: 'active' })
})

t.test('422: a budget ends at a review only with the person’s own agreement, and with a reason', async (t) => {
  const journey = await journeyTo(service, 'purchase-made')
  const agreed = { on: '2026-11-24', words: 'I do not need it any more.' }
  const personAgreement = { ...agreed, saidFor: aSaidFor() }
  const end: Found = { finding: 'end', personAgreement, reasons: [aReason] }
  for (const [wrong, code, pointer] of [
    [{ personAgreement: undefined }, 'request-invalid', '/personAgreement'],
    [{ personAgreement: null }, 'request-invalid', '/personAgreement'],
    [{ personAgrees: false }, 'request-invalid', '/personAgrees'],
    [{ preventiveEvidence: null }, 'request-invalid', '/preventiveEvidence'],
    [{ personAgreement: { ...personAgreement, on: '2026-11-25' } }, 'request-invalid', '/personAgreement/on'],
    [{ personAgreement: { ...personAgreement, words: ' ' } }, 'request-invalid', '/personAgreement/words'],
    [{ personAgreement: agreed }, 'request-invalid', '/personAgreement/saidFor'],
    [{ personAgreement: { ...personAgreement, on: '1900-01-01' } }, 'said-on-invalid', '/personAgreement/on'],
    [{ reasons: [] }, 'reason-required', '/reasons'],
  ] as const) {
    const { errors } = await refused(t, service, () => complete(journey, { ...end, ...wrong }), code)
    t.match(errors, [{ pointer }])
  }
  const answer = await complete(journey, end)
  t.same(answer.ok.review.result?.personAgreement, agreed, 'who was there is told with what was said for them alone')
  t.match(answer.ok.review.result?.reasons, [{ sentence: /^It is not yet clear/ }])
  t.match(await caseOf(journey), { endedAt: null, step: 'review-done' }, 'it goes on until they could call it off')
  await coolOff(service)
  t.match(await caseOf(journey), { stage: 'ended', step: 'budget-ended', endedWords: agreed.words })
  service.clock.set('2026-11-24T09:30:00Z')
})

t.test('422: a reduction has a reason of the scheme', async (t) => {
  const journey = await journeyTo(service, 'purchase-made')
  const reduce = { finding: 'reduce', personAgrees: true } as const
  await refused(t, service, () => complete(journey, reduce), 'reason-required')
  const reasons = [{ ...aReason, code: 'computer-says-no' }]
  await refused(t, service, () => complete(journey, { ...reduce, reasons }), 'reason-unknown')
})

t.test('409: a review is done once', async (t) => {
  const journey = await journeyTo(service, 'review-done')
  await refused(t, service, () => complete(journey), 'review-done')
})

t.test('412: whoever names the version they read does not complete another one', async (t) => {
  const journey = await journeyTo(service, 'purchase-made')
  const { etag } = await reviewed(journey)
  const ask = (ifMatch: string) => () => complete(journey, {}, journey.careCoordinator, { ifMatch })
  await refused(t, service, ask('"2"'), 'precondition-failed')
  t.equal((await ask(etag)()).status, 201)
})

t.test('a repeated key completes it once', async (t) => {
  const journey = await journeyTo(service, 'purchase-made')
  await refused(
    t,
    service,
    () => complete(journey, {}, journey.careCoordinator, { key: null }),
    'idempotency-key-required',
  )
  const first = await complete(journey, {}, journey.careCoordinator, { key: 'review-1' })
  t.same((await complete(journey, {}, journey.careCoordinator, { key: 'review-1' })).ok, first.ok)
})

t.test('403, 404: the care coordinator goes through it with the person, nobody else writes it down', async (t) => {
  const journey = await journeyTo(service, 'purchase-made')
  for (const client of [journey.person, journey.broker, journey.officer, journey.representative, service.as('machine')])
    await refused(t, service, () => complete(journey, {}, client), 'case-role-required', client.actor?.sub)
  await refused(t, service, () => complete(journey, {}, journey.teamManager), 'permission-missing')
  await refused(t, service, () => complete(journey, {}, service.as(inTenant('QOP', 'care-coordinator'))), 'not-found')
})

t.test('400: ratings are 0 to 10 for outcomes and 0 to 4 for domains', async (t) => {
  const journey = await journeyTo(service, 'purchase-made')
  const rated = (rating: number) => ({ outcomeRatings: [{ outcome: 'sleep', rating, words: null }] })
  for (const more of [
    rated(-1),
    rated(11),
    rated(5.5),
    { domainRatings: { sleep: aRating({ worstDay: 5 }) } },
    { finding: 'stop' },
    { personAgrees: null },
  ])
    await refused(
      t,
      service,
      () => complete(journey, more as Found),
      'request-invalid',
      JSON.stringify(more).slice(0, 60),
    )
})

t.test('it is on the record what was found and when the next review is due, and not a word of it', async (t) => {
  const journey = await journeyTo(service, 'purchase-made')
  const entries = await audited(service, () => complete(journey))
  t.match(entries, [{ type: 'review.done', subject_id: journey.ids.reviewId, scheme_version: 1 }])
  t.same(entries[0]?.facts, { kind: 'first', finding: 'continue', reasons: [], nextDueOn: '2027-11-24' })
})
