import { belongingTo, findCase } from '../case-access/repository.ts'
import { get, list, operationsOf, write } from '../platform/http/operations.ts'
import { londonDate } from '../shared/dates.ts'
import { dueReviewTold, listReviewsByDay, toldDueReview } from './due-repository.ts'
import { getOutcomeProgress } from './get-outcome-progress.ts'
import { DueReviewFilter, ReviewFilter } from './list-schemas.ts'
import { findReview, listReviews, withoutVersion } from './repository.ts'
import { scheduleReview } from './schedule-review.ts'
import { DueReviewPage, NewReview, OutcomeProgress, Review, ReviewPage } from './schemas.ts'

export const reviewOperations = operationsOf('Reviews', [
  write('scheduleReview', 'POST /cases/:caseId/reviews', {
    summary: 'Schedule a review',
    description:
      'The person can ask for one at any time. The first review is set by the agreement of a plan, or by the first payment where none is set then. A review is due today or later, and no later than a routine review that is counted from today in the months of the scheme; a rapid review within the working days of the scheme.',
    permission: 'review:write',
    problems: [409],
    body: NewReview,
    gives: { 201: Review },
    run: scheduleReview,
  }),
  list('listReviews', '/cases/:caseId/reviews', {
    summary: 'List the reviews of a case, newest first',
    permission: 'review:read',
    filter: ReviewFilter,
    gives: ReviewPage,
    of: findCase,
    read: listReviews,
    tell: withoutVersion,
  }),
  list('listOverdueReviews', '/overdue-reviews', {
    summary: 'List the reviews of your cases that are past their day, the longest overdue first',
    description:
      'Of the cases on whose team you are, or somebody is for whom you stand in; of all that you see, where you see those of a trust, a scheme or the commissioner.',
    permission: 'review:read',
    gives: DueReviewPage,
    place: 'day and id',
    tellsOf: dueReviewTold,
    filter: DueReviewFilter,
    read: (reads, actor, page, filter, now) => listReviewsByDay(reads, actor, 'overdue', page, filter, londonDate(now)),
    tell: toldDueReview,
  }),
  list('listReviewsDue', '/reviews-due', {
    summary: 'List the reviews of your cases that are due within a week, the soonest first',
    description:
      'Of the cases on whose team you are, or somebody is for whom you stand in; of all that you see, where you see those of a trust, a scheme or the commissioner.',
    permission: 'review:read',
    gives: DueReviewPage,
    place: 'day and id',
    tellsOf: dueReviewTold,
    filter: DueReviewFilter,
    read: (reads, actor, page, filter, now) => listReviewsByDay(reads, actor, 'due', page, filter, londonDate(now)),
    tell: toldDueReview,
  }),
  list('listReviewsDueSoon', '/reviews-due-soon', {
    summary: 'List the reviews of your cases that are due in more than a week and within six, the soonest first',
    description:
      'Of the cases on whose team you are, or somebody is for whom you stand in; of all that you see, where you see those of a trust, a scheme or the commissioner.',
    permission: 'review:read',
    gives: DueReviewPage,
    place: 'day and id',
    tellsOf: dueReviewTold,
    filter: DueReviewFilter,
    read: (reads, actor, page, filter, now) => listReviewsByDay(reads, actor, 'soon', page, filter, londonDate(now)),
    tell: toldDueReview,
  }),
  get('getOutcomeProgress', '/cases/:caseId/outcome-progress', {
    summary: 'See how far outcomes are reached, then and now side by side',
    description:
      'Each outcome of the plan in force by the person’s own rating, from the plan to the last review, and each domain of life and each standard measure from the assessment to the last review.',
    permission: 'review:read',
    gives: OutcomeProgress,
    of: findCase,
    read: getOutcomeProgress,
  }),
  get('getReview', '/reviews/:reviewId', {
    summary: 'Read a review',
    permission: 'review:read',
    gives: Review,
    of: belongingTo('review'),
    read: findReview,
    tell: withoutVersion,
    versioned: true,
  }),
])
