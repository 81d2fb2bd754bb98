import t from 'tap'
import type { OutcomeProgress } from '../../src/reviews/schemas.ts'
import { journeyTo } from '../support/journey.ts'
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
