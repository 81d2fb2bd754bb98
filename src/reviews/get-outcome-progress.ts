import type { Static } from '@sinclair/typebox'
import { findCompletedAssessment } from '../needs-assessments/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { scoresByScale } from '../rules/assessment/measures.ts'
import { outcomesThenAndNow, paired, withChange } from '../rules/reviews-and-appeals/outcome-progress.ts'
import { londonDate } from '../shared/dates.ts'
import { findAgreedPlan } from '../support-plans/repository.ts'
import { listReviews } from './repository.ts'
import type { OutcomeProgress } from './schemas.ts'

/** What the newest hundred reviews of a case found, beside where the person began: each outcome by their own rating, each domain of life, and each measure. */
export async function getOutcomeProgress(
  reads: Reads,
  actor: Actor,
  caseId: string,
  now: Date,
): Promise<Static<typeof OutcomeProgress>> {
  const [plan, assessment, held] = await Promise.all([
    findAgreedPlan(reads, actor, caseId),
    findCompletedAssessment(reads, actor, caseId),
    listReviews(reads, actor, caseId, { limit: 100, after: undefined }, {}, now),
  ])
  const reviews = held.flatMap(({ result, doneAt, status }) =>
    result && doneAt && status === 'done' ? [{ ...result, on: londonDate(new Date(doneAt)) }] : [],
  )
  const plannedOn = londonDate(new Date(plan?.agreedAt ?? 0))
  const outcomes = plan ? outcomesThenAndNow(plan.outcomes, plannedOn, reviews) : []
  const assessedOn = londonDate(new Date(assessment?.completedAt ?? 0))
  const domains = Object.entries(assessment?.ratings ?? {}).map(([domain, rating]) => ({
    domain,
    ...paired([
      { rating, on: assessedOn },
      ...reviews.flatMap(({ on, domainRatings }) => {
        const now = domainRatings[domain]
        return now ? [{ rating: now, on }] : []
      }),
    ]),
  }))
  const scored = [
    { on: assessedOn, measures: assessment?.measures ?? [] },
    ...reviews.map(({ on, measures = [] }) => ({ on, measures })),
  ]
  const measures = scoresByScale(scored).map(({ scores, ...scale }) => ({ ...scale, ...withChange(paired(scores)) }))
  return { outcomes, domains, measures }
}
