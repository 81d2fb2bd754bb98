import { date } from '../shared/schema.ts'
import { code, codes, count, fields, happened } from './facts.ts'

/** What happens to expressions of interest. */
export const expressionOfInterestEvents = {
  'expression-of-interest.accepted': happened('goals', 'An expression of interest was accepted.', {
    reasons: codes('The reasons, by their codes.', 'within-offer'),
  }),
  'expression-of-interest.changed': happened('goals', 'A draft of an expression of interest was changed.', {
    fields: fields(),
  }),
  'expression-of-interest.declined': happened('goals', 'An expression of interest was declined.', {
    reasons: codes('The reasons, by their codes.', 'outside-offer'),
  }),
  'expression-of-interest.drafted': happened('goals', 'An expression of interest was begun.', {
    madeAs: code('The role of the one who made it.', 'person'),
  }),
  'expression-of-interest.information-answered': happened(
    'goals',
    'What was asked about an expression of interest was answered.',
  ),
  'expression-of-interest.information-requested': happened('goals', 'More was asked about an expression of interest.', {
    questions: count('How many questions.', 2),
    answerBy: code('Who answers: the person or their care coordinator.', 'person'),
    dueOn: date(),
  }),
  'expression-of-interest.submitted': happened('goals', 'An expression of interest was submitted.'),
  'expression-of-interest.withdrawn': happened('goals', 'An expression of interest was withdrawn.'),
}
