import t from 'tap'
import { ratedDomains } from '../../src/budgets/budget-facts.ts'
import type { NeedsAssessment } from '../../src/needs-assessments/schemas.ts'
import type { OutcomeProgress, Review } from '../../src/reviews/schemas.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aRating, aReviewCompletion } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const professional = { typicalDay: 0, worstDay: 1, because: 'The nights on the ward were calm.' }
const pathOf = ({ ids }: Journey) => `/v1/needs-assessments/${ids.needsAssessmentId}`
async function change(journey: Journey, client: Journey['person'], ratings: object) {
  const { etag } = await client.get(pathOf(journey))
  return client.patch<NeedsAssessment>(pathOf(journey), { ratings }, { ifMatch: etag })
}

t.test('the two ratings of a domain stand side by side, whoever wrote last', async (t) => {
  const journey = await journeyTo(service, 'assessment-begun')
  await change(journey, journey.careCoordinator, { sleep: aRating({ professional }) })
  const own = aRating({ typicalDay: 4, worstDay: 4, withoutCurrentSupport: 4 })
  const { ratings } = (await change(journey, journey.person, { sleep: own })).ok
  t.same(ratings.sleep, { ...own, professional })
})

t.test(
  'nobody speaks for the other: the person cannot change or take away what the care coordinator says',
  async (t) => {
    const journey = await journeyTo(service, 'assessment-begun')
    await change(journey, journey.careCoordinator, { sleep: aRating({ professional }) })
    for (const said of [{ ...professional, typicalDay: 4 }, null])
      await refused(
        t,
        service,
        () => change(journey, journey.person, { sleep: aRating({ professional: said }) }),
        'case-role-required',
      )
  },
)

t.test('a budget is worked out from what the person says, and not from what stands beside it', async (t) => {
  const of = (rating: ReturnType<typeof aRating>) =>
    ratedDomains({ instrument: 'mental-health-first', instrumentVersion: 1, ratings: { sleep: rating } })
  t.match(of(aRating()), [{ key: 'sleep', typicalDay: 1, worstDay: 3 }])
  t.same(of(aRating({ professional })), of(aRating()))
})

t.test('at a review both stand as well, and only the person’s counts as progress', async (t) => {
  const journey = await journeyTo(service, 'purchase-made')
  const domainRatings = { sleep: aRating({ professional }) }
  const outcomeRatings = [{ outcome: 'sleep', rating: 3, professionalRating: 8, words: null }]
  const completion = `/v1/reviews/${journey.ids.reviewId}/completion`
  await journey.careCoordinator.post(completion, aReviewCompletion({ domainRatings, outcomeRatings }))
  const review = (await journey.person.get<Review>(`/v1/reviews/${journey.ids.reviewId}`)).ok
  t.match(review.result, { domainRatings, outcomeRatings })
  const path = `/v1/cases/${journey.ids.caseId}/outcome-progress`
  const { outcomes, domains } = (await journey.person.get<typeof OutcomeProgress.static>(path)).ok
  t.match(outcomes, [{ outcome: 'sleep', baseline: { rating: 3 } }])
  t.match(domains.find(({ domain }) => domain === 'sleep')?.now, { rating: { professional } })
})
