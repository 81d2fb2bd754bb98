import t from 'tap'
import type { OutcomeProgress } from '../../src/reviews/schemas.ts'
import { journeyTo } from '../support/journey.ts'
import { aReviewCompletion } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)

t.test(
  'each outcome by the person’s own rating, and each domain as it was assessed, beside what the review found',
  async (t) => {
    const journey = await journeyTo(service, 'review-done')
    const path = `/v1/cases/${journey.ids.caseId}/outcome-progress`
    const progress = (await journey.person.get<typeof OutcomeProgress.static>(path)).ok
    t.match(progress.outcomes, [{ outcome: 'sleep', now: null, change: null }])
    t.ok(progress.outcomes[0]?.baseline, 'rated once, at the first review')
    t.equal(progress.domains.length, 14)
    t.match(progress.domains[0], { baseline: { rating: { typicalDay: 1, worstDay: 3 } } })
    t.same(
      (await journey.broker.get<typeof OutcomeProgress.static>(path)).ok.domains,
      [],
      'not what was assessed, to a broker',
    )
    const other = await journeyTo(service, 'case-opened')
    await refused(t, service, () => other.person.get(path), 'not-found')
  },
)

t.test('the scores of a standard measure stand side by side, and how far apart they are', async (t) => {
  const journey = await journeyTo(service, 'assessment-begun')
  const assessment = `/v1/needs-assessments/${journey.ids.needsAssessmentId}`
  const score = (value: number) => ({ measure: 'reqol-10', version: 1, scale: 'total', score: value })
  const dialog = { measure: 'dialog', version: 1, scale: 'life', score: 30 }
  const { etag } = await journey.careCoordinator.get(assessment)
  const beyond = { measures: [score(41)] }
  const answer = await journey.careCoordinator.patch(assessment, beyond, { ifMatch: etag })
  t.match(answer.problem, { code: 'request-invalid', errors: [{ pointer: '/measures/0/score' }] })
  const kept = { measures: [score(11), dialog] }
  t.match((await journey.careCoordinator.patch(assessment, kept, { ifMatch: etag })).ok, kept)
  await journey.on('purchase-made')
  const { items } = (await journey.person.get<{ items: { id: string }[] }>(`/v1/cases/${journey.ids.caseId}/reviews`))
    .ok
  const review = `/v1/reviews/${items[0]?.id}/completion`
  const wrong = aReviewCompletion({ measures: [{ ...dialog, scale: 'total' }] })
  t.match((await journey.careCoordinator.post(review, wrong)).problem, { code: 'request-invalid' })
  const found = await journey.careCoordinator.post<{ review: { result: object } }>(
    review,
    aReviewCompletion({ measures: [score(18)] }),
  )
  t.match(found.ok.review.result, { measures: [score(18)] })
  const path = `/v1/cases/${journey.ids.caseId}/outcome-progress`
  const { measures } = (await journey.person.get<typeof OutcomeProgress.static>(path)).ok
  t.match(measures, [
    { measure: 'dialog', scale: 'life', baseline: { rating: 30 }, now: null, change: null },
    {
      measure: 'reqol-10',
      scale: 'total',
      betterWhen: 'higher',
      baseline: { rating: 11, on: '2026-11-24' },
      now: { rating: 18, on: '2026-11-24' },
      change: 7,
    },
  ])
  t.same((await journey.broker.get<typeof OutcomeProgress.static>(path)).ok.measures, [], 'not to a broker')
})
