import type { Static } from '@sinclair/typebox'
import { namesToldWithCase } from '../cases/told-with-case-schemas.ts'
import { byDay, byInstant, expandOf, filterOf, updatedSince, yesOrNo } from '../platform/http/list-grammar.ts'
import { oneOf } from '../shared/schema.ts'
import { reviewKinds, reviewStatuses } from './schemas.ts'

export const ReviewFilter = filterOf({
  status: oneOf(reviewStatuses, { description: 'With this status.', examples: ['scheduled'] }),
  kind: oneOf(reviewKinds, { description: 'Of this kind.', examples: ['routine'] }),
  late: yesOrNo('True: it is to be held, its day is past, and its case is not paused. False: it is not so.'),
  dueSince: byDay('Due on this day or after.'),
  dueBy: byDay('Due on this day or before.'),
  doneSince: byInstant('Done at this instant or after.'),
  updatedSince: updatedSince(),
})
export const DueReviewFilter = filterOf({ expand: expandOf(namesToldWithCase) })
export type DueReviewFilter = Static<typeof DueReviewFilter>
export type ReviewFilter = Static<typeof ReviewFilter>
