import { Tier } from '../rules/sign-off/sign-off-rules.ts'
import { date, nullable, ref } from '../shared/schema.ts'
import { code, codes, happened } from './facts.ts'

/** What happens to reviews. */
export const reviewEvents = {
  'review.cancelled': happened('reviews', 'A review that was still open ended with its case.', {
    kind: code('What kind of review.', 'routine'),
    dueOn: date(),
    ending: code('How the case ended.', 'withdrawn'),
  }),
  'review.done': happened('reviews', 'A review was done.', {
    kind: code('What kind of review.', 'routine'),
    finding: code('What it found.', 'continue'),
    reasons: codes('The reasons, by their codes.', 'needs-changed'),
    nextDueOn: nullable(date(), {
      description: 'When the next review is due; null where the case ends.',
      examples: [null],
    }),
  }),
  'review.finding-confirmed': happened('reviews', 'What a review found was confirmed.', {
    finding: code('What it found.', 'end'),
    tier: ref(Tier),
  }),
  'review.finding-not-confirmed': happened('reviews', 'What a review found was not confirmed.', {
    finding: code('What it found.', 'end'),
    tier: ref(Tier),
  }),
  'review.finding-routed': happened('reviews', 'What a review found went to a tier to be confirmed.', {
    finding: code('What it found.', 'end'),
    tier: ref(Tier),
    because: code('Why to this tier.', 'within-limit'),
  }),
  'review.scheduled': happened('reviews', 'A review was scheduled.', {
    kind: code('What kind of review.', 'routine'),
    dueOn: date(),
    because: nullable(code('Why it was set.', 'crisis'), {
      description: 'Null for the first and for routine ones.',
      examples: [null],
    }),
  }),
  'review.void': happened('reviews', 'What a review found is void, since an appeal against it was won.', {
    outcome: code('The outcome of the appeal.', 'varied'),
  }),
}
