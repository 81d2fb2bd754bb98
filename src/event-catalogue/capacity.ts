import { date, nullable } from '../shared/schema.ts'
import { code, happened, yes } from './facts.ts'

/** What is found of the person's capacity, of one decision at a time. */
export const capacityEvents = {
  'capacity.assessed': happened('assessment', 'It was recorded whether the person can make one decision.', {
    decision: code('Which decision.', 'sign-plan'),
    outcome: code('Whether they can make it.', 'lacks-capacity'),
    assessedOn: date(),
    fluctuates: yes('Whether it comes and goes.'),
    reviewOn: nullable(date(), { description: 'Until when it holds at the longest.', examples: [null] }),
  }),
}
